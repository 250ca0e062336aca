"""Does a passage of evidence support a claim? The same comparison as with approved wording, without a policy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.entailment import differences
from governance.core.claims.evidence import Evidence, read_evidence, sentences
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.numbers import ORDINALS
from governance.core.claims.statement import AlterationKind
from governance.core.claims.substitution import additions, substitution_differences
from governance.core.claims.thesaurus import comes_close, is_known
from governance.core.claims.units import TIMES
from governance.core.claims.words import Token, is_content, stem, text_at

NEW_SHARE = 0.4
"""Share of a claim's words above which it says something that the evidence does not speak of."""


class Support(StrEnum):
    """How evidence stands to a claim."""

    SUPPORTED = "supported"
    ALTERED = "altered"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Change:
    """What the claim changed: its words, and those of the evidence; empty where words are missing."""

    kind: AlterationKind
    quote: str
    evidence_quote: str


@dataclass(frozen=True, slots=True)
class Supported:
    """`score` is the share of the claim that the evidence carries, from 0 to 1, halved by each change."""

    verdict: Support
    score: float
    changes: tuple[Change, ...]


def support(passage: str, claim: str) -> Supported:
    """Hold a claim of one or more sentences against a passage."""
    evidence = read_evidence(passage)
    said = [one for one in map(meaning, sentences(claim)) if one.content or one.quantities]
    near = [(one, evidence.nearest(one)) for one in said]
    changes = tuple(_change(one, change) for one, nearest in near for change in _differences(one, nearest, evidence))
    words = [word for one in said for word in _words(one)]
    new = [word for one, nearest in near for word in _new_words(one, nearest, evidence)]
    carried = 1 - len(new) / len(words) if words and evidence.sentences else 0.0
    verdict = _verdict(changes, 0.0 if _adds(near, evidence) else carried)
    return Supported(verdict, round(carried / 2 ** len(changes), 3), changes)


def _adds(near: Sequence[tuple[Meaning, list[Meaning]]], evidence: Evidence) -> bool:
    """Whether a claim that restates a passage whole says more: `health plans` for `plans`."""
    added = (word for one, nearest in near for wording in nearest[:1] for word in additions(one, wording))
    return len(evidence.sentences) <= len(near) and any(stem(word.text) not in evidence.content for word in added)


def _verdict(changes: Sequence[Change], carried: float) -> Support:
    if carried < 1 - NEW_SHARE:
        return Support.UNSUPPORTED
    if any(change.kind is AlterationKind.NEGATION for change in changes):
        return Support.CONTRADICTED
    return Support.ALTERED if changes else Support.SUPPORTED


def _differences(said: Meaning, nearest: Sequence[Meaning], evidence: Evidence) -> Iterator[Difference]:
    """What the nearest sentence, read with all others, says otherwise.

    What it limits and the claim leaves out may be said elsewhere in a passage; in a single sentence it is left out.
    """
    for wording in nearest[:1]:
        others = tuple(one for one in evidence.sentences if one is not wording)
        compared = Comparison(said, wording, others, None, frozenset(), 0)
        slots = (
            *differences(compared),
            *substitution_differences(compared),
            *_strangers(said, evidence),
            *_orders(said, evidence),
        )
        found = {(change.kind, change.start): change for change in reversed(slots)}
        yield from (change for change in found.values() if not (change.omission and others))


def _strangers(said: Meaning, evidence: Evidence) -> Iterator[Difference]:
    """Names of which the evidence does not know half of the words."""
    for name in said.names:
        words = [word for word in name.text.split() if is_content(word)]
        unknown = [word for word in words if not evidence.names(word)]
        if 2 * len(unknown) >= len(words) > 0 and not (name.first == 0 and len(words) == 1 and is_known(words[0])):
            yield Difference(
                AlterationKind.ENTITY_SWAP, said.tokens[name.first].start, said.tokens[name.last - 1].end, ""
            )


def _orders(said: Meaning, evidence: Evidence) -> Iterator[Difference]:
    """`The third warehouse`, where the evidence speaks of the second; `a third of them` is a figure."""
    told = [token for one in evidence.sentences for token, _ in _ordinals(one)]
    for token, thing in _ordinals(said):
        others = all(ORDINALS[token.text] != ORDINALS[other.text] for other in told)
        if told and others and not _is_numbered(thing, ORDINALS[token.text], evidence):
            yield Difference(AlterationKind.NUMBER, token.start, token.end, told[0].text)


def _ordinals(text: Meaning) -> list[tuple[Token, str]]:
    """Ordinals that count things, each with the word behind it; `the third quarter` is a time."""
    measured = [range(figure.start, figure.end) for figure in text.quantities]
    told = ((token, text_at(text.tokens, at + 1)) for at, token in enumerate(text.tokens) if token.text in ORDINALS)
    counting = ((token, thing) for token, thing in told if thing not in TIMES)
    return [(token, thing) for token, thing in counting if not any(token.start in figure for figure in measured)]


def _is_numbered(thing: str, number: int, evidence: Evidence) -> bool:
    """Whether the fourth season is told of as `Season 4`."""
    pairs = (pair for one in evidence.sentences for pair in pairwise(one.tokens))
    return any(noun.text == thing and told.text == str(number) for noun, told in pairs)


def _words(said: Meaning) -> list[str]:
    """The content words of a sentence, without the units of its figures, which are compared as figures."""
    measured = [range(figure.start, figure.end) for figure in said.quantities]
    told = (token for token in said.tokens if is_content(token.text))
    return [token.text for token in told if not any(token.start in figure for figure in measured)]


def _new_words(said: Meaning, nearest: Sequence[Meaning], evidence: Evidence) -> Iterator[str]:
    """Words of a sentence that the evidence does not use, nor any near sentence in other words."""
    nearby = {word for one in nearest for word in _words(one)}
    for word in _words(said):
        if stem(word) not in evidence.content and not any(comes_close(word, other) for other in nearby):
            yield word


def _change(said: Meaning, change: Difference) -> Change:
    return Change(change.kind, "" if change.omission else said.written(change.start, change.end), change.approved)
