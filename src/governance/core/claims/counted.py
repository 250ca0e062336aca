"""Counts of what a sentence itself lists: `all three`, `two cities, London and Amsterdam`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from governance.core.claims.difference import Comparison
from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Quantity

_TWO = re.compile(r" and (?:\w+ ){1,4}are(?: the)?$")
_OF_THEM = (" all", " both", " of the")
_JOINING = frozenset({",", "and", "or", "&"})


def counts_what_is_named(compared: Comparison, said: Quantity) -> bool:
    """`all three`, `one of the four systems`, `A and B are two that …`: how many are listed."""
    before = compared.sentence.folded.text[: said.start].rstrip()
    numbers = {*_listed(compared.wording), *_listed(compared.sentence)}
    two = said.value == 2 and _TWO.search(before)
    return bool(two) or said.value in numbers or before.endswith(_OF_THEM)


def _listed(sentence: Meaning) -> Iterator[int]:
    """How many names stand in each list of a sentence."""
    together = 1
    for one, other in pairwise(sentence.names):
        joined = {token.text for token in sentence.tokens[one.last : other.first]} <= _JOINING
        if not joined:
            yield together
        together = together + 1 if joined else 1
    yield together
