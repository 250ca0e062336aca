"""What was approved of one customer: told of that customer, of one unnamed, and of nobody else."""

from collections.abc import Iterator

from governance.core.claims.continuation import continues
from governance.core.claims.difference import Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning
from governance.core.claims.statement import AlterationKind
from governance.core.claims.thesaurus import is_noun

CUSTOMER_PROOF = "customer_proof"
_MANY = any_of(
    r"""(?:customers|clients|users|companies|businesses|firms|shops|retailers|teams|groups|chains|sites|plants|labs
    |hospitals|distributors|employers|organi[sz]ations|members)|you(?:'ll|'d)?"""
)
_ONE = any_of(
    r"(?:one|a|an|another|this|that) (?:[\w-]+ ){0,3}(?:customer|client|user|company|business|firm|shop|retailer"
    r"|team|group|chain|site|plant|lab|hospital|distributor|employer|organi[sz]ation|member)|one of (?:our|the)"
)


def names_the_customer(said: Meaning, wording: Meaning, our_names: frozenset[str]) -> bool:
    """Whether a sentence names the customer of a wording; true where the wording names none."""
    customers = wording.name_words - our_names
    return not customers or bool(customers & frozenset(token.text for token in said.tokens))


def looks_back(said: Meaning, wording: Meaning, our_names: frozenset[str]) -> bool:
    """Whether the sentence before can bear on `customer_differences`."""
    if names_the_customer(said, wording, our_names):
        return False
    return continues(said) or _many(said) is not None


def customer_differences(
    said: Meaning, wording: Meaning, our_names: frozenset[str], before: Meaning | None, names: frozenset[str]
) -> Iterator[Difference]:
    """Another customer here or in the sentence before, or many in this one, in the place of the one approved.

    `names` are the words of all approved names: by one of them, a sentence begins with a customer (`Kestrel has …`).
    """
    if names_the_customer(said, wording, our_names):
        return
    first = said.tokens[0]
    if first.text in names and said.written(first.start, first.end).istitle():
        yield Difference(AlterationKind.ENTITY_SWAP, first.start, first.end, _customer(wording, our_names))
        return
    others = before.name_words - our_names if before else frozenset()
    named_before = before is not None and names_the_customer(before, wording, our_names)
    if others and not named_before and continues(said):
        yield Difference(AlterationKind.ENTITY_SWAP, first.start, first.end, _customer(wording, our_names))
    many = _many(said)
    if many and not named_before and not _ONE.search(said.folded.text):
        yield Difference(AlterationKind.SCOPE_WIDENED, *many, _customer(wording, our_names))


def _many(said: Meaning) -> tuple[int, int] | None:
    """Where a sentence tells of many: `our customers`, or its first word, if that is a plural (`Hotels cut …`)."""
    if found := _MANY.search(said.folded.text):
        return found.span()
    first = said.tokens[0]
    plural = first.text.endswith("s") and is_noun(first.text) and first.text not in said.name_words
    return (first.start, first.end) if plural else None


def _customer(wording: Meaning, our_names: frozenset[str]) -> str:
    """The customer as the wording writes it."""
    theirs = (name for name in wording.names if not frozenset(name.text.split()) <= our_names)
    return next((wording.written_name(name) for name in theirs), "")
