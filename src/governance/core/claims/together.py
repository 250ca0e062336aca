"""Two sentences that state one claim: what the one leaves out, the other says."""

from collections.abc import Iterable, Sequence

from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.opinion import Opinion, opinion
from governance.core.claims.ruling import Hearing
from governance.core.claims.statement import AlterationKind, Verdict

_LEFT_OUT = frozenset({AlterationKind.QUALIFIER_DROPPED, AlterationKind.UNIT})
"""A limit, and of what a figure is told (`per return`)."""

Pair = Sequence[tuple[Meaning, Meaning]]
"""A sentence beside a neighbour, in every reading of the neighbour, each as they stand."""


def pairs(said: Meaning, before: Sequence[Meaning], after: Sequence[Meaning]) -> tuple[Pair, Pair]:
    """A sentence with the one before, which may ask for a condition, and with the one after, which may not."""
    return [(one, said) for one in before], [(said, one) for one in after if not one.is_question]


def completed(given: Opinion, neighbours: Iterable[Pair], hearing: Hearing) -> Opinion:
    """The opinion of a sentence that leaves out what a neighbour says, if the two together state its claims."""
    if given.verdict is not Verdict.ALTERED or any(one.kind not in _LEFT_OUT for one in given.differences):
        return given
    for pair in neighbours:
        joint = [opinion(meaning(f"{first.source} {second.source}"), hearing) for first, second in pair]
        if joint and all(_carries(one, given) for one in joint):
            return joint[0]
    return given


def _carries(joint: Opinion, given: Opinion) -> bool:
    return joint.verdict is Verdict.SUPPORTED and set(given.claims) <= set(joint.claims)
