"""After every change: where the variant stands now, whose queue it is in, and a permit if all is met.

The state is a pure function of what was recorded. What is written here is its projection, in the same
transaction, so that lists are quick; nothing that decides ever reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.actions.signing import sign_all
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.launch.gate import permit_refusals
from governance.core.report import ENGINE
from governance.core.review.case import Case
from governance.core.review.counting import current
from governance.core.review.state import Review, review
from governance.core.review.survival import stale_reason
from governance.core.review.time_limits import NEVER, due
from governance.store.cases import cases_of
from governance.store.reading import learn
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.waiting import waiting_of
from governance.store.workspaces import workspace

SYSTEM = Actor("system")


@dataclass(frozen=True)
class Settled:
    """A variant's case and review, as they are after the change."""

    case: Case
    review: Review


def settle(tx: Tx, variant: VariantRow, case: Case | None = None) -> Settled:
    """Write the projection of a variant's review, and sign its permit when every requirement is met.

    The case is read, unless the caller knows it as it is now.
    """
    return settle_all(tx, [variant], [case] if case else None)[0]


def settle_all(tx: Tx, variants: Sequence[VariantRow], cases: Sequence[Case] | None = None) -> list[Settled]:
    """Settle many variants with the queries of one."""
    if not variants:
        return []
    settled = [Settled(case, review(case, tx.now)) for case in cases or cases_of(tx, variants)]
    waiting = waiting_of(tx, variants)
    for variant, one in zip(variants, settled, strict=True):
        _project(tx, variant, one)
        _write_waiting(tx, variant, one, waiting[variant.id])
    learn(tx, [variant for variant, one in zip(variants, settled, strict=True) if one.review.approved])
    each = [(variant, one.case, one.review) for variant, one in zip(variants, settled, strict=True)]
    sign_all(tx, SYSTEM, [one for one in each if not permit_refusals(*one[1:])])
    return settled


def _project(tx: Tx, variant: VariantRow, settled: Settled) -> None:
    """Where a variant stands, and, once its report is there, which decisions outlived a change of policies."""
    case, before = settled.case, variant.checked_under
    variant.state = settled.review.state
    variant.checked_under = f"{case.terms.digest} {ENGINE}" if case.terms and case.basis else None
    variant.changes_at = settled.review.changes_at
    variant.requirements = _requirements(settled.review)
    variant.findings = findings(case)
    tx.session.add(variant)
    if variant.checked_under not in (None, before):
        _say_what_survived(tx, variant, case)


def _requirements(found: Review) -> list[list[Any]]:
    """Each requirement in the fields that lists show: how many decisions meet it, and how many are needed."""
    return [[one.id, one.role, str(one.status), one.needed, len(one.decisions)] for one in found.requirements]


def findings(case: Case) -> dict[str, int | None]:
    """How many distinct findings of each severity the report that counts has; None while there is none."""
    basis = case.basis
    return {severity: len(basis.of(severity)) if basis else None for severity in ("blocker", "warning", "note")}


def _say_what_survived(tx: Tx, variant: VariantRow, case: Case) -> None:
    for decision in current(case.decisions, case.submission.id if case.submission else ""):
        if decision.text != case.head or decision.checked_under == case.in_force:
            continue
        reason = stale_reason(decision, case)
        act = Act.DECISION_STALE if reason else Act.DECISION_SURVIVED
        data = {"decision": decision.id, "reason": reason}
        tx.append(act, SYSTEM, ("variant", variant.id), data, case.terms.digest if case.terms else None)


def _write_waiting(tx: Tx, variant: VariantRow, settled: Settled, rows: Sequence[WaitingRow]) -> None:
    """The rows of what is open, as few of them touched as can be: those that stay keep their place in the queue."""
    wanted = {one.id: one.role for one in settled.review.open_requirements}
    decided = _counted(settled) if wanted else []
    limits = _limits(settled.case) if wanted else {}
    for row in rows:
        role = wanted.pop(row.requirement, None)
        if role is None:
            tx.session.delete(row)
            continue
        if row.decided != decided:
            row.decided = decided
        if row.role != role:
            row.role, row.number, row.since = role, tx.number(), tx.now
        row.due_at = _due(tx, row.since, limits[row.requirement])
    for requirement, role in wanted.items():
        tx.session.add(
            WaitingRow(
                workspace_id=tx.workspace_id,
                variant_id=variant.id,
                requirement=requirement,
                role=role,
                partner_id=variant.partner_id,
                decided=decided,
                number=tx.number(),
                since=tx.now,
                due_at=_due(tx, tx.now, limits[requirement]),
            )
        )


def _limits(case: Case) -> Mapping[str, int | None]:
    """The time limits of the requirements, in business hours."""
    policy = case.terms.approval if case.terms else None
    return {one.id: one.within_business_hours for one in policy.requirements} if policy else {}


def _due(tx: Tx, since: datetime, limit: int | None) -> datetime:
    """When a time limit that runs since an instant ends, as the rules are now."""
    place = workspace(tx)
    return due(since, limit, place.business_hours, place.time_zone) if limit else NEVER


def _counted(settled: Settled) -> list[str]:
    """The people whose decisions meet a requirement, or part of one."""
    counted = {id for one in settled.review.requirements for id in one.decisions}
    return sorted({decision.person for decision in settled.case.decisions if decision.id in counted})
