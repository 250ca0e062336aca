"""Cases: all that is known of variants, in a handful of queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select as sa_select
from sqlmodel import SQLModel, col, select

from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE
from governance.core.review.case import (
    Basis,
    CallVerdict,
    Campaign,
    Case,
    CheckedUnder,
    Decision,
    DecisionVerdict,
    FindingKey,
    PolicyTerms,
    Submission,
    Text,
    Waiver,
)
from governance.core.review.people import Contributor
from governance.store.as_json import basis_of
from governance.store.people import standings
from governance.store.policies import policies_in_force, policies_of
from governance.store.tables.review import DecisionRow, SubmissionRow, WaiverRow
from governance.store.tables.variants import ContributorRow, ReportRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.workspaces import partners

Row = TypeVar("Row", bound=SQLModel)


def case_of(tx: Tx, variant: VariantRow) -> Case:
    return cases_of(tx, [variant])[0]


def cases_of(tx: Tx, variants: Sequence[VariantRow]) -> list[Case]:
    """The cases of these variants, in the same order."""
    tx.session.flush()
    ids = [variant.id for variant in variants]
    campaigns = _campaigns(tx, {variant.campaign_id for variant in variants})
    submissions = _by_variant(tx, SubmissionRow, ids, SubmissionRow.sequence)
    contributors = _by_variant(tx, ContributorRow, ids, ContributorRow.person_id)
    decisions = _by_variant(tx, DecisionRow, ids, DecisionRow.sequence)
    waivers = _by_variant(tx, WaiverRow, ids, WaiverRow.granted_at)
    bases = _bases(tx, variants)
    people = standings(tx, _people([*decisions.values(), *waivers.values()]))
    policies = policies_in_force(tx)
    return [
        Case(
            variant=str(variant.id),
            head=Text(variant.revision, variant.content_digest, variant.manifest_digest),
            campaign=campaigns[variant.campaign_id],
            submission=_submission(submissions[variant.id][-1]) if submissions[variant.id] else None,
            contributors=tuple(Contributor(str(c.person_id), c.organisation) for c in contributors[variant.id]),
            decisions=tuple(map(_decision, decisions[variant.id])),
            people=people,
            terms=_terms(policies),
            engine=ENGINE,
            bases=bases[variant.id],
            earlier_terms=_earlier(tx, bases[variant.id]),
            waivers=tuple(_waiver(waiver) for waiver in waivers[variant.id] if _same_words(waiver, variant)),
        )
        for variant in variants
    ]


def _by_variant(tx: Tx, table: type[Row], ids: Sequence[UUID], order: Any) -> defaultdict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    columns: Any = table
    chosen = select(table).where(columns.workspace_id == tx.workspace_id, columns.variant_id.in_(ids)).order_by(order)
    for row in tx.session.exec(chosen):
        found[row.variant_id].append(row)  # type: ignore[attr-defined]
    return found


def _campaigns(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Campaign]:
    rows = tx.session.exec(
        select(CampaignRow).where(CampaignRow.workspace_id == tx.workspace_id, col(CampaignRow.id).in_(ids))
    ).all()
    known = partners(tx) if any(row.partner_id for row in rows) else {}
    return {
        row.id: Campaign(
            key=row.key,
            partner=known[row.partner_id].key if row.partner_id else None,
            paused=row.paused_at is not None,
        )
        for row in rows
    }


def _bases(tx: Tx, variants: Sequence[VariantRow]) -> defaultdict[UUID, dict[CheckedUnder, Basis]]:
    """The reports on each variant's head revision, without their contents."""
    heads = {variant.id: variant.revision for variant in variants}
    columns = (ReportRow.variant_id, ReportRow.revision, ReportRow.policy_set, ReportRow.engine, ReportRow.basis)
    chosen = sa_select(*map(col, columns)).where(
        col(ReportRow.workspace_id) == tx.workspace_id, col(ReportRow.variant_id).in_(heads)
    )
    found: defaultdict[UUID, dict[CheckedUnder, Basis]] = defaultdict(dict)
    for variant, revision, policy_set, engine, basis in tx.session.execute(chosen):
        if heads[variant] == revision:
            under = CheckedUnder(policy_set, engine)
            found[variant][under] = basis_of(basis, under)
    return found


def _people(groups: Iterable[Sequence[DecisionRow | WaiverRow]]) -> set[UUID]:
    return {row.person_id for rows in groups for row in rows}


def _earlier(tx: Tx, bases: Iterable[CheckedUnder]) -> dict[str, PolicyTerms]:
    found = {under.policy_set: _terms(policies_of(tx, under.policy_set)) for under in bases}
    return {digest: terms for digest, terms in found.items() if terms is not None}


def _terms(policies: PolicySet | None) -> PolicyTerms | None:
    return PolicyTerms(policies.digest, policies.standard.digest, policies.approval) if policies else None


def _submission(row: SubmissionRow) -> Submission:
    text = Text(row.revision, row.content_digest, row.manifest_digest)
    return Submission(str(row.id), text, row.submitted_at, row.withdrawn_at is not None, row.recalled_at is not None)


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        id=str(row.id),
        sequence=row.sequence,
        submission=str(row.submission_id),
        person=str(row.person_id),
        role=row.role,
        verdict=DecisionVerdict(row.verdict),
        text=Text(row.revision, row.content_digest, row.manifest_digest),
        checked_under=CheckedUnder(row.policy_set, row.engine),
        decided_at=row.decided_at,
        has_note=bool(row.note and row.note.strip()),
        call=CallVerdict(row.call) if row.call else None,
        withdrawn=row.withdrawn_at is not None,
    )


def _waiver(row: WaiverRow) -> Waiver:
    finding = FindingKey(row.code, row.severity, row.part, row.quote)  # type: ignore[arg-type]
    return Waiver(str(row.id), finding, str(row.person_id), row.role, row.granted_at, row.ends_at)


def _same_words(waiver: WaiverRow, variant: VariantRow) -> bool:
    mine = (variant.content_digest, variant.manifest_digest)
    return (waiver.content_digest, waiver.manifest_digest) == mine
