"""What a message offers, and what it asks the reader to do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.quantity import Quantity, equal
from governance.core.claims.words import stem
from governance.core.drift.element import Carried, Element, ElementName, Place, place_of, together
from governance.core.drift.said import Role, Said, asks, shortened
from governance.core.policy.policy_set import PolicySet

_THING = re.compile(
    r"(?<!\w)(?:(?:\w+[ -](?:minutes?|min|hours?|days?|weeks?|months?)|free|complimentary|no-cost|short|quick)[ -])*+"
    r"(?:\w+ )?(?P<thing>calls?|demos?|trials?|pilots?|checklists?|audits?|assessments?|walkthroughs?|webinars?"
    r"|workshops?|quotes?|consultations?|discounts?|vouchers?|tours?|tastings?|baselines?|e-?books?|whitepapers?"
    r"|seminars?|loans?|price lists?|guides?)(?!\w)"
    r"|(?<!\w)(?P<time>(?:\d+|ten|fifteen|twenty|thirty|forty)[ -]?(?:minutes?|min))(?!\w)"
)
_BEFORE = frozenset(
    "a an the our your this that some any of for to on in with and or by one another worth open next book take have"
    " get want quick short".split()
)
_OFFERING = any_of(r"free|complimentary|no cost|on us|we offer|offers?|try|start with|enough|for nothing")


class Action(StrEnum):
    """What the reader is asked to do."""

    TRY = "try"
    DOWNLOAD = "download"
    CALL = "call"
    VISIT = "visit"
    REPLY = "reply"
    ANSWER = "answer"
    NONE = "none"

    @property
    def words(self) -> str:
        return _ACTION_WORDS[self]


_ACTION_WORDS = {
    Action.TRY: "try it",
    Action.DOWNLOAD: "take a document",
    Action.CALL: "book a call",
    Action.VISIT: "visit a link",
    Action.REPLY: "reply",
    Action.ANSWER: "answer a question",
    Action.NONE: "none",
}
_ACTIONS = {
    Action.TRY: any_of("trial|pilot|test login|try|sign up|baseline|tasting|login"),
    Action.DOWNLOAD: any_of(
        r"""download|checklist|guide|pdfs?|e-?book|whitepaper|study|brochure|(?:sample|price list|report|breakdown)
        |send (?:you|over|them|it|the|a|an|two|three)"""
    ),
    Action.CALL: any_of(
        r"""calls?|calling|minutes?|chat|talk|speak|meet|meeting|demo|calendar|slot|diary|webinar|walk you|show you
        |mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|next week|this week|come by|stop by"""
    ),
    Action.VISIT: any_of(r"https?\S*|link|visit|watch|read more|click|page"),
    Action.REPLY: any_of("reply|let me know|let us know|tell me|write back|get back|drop me|yes"),
}
_SELLS = 0.75
"""From this pull on, a question or an assertion sells a thing of its own."""
_NEED_AN_OFFER = (Action.TRY, Action.DOWNLOAD, Action.CALL)


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something offered: what it is, and how long or how much of it."""

    noun: str
    figures: tuple[Quantity, ...]
    start: int
    end: int

    def agrees(self, other: "_Thing") -> bool:
        same = all(any(equal(one, two) for two in other.figures) for one in self.figures)
        return self.noun == other.noun and (same or not other.figures)


def offer(said: Sequence[Said], policies: PolicySet) -> Element:
    """What is offered by name, and what is asked or sold that the talk track does not know."""
    return Element(ElementName.OFFER, together(_offered(said, policies)))


def _offered(said: Sequence[Said], policies: PolicySet) -> Iterator[Carried]:
    approved = " ".join(offer.says for offer in policies.talk_track.offers) or None
    for one in said:
        things = [] if one.statement.claims or not _offers(one) else _things(one.meaning)
        for thing in things:
            yield _held(one, thing, approved, policies)
        if not things and one.pull >= _SELLS and one.role in (Role.ASK, Role.ASSERTION):
            yield Carried(shortened(one.statement.quote), None, approved, True, (place_of(one),))


def _offers(said: Said) -> bool:
    return asks(said) or bool(_OFFERING.search(said.meaning.folded.text)) or said.role is Role.POINT


def _held(said: Said, thing: _Thing, approved: str | None, policies: PolicySet) -> Carried:
    of = next((id for id, other in _approved_things(policies) if thing.agrees(other)), None)
    words = shortened(said.meaning.written(thing.start, thing.end))
    departs = of is None and approved is not None
    return Carried(words, of, approved, departs, (Place(said.statement.part, said.statement.span),))


@lru_cache(maxsize=8)
def _approved_things(policies: PolicySet) -> tuple[tuple[str, _Thing], ...]:
    return tuple((offer.id, thing) for offer in policies.talk_track.offers for thing in _things(meaning(offer.says)))


def _things(text: Meaning) -> list[_Thing]:
    return [_thing(text, found) for found in _THING.finditer(text.folded.text)]


def _thing(text: Meaning, found: re.Match[str]) -> _Thing:
    """Words before the thing that only lead up to it are left out."""
    start, end = found.span()
    words = found[0].split(" ")
    while len(words) > 1 and words[0] in _BEFORE:
        start += len(words.pop(0)) + 1
    figures = tuple(one for one in text.quantities if start <= one.start < end)
    return _Thing(stem((found["thing"] or "call").split()[-1]), figures, start, end)


def call_to_action(said: Sequence[Said], policies: PolicySet) -> Element:
    """What the last request of the message wants. It departs if it needs an offer and none is of that kind."""
    last = _last_request(said)
    if last is None:
        return Element(ElementName.CALL_TO_ACTION, (Carried(Action.NONE.words, None, None, False, ()),))
    action = action_of(last.meaning)
    known = _approved_actions(policies)
    departs = bool(known) and action in _NEED_AN_OFFER and action not in known
    approved = ", ".join(one.words for one in known) or None
    return Element(ElementName.CALL_TO_ACTION, (Carried(action.words, action, approved, departs, (place_of(last),)),))


def _last_request(said: Sequence[Said]) -> Said | None:
    """The last one that wants something done; a mere question only where nothing else is asked."""
    requests = [one for one in reversed(said) if asks(one)]
    doing = (one for one in requests if action_of(one.meaning) is not Action.ANSWER)
    return next(doing, requests[0] if requests else None)


def action_of(text: Meaning) -> Action:
    """What a request wants; a question that wants nothing else wants an answer."""
    folded = text.folded.text
    return next((action for action, pattern in _ACTIONS.items() if pattern.search(folded)), Action.ANSWER)


def _approved_actions(policies: PolicySet) -> tuple[Action, ...]:
    texts = [meaning(offer.says).folded.text for offer in policies.talk_track.offers]
    return tuple(action for action, pattern in _ACTIONS.items() if any(pattern.search(text) for text in texts))
