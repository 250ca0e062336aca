"""What a sentence tells of us in passing, beside the claim that it states: in brackets, in a `which` clause."""

import re
from collections.abc import Iterator
from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.library import Library
from governance.core.claims.meaning import REMEMBERED, Meaning, meaning
from governance.core.claims.qualifiers import families
from governance.core.claims.quantity import equal
from governance.core.claims.words import FILLERS

LEAST = 3
"""New words that make a fact of their own."""
_CLAUSES = (
    re.compile(r", (?:which|who) ([^,.;]{12,})(?=[,.;]|$)"),
    re.compile(r"\(([^()]{12,})\)"),
    re.compile(r"^(?:since|as|because|now that) ((?:our|we) [^,]{8,}),"),
    re.compile(r", and ((?:we|it|they|our \w+) [^,.;]{8,})"),
)
_TELLS = any_of(
    r"(?:it|they|we)(?:'s|'re)?|our|is|are|was|were|has|have|keeps?|does|do|runs?|makes?|made|measures?|sends?|shows?|\w+s|\w+ed",
    before=r"^(?:(?:and|yes|by the way|also|even|now|\w+ly),? )*",
)
_SOMEBODY_ELSE = any_of(r"you|you'\w+|i|i'\w+|my|me|means?|is why|nobody|people")


def asides(sentence: Meaning) -> Iterator[Meaning]:
    """The clauses that tell something in passing, without the reader or the writer in them."""
    for clause in _CLAUSES:
        for found in clause.finditer(sentence.folded.text):
            if _TELLS.match(found[1]) and not _SOMEBODY_ELSE.search(found[1]):
                yield meaning(found[1])


@lru_cache(maxsize=REMEMBERED)
def adds_a_fact(sentence: Meaning, approved: tuple[Meaning, ...], library: Library) -> bool:
    """Whether a clause told in passing speaks of something that no approved text of the sentence speaks of."""
    return any(_is_new(clause, approved, library) for clause in asides(sentence))


def _is_new(clause: Meaning, approved: tuple[Meaning, ...], library: Library) -> bool:
    new = clause.content.difference(FILLERS, library.our_names, *(text.content for text in approved))
    figures = [figure for text in approved for figure in text.quantities]
    known = clause.quantities and all(any(equal(one, figure) for figure in figures) for one in clause.quantities)
    told = known or library.is_qualifier(clause) or families(clause) or library.agreed_text(clause)
    return not told and len(new) >= LEAST and 2 * len(new) > len(clause.content)
