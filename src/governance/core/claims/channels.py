"""By which way people reach one another: in person, by phone, by e-mail; one way approved is not another."""

from collections.abc import Iterator
from functools import lru_cache

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.statement import AlterationKind

_WAYS = {
    "person": r"in person|face to face|face-to-face|in the flesh|in the same room|on[ -]site",
    "video": r"(?:by|over|via|on) (?:video|zoom|webcam)(?: call)?|video calls?|video interviews?|video meetings?",
    "phone": r"(?:by|over the|on the|via) (?:phone|telephone)|(?:phone|telephone) (?:calls?|interviews?)|calls",
    "mail": r"(?:by|via|over) e-?mail|e-?mails",
    "chat": r"(?:by|via|over|on|live) (?:\w+ )?chat|chats",
    "post": r"by (?:post|letter|courier)",
}
_WAY = any_of("|".join(f"(?P<{way}>{words})" for way, words in _WAYS.items()))


def channel_differences(compared: Comparison) -> Iterator[Difference]:
    """`Interviewed over video`, where `in person` was approved, and not said any more."""
    said, wording = _ways(compared.sentence), _ways(compared.wording)
    approved = set().union(*(_ways(text) for text in compared.approved))
    if wording and said and not said.keys() & approved:
        start, end = next(iter(said.values()))
        lost = next(iter(wording.values()))
        yield Difference(AlterationKind.ENTITY_SWAP, start, end, compared.wording.written(*lost))


@lru_cache(maxsize=REMEMBERED)
def _ways(text: Meaning) -> dict[str, tuple[int, int]]:
    """The ways of which a text speaks, each where it is first told."""
    return {match.lastgroup or "": match.span() for match in reversed([*_WAY.finditer(text.folded.text)])}
