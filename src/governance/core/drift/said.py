"""The sentences of a message by what they do: make an approved point, promise, ask, or tell something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from governance.core.claims.assertions import is_aside, is_courtesy
from governance.core.claims.lexicon import any_of
from governance.core.claims.library import Library, library
from governance.core.claims.meaning import REMEMBERED, Meaning, meaning
from governance.core.claims.message import Message
from governance.core.claims.statement import Statement, Verdict
from governance.core.claims.words import is_content, stem
from governance.core.copy.variant import PartName
from governance.core.drift.everyday import EVERYDAY
from governance.core.policy.policy_set import PolicySet

_NAMES_A_TOPIC = 2
"""So many words that the talk track does not use make a topic of their own; one may be chance."""
_TURNS = any_of(
    r"""by the way|on (?:another|a different) note|separately|that aside|as an aside|incidentally|anyway|besides|plus
    |while i have you|while (?:i'm|we're) (?:at it|here)|on top of that|in addition|as well|also|but
    |then there(?:'s| is)
    |(?:another|one more|something) (?:thing|else)|what i (?:really )?wanted to|the real (?:fun|reason)|p\.?s"""
)

_ENDING = re.compile(r"^\W*(?:[^\W\d]+[ ,]*){1,4},\W*$")
"""`Best wishes,` on a line of its own."""


class Role(StrEnum):
    """What a sentence does. `POINT` rests on a claim or on agreed words, rightly or not; `PROMISE` breaks a rule.

    `FORM` are greetings, endings and directions to the caller.
    """

    POINT = "point"
    PROMISE = "promise"
    ASK = "ask"
    ASSERTION = "assertion"
    REMARK = "remark"
    FORM = "form"


_WEIGHT = {Role.POINT: 0.0, Role.PROMISE: 1.0, Role.ASK: 1.0, Role.ASSERTION: 1.0, Role.REMARK: 0.5, Role.FORM: 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence in its worst reading: what it does, its topics, and which of them are foreign to the talk track.

    `turns` says that it changes the subject (“by the way”).
    """

    statement: Statement
    meaning: Meaning
    role: Role
    topics: frozenset[str]
    foreign: frozenset[str]
    turns: bool

    @property
    def makes_a_point(self) -> bool:
        """A promise that nobody may make still speaks of our own subject, unless it turns to another or names one."""
        return self.role is Role.POINT or (self.role is Role.PROMISE and not self.turns and not self._names_another)

    @property
    def _names_another(self) -> bool:
        return len(self.foreign) >= _NAMES_A_TOPIC and 2 * len(self.foreign) > len(self.topics)

    @property
    def foreign_words(self) -> tuple[str, ...]:
        """The foreign topics as the sentence writes them, in its order."""
        tokens = (token for token in self.meaning.tokens if is_content(token.text) and stem(token.text) in self.foreign)
        return tuple(dict.fromkeys(self.meaning.written(token.start, token.end) for token in tokens))

    @property
    def pull(self) -> float:
        """How far the sentence leads away: 0 not at all, 1 to another topic, 2 if it turns to it expressly."""
        if self.makes_a_point or not self.topics or self.statement.part is PartName.SUBJECT:
            return 0.0
        foreign = len(self.foreign)
        reach = foreign / len(self.topics) * min(1.0, foreign / _NAMES_A_TOPIC)
        return _WEIGHT[self.role] * reach * (2 if self.turns else 1)


def read_said(message: Message, statements: Sequence[Statement], policies: PolicySet) -> tuple[Said, ...]:
    """The sentences of a judged message that say anything."""
    return tuple(_read(message, statements, policies))


def _read(message: Message, statements: Sequence[Statement], policies: PolicySet) -> Iterator[Said]:
    claims = library(policies)
    judged = iter(statements)
    for part in message.parts:
        for meanings in part.meanings:
            statement = next(judged)
            if meanings:
                roles = (_role(statement, one, claims) for one in meanings)
                readings = zip(roles, meanings, strict=True)
                yield max((Said(statement, one, role, *_topics(one, policies)) for role, one in readings), key=_badness)


def _badness(said: Said) -> tuple[float, int]:
    """How far a reading leads away, then how much of what was altered stands in it."""
    return said.pull, sum(one.quote in said.meaning.source for one in said.statement.alterations)


@lru_cache(maxsize=REMEMBERED)
def _topics(said: Meaning, policies: PolicySet) -> tuple[frozenset[str], frozenset[str], bool]:
    """The topics of a sentence, those that the talk track does not know, and whether it turns to them."""
    topics = said.content - EVERYDAY - library(policies).our_names
    return topics, topics - _track_words(policies), bool(_TURNS.search(said.folded.text))


def _role(statement: Statement, said: Meaning, claims: Library) -> Role:
    if statement.claims:
        return Role.POINT
    if statement.verdict is Verdict.PROHIBITED:
        return Role.PROMISE
    if claims.agreed_text(said):
        return Role.POINT
    if said.is_question:
        return Role.ASK
    if statement.verdict is Verdict.UNSUPPORTED:
        return Role.ASSERTION
    return Role.FORM if is_aside(said) or _ENDING.match(said.folded.text) else Role.REMARK


def asks(said: Said) -> bool:
    """Whether a sentence wants something of the reader: a question, a request."""
    in_the_text = said.statement.part is not PartName.SUBJECT
    return in_the_text and (said.meaning.is_question or is_courtesy(said.meaning))


@lru_cache(maxsize=8)
def _track_words(policies: PolicySet) -> frozenset[str]:
    """Stems of everything that the talk track says."""
    track = policies.talk_track
    texts = [track.positioning, *track.buyers, *(pillar.says for pillar in track.pillars)]
    texts += [offer.says for offer in track.offers]
    texts += [text for objection in track.objections for text in (objection.hears, objection.answers)]
    return frozenset(one for text in texts for one in meaning(text).content) | library(policies).vocabulary


def shortened(quote: str, most: int = 80) -> str:
    """A quote on one line, cut at a word."""
    line = re.sub(r"\s+", " ", quote).strip()
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
