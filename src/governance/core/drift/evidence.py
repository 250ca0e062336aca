"""What a message promises in figures and results, and with which proof."""

from collections.abc import Iterator, Sequence

from governance.core.claims.customer_proof import CUSTOMER_PROOF
from governance.core.claims.library import library
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.message import Message
from governance.core.claims.quantity import Kind, Quantity, equal
from governance.core.claims.statement import AlterationKind, Statement, Verdict
from governance.core.drift.element import Carried, Element, ElementName, place_of, together
from governance.core.drift.said import Said, shortened
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim

NONE_NAMED = "none named"
_SLICE = 60
_FAITHFUL = (Verdict.SUPPORTED, Verdict.MISSING_QUALIFIER)
_NOT_TO_BE_SAID = (Verdict.EXPIRED, Verdict.PROHIBITED)
_OF_FIGURES = frozenset(
    (AlterationKind.NUMBER, AlterationKind.UNIT, AlterationKind.TIMEFRAME, AlterationKind.HEDGE_REMOVED)
)


def promise(said: Sequence[Said], policies: PolicySet) -> Element:
    """Every figure or result that the message states of us, beside the approved one."""
    return Element(ElementName.PROMISE, together(filter(None, (_promised(one, policies) for one in said))))


def _promised(said: Said, policies: PolicySet) -> Carried | None:
    statement = said.statement
    claim = _claim(statement, policies)
    if claim is None:
        return _unapproved(said)
    figures, departs = _figures(said.meaning, claim), statement.verdict not in _FAITHFUL
    if not departs and not figures:
        return None
    whole = not figures or (statement.verdict is Verdict.ALTERED and not _changes_figures(statement))
    words = shortened(said.meaning.source) if whole else figures
    approved = None if statement.verdict in _NOT_TO_BE_SAID else _approved(statement, claim, whole)
    return Carried(words, claim.id, approved, departs, (place_of(said),))


def _unapproved(said: Said) -> Carried | None:
    """A promise that rests on no claim: a figure, or what breaks a never-say rule."""
    statement = said.statement
    figures = figure_words(said.meaning, said.meaning.quantities)
    if statement.verdict is Verdict.PROHIBITED or (statement.verdict is Verdict.UNSUPPORTED and figures):
        bare = figures.replace(".", "").isdigit()
        words = shortened(statement.quote) if bare or not figures else figures
        return Carried(words, statement.rule, None, True, (place_of(said),))
    return None


def _claim(statement: Statement, policies: PolicySet) -> Claim | None:
    found = policies.claims_by_ref.get(statement.claim) if statement.claim else None
    return found.claim if found else None


def _changes_figures(statement: Statement) -> bool:
    return any(one.kind in _OF_FIGURES for one in statement.alterations)


def _approved(statement: Statement, claim: Claim, whole: bool) -> str:
    """The nearest wording, or only its figures with their bounds."""
    wordings = claim.wordings
    nearest = next((one for one in wordings if statement.wording and statement.wording.startswith(one)), wordings[0])
    return ("" if whole else _figures(meaning(nearest), claim)) or shortened(nearest)


def _figures(said: Meaning, claim: Claim) -> str:
    """The figures of a sentence, without those that only tell the source of the claim."""
    stated = [figure for wording in claim.wordings for figure in meaning(wording).quantities]
    source = " ".join(filter(None, (claim.qualifier, claim.attribution)))
    beside = [one for one in meaning(source).quantities if not any(equal(one, other) for other in stated)]
    return figure_words(said, [one for one in said.quantities if not any(equal(one, other) for other in beside)])


def figure_words(text: Meaning, figures: Sequence[Quantity]) -> str:
    """Figures as a text writes them, from the first to the last if they stand close together."""
    if not figures:
        return ""
    start, end = min(one.start for one in figures), max(one.end for one in figures)
    if end - start <= _SLICE:
        return shortened(text.written(start, end))
    return ", ".join(dict.fromkeys(shortened(text.written(one.start, one.end)) for one in figures))


def proof(said: Sequence[Said], message: Message, policies: PolicySet) -> Element:
    """Customers and sources that the message names, and the ones that its claims should name and do not."""
    return Element(ElementName.PROOF, together(one for each in said for one in _proved(each, message, policies)))


def _proved(said: Said, message: Message, policies: PolicySet) -> Iterator[Carried]:
    statement, place = said.statement, (place_of(said),)
    claim = _claim(statement, policies)
    if claim is None:
        if statement.verdict is Verdict.UNSUPPORTED and (names := _names(said.meaning, policies)):
            yield Carried(names, None, None, True, place)
        return
    departs = statement.verdict not in _FAITHFUL
    told, approved = _sources(said.meaning, claim, policies), _sources(meaning(claim.wordings[0]), claim, policies)
    if departs and claim.category == CUSTOMER_PROOF:
        yield Carried(told, claim.id, None if statement.verdict in _NOT_TO_BE_SAID else approved, True, place)
    if (claim.attribution or claim.qualifier) and _lacks(claim, statement, message):
        yield Carried(NONE_NAMED, claim.id, approved, True, place)
    elif told and not (departs and claim.category == CUSTOMER_PROOF):
        yield Carried(told, claim.id, approved, False, place)


def _sources(said: Meaning, claim: Claim, policies: PolicySet) -> str:
    """What proves a claim: the customers it tells of, and the source that goes with it."""
    customers = _customers(said, claim, policies) if claim.category == CUSTOMER_PROOF else None
    source = (claim.attribution or claim.qualifier or "").rstrip(".")
    return shortened(", ".join(filter(None, (customers, source))))


def _customers(said: Meaning, claim: Claim, policies: PolicySet) -> str:
    """Which customers a proof tells of: how many, else by name."""
    counted = any(one.kind is Kind.COUNT for one in meaning(claim.wordings[0]).quantities)
    told = _figures(said, claim) if counted else _names(said, policies)
    return told or shortened(said.source)


def _lacks(claim: Claim, statement: Statement, message: Message) -> bool:
    """Whether the message leaves out a source. An altered claim says nothing of it, so the whole message is read."""
    if statement.verdict is Verdict.ALTERED:
        source = meaning(claim.attribution or claim.qualifier or "")
        return not any(part.carries(source) for part in message.parts)
    return statement.verdict is Verdict.MISSING_QUALIFIER


def _names(said: Meaning, policies: PolicySet) -> str:
    """The parties that a sentence names. What holds a digit is a designator: CO2, ISO 27001."""
    ours = library(policies).our_names
    words = (name for name in said.names if not any(char.isdigit() for char in name.text))
    theirs = (name for name in words if not frozenset(name.text.split()) & ours)
    return ", ".join(dict.fromkeys(said.written_name(name) for name in theirs))
