"""Cases: all that is known of variants, in a handful of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as sa_select
from sqlmodel import SQLModel, col, select

from governance.core.report import ENGINE
from governance.core.review.basis import Basis, CheckedUnder
from governance.core.review.case import Campaign, Case, PolicyTerms
from governance.core.review.people import Standing
from governance.store.as_json import basis_of
from governance.store.case_values import contributor_of, decision_of, head_of, submission_of, terms_of, waiver_of
from governance.store.people import standings
from governance.store.policies import policies_in_force, policies_of
from governance.store.tables.review import DecisionRow, SubmissionRow, WaiverRow
from governance.store.tables.variants import ContributorRow, ReportRow, VariantRow
from governance.store.tables.workspaces import CampaignRow, PartnerRow
from governance.store.transaction import Tx
from governance.store.workspaces import partners

Row = TypeVar("Row", bound=SQLModel)

# Built once: most requests ask these, and building them takes longer than running them.
_CAMPAIGNS = select(CampaignRow).where(
    col(CampaignRow.workspace_id) == bindparam("workspace"),
    col(CampaignRow.id).in_(bindparam("ids", expanding=True)),
)
_BASES = sa_select(
    *map(col, (ReportRow.variant_id, ReportRow.revision, ReportRow.policy_set, ReportRow.engine, ReportRow.basis))
).where(
    col(ReportRow.workspace_id) == bindparam("workspace"),
    col(ReportRow.variant_id).in_(bindparam("ids", expanding=True)),
    col(ReportRow.policy_set).in_(bindparam("policy_sets", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case, and rows that it was made from, for those who show them."""

    case: Case
    campaign: CampaignRow
    submission: SubmissionRow | None
    decisions: Sequence[DecisionRow]


def case_of(tx: Tx, variant: VariantRow) -> Case:
    return cases_of(tx, [variant])[0]


def dossier_of(tx: Tx, variant: VariantRow) -> Dossier:
    return dossiers_of(tx, [variant])[0]


def cases_of(tx: Tx, variants: Sequence[VariantRow]) -> list[Case]:
    """The cases of these variants, in the same order."""
    return [one.case for one in dossiers_of(tx, variants)]


def dossiers_of(tx: Tx, variants: Sequence[VariantRow]) -> list[Dossier]:
    """The same with their rows."""
    tx.session.flush()
    ids = [variant.id for variant in variants]
    campaigns = _campaigns(tx, {variant.campaign_id for variant in variants})
    submissions = _by_variant(tx, SubmissionRow, ids, "sequence")
    contributors = _by_variant(tx, ContributorRow, ids, "person_id")
    decisions = _by_variant(tx, DecisionRow, ids, "sequence")
    waivers = _by_variant(tx, WaiverRow, ids, "granted_at")
    people = _people(tx, [*decisions.values(), *waivers.values()])
    terms = terms_of(policies_in_force(tx))
    seen = {decision.policy_set for rows in decisions.values() for decision in rows}
    bases = _bases(tx, variants, {terms.digest, *seen} if terms else seen)
    earlier = _earlier(tx, seen)
    known = partners(tx) if any(row.partner_id for row in campaigns.values()) else {}
    last = {id: rows[-1] for id, rows in submissions.items() if rows}

    def case(variant: VariantRow) -> Case:
        return Case(
            variant=str(variant.id),
            head=head_of(variant),
            campaign=_campaign(campaigns[variant.campaign_id], known),
            submission=submission_of(last[variant.id]) if variant.id in last else None,
            contributors=tuple(map(contributor_of, contributors[variant.id])),
            decisions=tuple(map(decision_of, decisions[variant.id])),
            people=people,
            terms=terms,
            engine=ENGINE,
            bases=bases[variant.id],
            earlier_terms=earlier,
            waivers=tuple(map(waiver_of, waivers[variant.id])),
        )

    return [Dossier(case(one), campaigns[one.campaign_id], last.get(one.id), decisions[one.id]) for one in variants]


def _by_variant(tx: Tx, table: type[Row], ids: Sequence[UUID], order: str) -> defaultdict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in tx.session.exec(_of_variants(table, order), params={"workspace": tx.workspace_id, "ids": ids}):
        found[row.variant_id].append(row)
    return found


@cache
def _of_variants(table: Any, order: str) -> Any:
    """The statement, built once a table."""
    chosen = select(table).where(
        table.workspace_id == bindparam("workspace"), table.variant_id.in_(bindparam("ids", expanding=True))
    )
    return chosen.order_by(getattr(table, order))


def _campaigns(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, CampaignRow]:
    rows = tx.session.exec(_CAMPAIGNS, params={"workspace": tx.workspace_id, "ids": list(ids)})
    return {row.id: row for row in rows}


def _campaign(row: CampaignRow, known: Mapping[UUID, PartnerRow]) -> Campaign:
    return Campaign(
        key=row.key,
        partner=known[row.partner_id].key if row.partner_id else None,
        paused=row.paused_at is not None,
    )


def _bases(
    tx: Tx, variants: Sequence[VariantRow], policy_sets: Iterable[str]
) -> defaultdict[UUID, dict[CheckedUnder, Basis]]:
    """The reports on each variant's head revision under these policy sets, without their contents."""
    heads = {variant.id: variant.revision for variant in variants}
    asked = {"workspace": tx.workspace_id, "ids": list(heads), "policy_sets": list(policy_sets)}
    found: defaultdict[UUID, dict[CheckedUnder, Basis]] = defaultdict(dict)
    for variant, revision, policy_set, engine, basis in tx.session.execute(_BASES, asked):
        if heads[variant] == revision:
            under = CheckedUnder(policy_set, engine)
            found[variant][under] = basis_of(basis, under)
    return found


def _people(tx: Tx, groups: Iterable[Sequence[DecisionRow | WaiverRow]]) -> dict[str, Standing]:
    """Everybody who decided or waived, as they are now."""
    ids = {row.person_id for rows in groups for row in rows}
    return standings(tx, ids) if ids else {}


def _earlier(tx: Tx, policy_sets: Iterable[str]) -> dict[str, PolicyTerms]:
    """What the policy sets that decisions saw said of reviews."""
    found = {digest: terms_of(policies_of(tx, digest)) for digest in policy_sets}
    return {digest: terms for digest, terms in found.items() if terms is not None}
