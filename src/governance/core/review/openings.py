"""What somebody could decide on a text now, and why not: asked before they write a word."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from governance.core.actor import Actor
from governance.core.errors import Refused
from governance.core.review.case import CallVerdict, Case, DecisionVerdict
from governance.core.review.deciding import Say, deciding_role, warning_open
from governance.core.review.people import Standing
from governance.core.review.state import Review


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether one verdict is open to somebody: in which role, with which question, or closed for which reason.

    `note_needed` is true where it cannot be given without saying why.
    """

    role: str | None = None
    asks: str | None = None
    note_needed: bool = False
    code: str | None = None
    closed: str | None = None


def openings(
    case: Case, review: Review, actor: Actor, voter: Standing, now: datetime
) -> Mapping[DecisionVerdict, Opening]:
    """Every verdict, tried with a note, a yes to the call question, and the password given just now."""
    confirmed = replace(actor, confirmed_at=now)
    return {verdict: _opening(verdict, case, review, confirmed, voter, now) for verdict in DecisionVerdict}


def _opening(
    verdict: DecisionVerdict, case: Case, review: Review, actor: Actor, voter: Standing, now: datetime
) -> Opening:
    digest = case.terms.digest if case.terms else ""
    say = Say(verdict, case.head, digest, call=CallVerdict.YES, note="asked")
    try:
        role = deciding_role(say, case, review, actor, voter, now)
    except Refused as refused:
        return Opening(code=refused.code, closed=refused.message)
    return Opening(role, _asks(case, role), verdict is not DecisionVerdict.APPROVE or warning_open(case))


def _asks(case: Case, role: str) -> str | None:
    """The question that goes with a decision in this role."""
    policy = case.terms.approval if case.terms else None
    return next((one.asks for one in policy.requirements if one.role == role and one.asks), None) if policy else None
