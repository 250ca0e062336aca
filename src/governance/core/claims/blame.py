"""A remedy approved for our own fault is none for every case."""

from collections.abc import Iterator

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.statement import AlterationKind

_OUR_FAULT = any_of(
    r"""(?:because of|due to|caused by|down to|on account of|owing to) (?:us|our \w+|a \w+ of ours)
    |a (?:fault|mistake|error) of ours|our (?:own )?(?:fault|mistake|error|doing|side|end)
    |(?:be|is|are|was|were) (?:ours|on us)|(?:lies?|rests?) with us|we(?:'re| are) (?:\w+ )?(?:to blame|at fault)
    |we (?:\w+ )?(?:caused?|miss(?:ed)?|delay(?:ed)?|broke|break|slip(?:ped)?|get it wrong|got it wrong|fail(?:ed)?)"""
)


def blame_differences(compared: Comparison) -> Iterator[Difference]:
    """What was approved for `late because of us` is told of whatever is late."""
    fault = _OUR_FAULT.search(compared.wording.folded.text)
    if fault and not _OUR_FAULT.search(compared.sentence.folded.text):
        yield compared.whole(AlterationKind.QUALIFIER_DROPPED, compared.wording.written(*fault.span()))
