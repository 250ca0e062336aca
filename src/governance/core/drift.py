"""How far a whole message has moved from the talk track.

First version: a message is on message by the approved points that it makes and the words of the talk track
that it uses; what it says besides counts against it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from governance.core.claims.library import library
from governance.core.claims.meaning import meaning
from governance.core.claims.message import Message
from governance.core.claims.statement import Statement, Verdict
from governance.core.policy.policy_set import PolicySet

PARTIAL_FROM = 0.65
OFF_MESSAGE_FROM = 0.75
FOREIGN_BELOW = 0.3
_RESTS_ON_A_CLAIM = frozenset(Verdict) - {Verdict.NONE, Verdict.UNSUPPORTED}


class DriftVerdict(StrEnum):
    """Uses points of the talk track; mixes in others; makes none of them."""

    ON_MESSAGE = "on_message"
    PARTIAL = "partial"
    OFF_MESSAGE = "off_message"


@dataclass(frozen=True, slots=True)
class Drift:
    """`score` is 0 on message, 1 off."""

    verdict: DriftVerdict
    score: float


def judge_drift(message: Message, statements: tuple[Statement, ...], policies: PolicySet) -> Drift:
    """Drift of a message whose sentences have been judged. Off message only if it makes no approved point."""
    points = sum(statement.verdict in _RESTS_ON_A_CLAIM for statement in statements)
    unsupported = sum(statement.verdict is Verdict.UNSUPPORTED for statement in statements)
    topic = _topic(message, _vocabulary(policies))
    few_points = 0.25 / points if points else 0.45
    distance = 0.5 * topic.foreign + 0.3 * topic.unknown_words + few_points + 0.1 * unsupported
    score = round(min(1.0, distance), 3)
    if score < PARTIAL_FROM:
        return Drift(DriftVerdict.ON_MESSAGE, score)
    off = score >= OFF_MESSAGE_FROM and not points
    return Drift(DriftVerdict.OFF_MESSAGE if off else DriftVerdict.PARTIAL, score)


@dataclass(frozen=True, slots=True)
class _Topic:
    """Shares from 0 to 1: sentences about something else, and words that the talk track does not use."""

    foreign: float
    unknown_words: float


def _topic(message: Message, vocabulary: frozenset[str]) -> _Topic:
    said = [meanings[0].content for part in message.parts for meanings in part.meanings if meanings]
    counts = [(len(content), len(content & vocabulary)) for content in said]
    words, known = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    full = [one for one in counts if one[0] >= 3]
    foreign = sum(known < FOREIGN_BELOW * words for words, known in full)
    return _Topic(foreign / len(full) if full else 0.0, 1 - known / words if words else 0.0)


@lru_cache(maxsize=8)
def _vocabulary(policies: PolicySet) -> frozenset[str]:
    """Stems of everything that the talk track says."""
    track = policies.talk_track
    texts = [track.positioning, *track.buyers, *(pillar.says for pillar in track.pillars)]
    texts += [offer.says for offer in track.offers]
    texts += [text for objection in track.objections for text in (objection.hears, objection.answers)]
    return frozenset(stem for text in texts for stem in meaning(text).content) | library(policies).vocabulary
