"""What a price is for: per user, per lesson. For all of them at once, or for each of another thing, it is another."""

from collections.abc import Iterator
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Kind, equal
from governance.core.claims.statement import AlterationKind
from governance.core.claims.words import is_content, stem

_EACH = any_of("each|every|apiece|a head|per head|for one|seats?|p[eusl]pm|p[eusl]pa")
_FREE = any_of(
    r"""free of charge|(?<!feel )(?<!-)free(?! to| of| up| from| time)|(?:at )?no (?:extra )?(?:charge|cost)
    |complimentary|on the house|without (?:extra )?charge"""
)
_PRICED = any_of(r"free|charges?|fees?|cost\w*|prices?|complimentary|included?|waived?|no extra|pay(?:s|ing)?|[€$£]\d+")
_PAID = any_of(r"for an? (?:\w+ )?(?:fee|charge|price)|at (?:an )?extra (?:cost|charge)|costs? extra|surcharge")
_FOR_NOTHING = any_of("free|nothing|no (?:extra )?(?:charge|cost|fee)|without charge|complimentary")
_ANYBODY = frozenset(stem(word) for word in "person head seat user participant".split())
_TIMES = frozenset(stem(word) for word in "hour day night week month quarter year minute second".split())


def rate_differences(compared: Comparison) -> Iterator[Difference]:
    """A price that was approved for each of something, told without it or for each of something else, or as none."""
    yield from _free(compared)
    yield from _paid(compared)
    approved = _denominators(compared.wording)
    prices = [figure for figure in compared.wording.quantities if figure.kind is Kind.MONEY]
    for said in compared.sentence.quantities:
        if not approved or not any(equal(said, price) for price in prices):
            continue
        each = _denominators(compared.sentence).keys()
        others = each - compared.approved_content - _ANYBODY
        dropped = approved.keys() - compared.sentence.content if not each & _ANYBODY else None
        if others or (dropped and not _EACH.search(compared.sentence.folded.text)):
            missing = min(dropped or approved)
            yield Difference(AlterationKind.UNIT, said.start, said.end, f"per {approved[missing]}")


def _free(compared: Comparison) -> Iterator[Difference]:
    """`a free account manager`, where nothing approved says what it costs."""
    said = _FREE.search(compared.sentence.folded.text)
    if said and not any(_PRICED.search(text.folded.text) for text in compared.approved):
        yield Difference(AlterationKind.NUMBER, *said.span(), "")


def _paid(compared: Comparison) -> Iterator[Difference]:
    """`for a small fee`, where it was approved for nothing."""
    said = _PAID.search(compared.sentence.folded.text)
    if said and _FOR_NOTHING.search(compared.wording.folded.text):
        yield Difference(AlterationKind.NEGATION, *said.span(), "")


def _denominators(text: Meaning) -> dict[str, str]:
    """By stem, the nouns behind `per` that are no times."""
    pairs = pairwise(token.text for token in text.tokens)
    found = {stem(noun): noun for before, noun in pairs if before == "per" and is_content(noun)}
    return {noun: word for noun, word in found.items() if noun not in _TIMES}
