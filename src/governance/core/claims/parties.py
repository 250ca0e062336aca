"""Named parties: customers, products, certificates and places that were not approved."""

from collections.abc import Iterator

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.names import Name
from governance.core.claims.places import members, place_of
from governance.core.claims.statement import AlterationKind
from governance.core.claims.thesaurus import is_known
from governance.core.claims.words import bare, is_content, stem


def party_differences(compared: Comparison) -> Iterator[Difference]:
    """A party that the approved wordings do not name, where they do name parties."""
    approved = frozenset().union(*(text.words for text in compared.approved))
    theirs = [n for n in compared.wording.names if not _ours(n.text, compared)]
    if not theirs:
        return
    missing = [name for name in theirs if name.text not in compared.sentence.folded.text]
    for name in compared.sentence.names:
        words_of_name = name.text.split()[1 if _opens_by_chance(name) else 0 :]
        extra = [word for word in words_of_name if not _known(word, approved, compared)]
        first, last = compared.sentence.tokens[name.first], compared.sentence.tokens[name.last - 1]
        measured = any(figure.start <= first.start < figure.end for figure in compared.sentence.quantities)
        if measured or _is_approved_place(first.start, compared):
            continue
        if extra and not _ours(name.text, compared) and not _readers(compared, first.start, bool(missing)):
            approved_name = compared.wording.written_name(_replaced(name, missing)) if missing else ""
            yield Difference(AlterationKind.ENTITY_SWAP, first.start, last.end, approved_name)


def group_differences(compared: Comparison) -> Iterator[Difference]:
    """Those of whom another claim tells, in the place of those of whom this one does: care homes, not hotels."""
    theirs = compared.groups & frozenset().union(*(text.content for text in compared.own))
    if not theirs or not theirs.isdisjoint(compared.sentence.content):
        return
    for token in compared.sentence.tokens:
        other = stem(token.text) if token.text.endswith("s") and is_content(token.text) else ""
        if other in compared.groups and other not in compared.approved_content:
            approved = compared.wording.written(*compared.wording.stem_place(min(theirs)))
            yield Difference(AlterationKind.ENTITY_SWAP, token.start, token.end, approved)
            return


def _replaced(name: Name, missing: list[Name]) -> Name:
    """The first name of the wording that is of the same sort: `Dublin`, rather than `ISO 27001`."""
    return min(missing, key=lambda other: _has_figures(other) != _has_figures(name))


def _has_figures(name: Name) -> bool:
    return any(letter.isdigit() for letter in name.text)


def _opens_by_chance(name: Name) -> bool:
    """Whether the capital of its first word may be the sentence's: `Ask Cedarline`, not `Willowmere Homes`."""
    return name.first == 0 and name.last > 1 and is_known(name.text.split()[0])


def _is_approved_place(start: int, compared: Comparison) -> bool:
    """`European Union`, where the EU was approved, and the Benelux, where its three countries were."""
    approved = {place for text in compared.approved for place in text.places}
    named = [place for place, span in compared.sentence.places.items() if span[0] == start]
    named += [place_of(token.text) for token in compared.sentence.tokens if token.start == start]
    return any(place in approved or (members(place) and members(place) <= approved) for place in named)


def _known(word: str, approved: frozenset[str], compared: Comparison) -> bool:
    """A word that an approved text says in one of its forms, or a mark between words."""
    return word in ("-", "&", "/") or bare(word) in approved or stem(word) in compared.approved_content


def _ours(name: str, compared: Comparison) -> bool:
    words = [word for word in name.split() if is_content(word)]
    return bool(words) and all(stem(word) in compared.our_names for word in words)


def _readers(compared: Comparison, start: int, swapped: bool) -> bool:
    """Names that belong to the reader, places that replace no approved name, and `anywhere in Europe` (scope)."""
    before = compared.sentence.folded.text[max(0, start - 25) : start]
    if before.endswith(("anywhere in ", "everywhere in ", "all over ", "across ")):
        return True
    return "your " in before or "you " in before or (not swapped and before.endswith(("in ", "at ", "near ")))
