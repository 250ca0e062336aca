"""How far a whole message has moved from the talk track, why, and element by element."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from governance.core.audience import AudienceVerdict
from governance.core.claims.message import Message
from governance.core.claims.statement import Statement
from governance.core.copy.variant import Manifest
from governance.core.drift.buyer import audience, is_other_buyer
from governance.core.drift.distance import LIMIT, distance, pulling
from governance.core.drift.element import Element, Place, place_of
from governance.core.drift.evidence import promise, proof
from governance.core.drift.offers import call_to_action, offer
from governance.core.drift.pillars import pillars
from governance.core.drift.said import Said, read_said
from governance.core.policy.policy_set import PolicySet


class DriftVerdict(StrEnum):
    """Uses points of the talk track; mixes in others; makes none of them (claim verdicts, message level)."""

    ON_MESSAGE = "on_message"
    PARTIAL = "partial"
    OFF_MESSAGE = "off_message"


@dataclass(frozen=True, slots=True)
class Pull:
    """A sentence that leads away from the talk track, and its words that the talk track does not use."""

    place: Place
    quote: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """`score` is 0 on message, 1 off. `pulls` are the sentences that raise it, the strongest first."""

    verdict: DriftVerdict
    score: float
    pulls: tuple[Pull, ...] = ()
    elements: tuple[Element, ...] = ()


def judge_drift(
    message: Message,
    statements: tuple[Statement, ...],
    manifest: Manifest,
    inside: AudienceVerdict,
    policies: PolicySet,
) -> Drift:
    """Drift of a message whose sentences and audience have been judged. Off message only if it makes no point."""
    said = read_said(message, statements, policies)
    score = distance(said, is_other_buyer(manifest.audience, policies))
    return Drift(
        verdict=_verdict(score, said),
        score=score,
        pulls=tuple(Pull(place_of(one), one.statement.quote, one.foreign_words) for one in pulling(said)),
        elements=tuple(_elements(message, said, manifest, inside, policies)),
    )


def _verdict(score: float, said: tuple[Said, ...]) -> DriftVerdict:
    if score < LIMIT:
        return DriftVerdict.ON_MESSAGE
    makes_a_point = any(one.makes_a_point for one in said)
    return DriftVerdict.PARTIAL if makes_a_point else DriftVerdict.OFF_MESSAGE


def _elements(
    message: Message, said: tuple[Said, ...], manifest: Manifest, inside: AudienceVerdict, policies: PolicySet
) -> Iterator[Element]:
    yield pillars(said, policies)
    yield offer(said, policies)
    yield call_to_action(said, policies)
    yield promise(said, policies)
    yield proof(said, message, policies)
    yield audience(said, manifest.audience, inside, policies)
