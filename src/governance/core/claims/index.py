"""Which places share the most telling terms with a text? Sums over all places at once, a bit of each in one number.

Bit `n` of a number stands for place `n` (bit-sliced arithmetic: O'Neil and Quass, SIGMOD 1997). The cost grows with
the places as whole machine words do, and not with how common the terms are.
"""

import math
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

PRECISION = 64
"""Weights are added up in parts of one 64th."""

_DENSE = 64
"""A term that one place in so many holds is kept as bits too."""


@dataclass(frozen=True, eq=False)
class Index:
    """`postings[term]` lists places in order, `weights[term]` is the term's inverse document frequency.

    `sizes[place]` is the weight of all terms of a place. `bits` holds the postings of common terms once more.
    """

    postings: dict[str, "array[int]"]
    bits: dict[str, int]
    weights: dict[str, float]
    sizes: "array[float]"
    unknown_weight: float

    def weight(self, terms: Iterable[str]) -> float:
        return math.fsum(self.weights.get(term, self.unknown_weight) for term in terms)

    def nearest(self, terms: Iterable[str], number: int) -> list[int]:
        """So many places with the greatest weight of shared terms, in order; of equal ones the first."""
        sums: list[int] = []
        for term in terms:
            if term in self.postings:
                _add(sums, round(PRECISION * self.weights[term]), self._bits_of(term))
        chosen, equal = _greatest(sums, number)
        first = _places(equal, number - chosen.bit_count())
        return sorted([*_places(chosen, number), *first])

    def places_with(self, terms: Collection[str], number: int) -> Iterable[int]:
        """Some places, among them all that hold so many of the terms: each of those holds one of the rarest.

        Of n terms, k are held nowhere but where one of any n - k + 1 is.
        """
        if number <= 0:
            return range(len(self.sizes))
        rarest = sorted(terms, key=lambda term: (len(self.postings.get(term, ())), term))[: len(terms) - number + 1]
        return dict.fromkeys(place for term in rarest for place in self.postings.get(term, ()))

    def _bits_of(self, term: str) -> int:
        bits = self.bits.get(term)
        return _bits(self.postings[term]) if bits is None else bits


def _add(sums: list[int], weight: int, places: int) -> None:
    """Add a weight to the sums of some places. `sums[n]` holds bit n of every sum."""
    sums.extend([0] * (weight.bit_length() - len(sums)))
    for at in range(weight.bit_length()):
        carry, column = places if weight >> at & 1 else 0, at
        while carry:
            if column == len(sums):
                sums.append(0)
            sums[column], carry = sums[column] ^ carry, sums[column] & carry
            column += 1


def _greatest(sums: list[int], number: int) -> tuple[int, int]:
    """The places, at most so many, that are among the greatest sums for sure, and the equal ones next to them."""
    chosen, equal = 0, 0
    for column in sums:
        equal |= column
    for column in reversed(sums):
        larger = equal & column
        if (chosen | larger).bit_count() > number:
            equal = larger
        else:
            chosen, equal = chosen | larger, equal ^ larger
    return chosen, equal


def _places(bits: int, most: int) -> Iterator[int]:
    """The first places of which the bit is set."""
    for _ in range(most):
        if not bits:
            return
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _bits(places: "array[int]") -> int:
    """The places as bits of one number."""
    packed = bytearray(places[-1] // 8 + 1)
    for place in places:
        packed[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(packed, "little")


def index(terms_of: Iterable[frozenset[str]]) -> Index:
    """Index the terms of places 0, 1, 2 and so on."""
    postings: dict[str, array[int]] = {}
    total = 0
    for place, terms in enumerate(terms_of):
        total = place + 1
        for term in terms:
            postings.setdefault(term, array("L")).append(place)
    weights = {term: math.log(1 + total / len(places)) for term, places in postings.items()}
    bits = {term: _bits(places) for term, places in postings.items() if len(places) * _DENSE >= total}
    unknown = math.log(1 + total) * 0.6 if total else 1.0
    return Index(postings, bits, weights, _sizes(postings, weights, total), unknown)


def _sizes(postings: dict[str, "array[int]"], weights: dict[str, float], total: int) -> "array[float]":
    sizes = array("d", bytes(8 * total))
    for term in sorted(postings):
        for place in postings[term]:
            sizes[place] += weights[term]
    return sizes
