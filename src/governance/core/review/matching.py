"""Whose decision meets which requirement, so that no person counts twice."""

from collections.abc import Sequence

from governance.core.policy.approval import Requirement
from governance.core.review.case import Case, Decision, DecisionVerdict
from governance.core.review.people import PARTNER, Standing


def excluded(requirement: Requirement, voter: Standing, case: Case) -> str | None:
    """Why a person may never meet a requirement of this case: they, or their organisation, contributed."""
    if case.contributed(voter):
        return "whoever wrote, edited or uploaded the text never decides on it"
    if requirement.excludes == "organisation" and case.organisation_contributed(voter):
        return "the organisation that contributed the text does not decide on it"
    if requirement.role == PARTNER and voter.partner != case.campaign.partner:
        return "another partner's campaign is not theirs to decide on"
    return None


def assigned(open_: Sequence[Requirement], approvals: Sequence[Decision], case: Case) -> dict[str, list[str]]:
    """As many slots filled as can be, each by a decision of its own: a matching by augmenting paths.

    Each person has one current decision, so distinct decisions are distinct people.
    """
    slots = [one for one in open_ for _ in range(one.approvals)]
    fits = [[_fits(requirement, decision, case) for decision in approvals] for requirement in slots]
    filled: dict[int, int] = {}
    for slot in range(len(slots)):
        _augment(slot, fits, filled, set())
    met: dict[str, list[str]] = {requirement.id: [] for requirement in open_}
    for at, slot in sorted(filled.items()):
        met[slots[slot].id].append(approvals[at].id)
    return met


def _augment(slot: int, fits: Sequence[Sequence[bool]], filled: dict[int, int], seen: set[int]) -> bool:
    """Fill a slot, moving earlier decisions to other slots where that makes room."""
    for at, fit in enumerate(fits[slot]):
        if fit and at not in seen:
            seen.add(at)
            if at not in filled or _augment(filled[at], fits, filled, seen):
                filled[at] = slot
                return True
    return False


def _fits(requirement: Requirement, decision: Decision, case: Case) -> bool:
    if decision.verdict is not DecisionVerdict.APPROVE or decision.role != requirement.role:
        return False
    if requirement.asks and decision.call is None:
        return False
    return excluded(requirement, case.people[decision.person], case) is None
