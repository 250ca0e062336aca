"""Which approved wordings might a sentence come from? For finding only, never for accepting."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.claims.library import Library, PreparedClaim
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.quantity import Kind, equal

SHORTLIST = 12
LEAST_OVERLAP = 0.15
"""Below this no likeness of letters makes a wording a candidate, so it is not measured."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim by its nearest wording. `score` runs from 0 to about 1.3 and ranks, nothing else."""

    claim: PreparedClaim
    wording: Meaning
    score: float


@lru_cache(maxsize=REMEMBERED)
def candidates(sentence: Meaning, library: Library) -> tuple[Candidate, ...]:
    """Nearest claims first, each once, from the wordings that share the most telling terms."""
    terms, index = sentence.terms - library.our_names, library.index
    size = index.weight(terms)
    best: dict[str, Candidate] = {}
    for number in index.nearest(terms, SHORTLIST):
        claim, wording = library.wording(number)
        score = _score(sentence, wording, index.weight(terms & wording.terms), size, index.sizes[number])
        known = best.get(claim.claim.id)
        if known is None or score > known.score:
            best[claim.claim.id] = Candidate(claim, wording, score)
    return tuple(sorted(best.values(), key=lambda candidate: -candidate.score))


def _score(sentence: Meaning, wording: Meaning, shared: float, size: float, wording_size: float) -> float:
    of_wording = shared / wording_size if wording_size else 0.0
    of_sentence = shared / size if size else 0.0
    overlap = 0.45 * of_wording + 0.3 * of_sentence
    if overlap < LEAST_OVERLAP:
        return overlap
    alike = fuzz.token_set_ratio(sentence.folded.text, wording.folded.text) / 100
    return overlap + 0.25 * alike + (_figures(sentence, wording) if wording.quantities else 0.0)


def _figures(sentence: Meaning, wording: Meaning) -> float:
    """What equal figures add to a score; one of the same kind hints at a claim whose figure was changed."""
    approved = wording.quantities
    if same := sum(any(equal(q, a) for a in approved) for q in sentence.quantities):
        return 0.12 * min(same, 2)
    kinds = {a.kind for a in approved} - {Kind.COUNT}
    return 0.05 * any(q.kind in kinds for q in sentence.quantities)
