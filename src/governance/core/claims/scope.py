"""Scope: all and always where the approval covered some, most, or those within a limit."""

from collections.abc import Iterator
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Kind
from governance.core.claims.statement import AlterationKind
from governance.core.claims.words import is_content, stem

_ALONE = any_of(
    r"""always|forever|unlimited|endless|instantly|everyone|everybody|everywhere|anywhere
    |worldwide|globally|24/7|(?:a)?round the clock|24 hours a day
    |365 days a year|(?:7|seven) days a week|of any (?:size|kind|sort|type)|whichever|regardless|no matter
    |however \w+"""
)
_PER_UNIT = frozenset(
    stem(w) for w in "hour day week month quarter year hundred thousand time cycle one other 100 1,000".split()
)


def scope_differences(compared: Comparison) -> Iterator[Difference]:
    """Words that claim everything or everyone, where no approved text does."""
    if any(text.universals for text in compared.approved):
        return
    sentence = compared.sentence
    for start, end in sentence.widening:
        noun = _noun_after(sentence, end)
        alone = _ALONE.fullmatch(sentence.folded.text[start:end])
        if noun in _PER_UNIT or _narrowed(sentence, start, end):
            continue
        if alone or (noun in compared.wording.content and not _per(compared, noun)):
            yield Difference(AlterationKind.SCOPE_WIDENED, start, end, "")


def _noun_after(sentence: Meaning, end: int) -> str:
    following = (token for token in sentence.tokens if token.start >= end and is_content(token.text))
    return next((stem(token.text) for token in following), "")


def _narrowed(sentence: Meaning, start: int, end: int) -> bool:
    """`96.5% of all reviews` is a share of them; `not any`, `without anyone` is none."""
    before = sentence.folded.text[:start].rstrip()
    share = before.endswith(" of") and any(
        q.kind is Kind.SHARE and q.end >= len(before) - 4 for q in sentence.quantities
    )
    denied = bool(sentence.denied) or " without " in f" {before} "
    return share or (denied and sentence.folded.text[start:end].startswith("any"))


def _per(compared: Comparison, noun: str) -> bool:
    words = [token.text for token in compared.wording.tokens]
    return any(a in ("per", "a", "an") and stem(b) == noun for a, b in pairwise(words))
