"""One verdict for every sentence: what it asserts about us, and on which claims it rests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from governance.core.claims.assertions import (
    asserts_about_us,
    continues,
    disclaims,
    is_aside,
    speaks_of_us,
)
from governance.core.claims.difference import Difference
from governance.core.claims.library import library
from governance.core.claims.meaning import Meaning
from governance.core.claims.message import Message, PartMeaning, Reading
from governance.core.claims.never_say import broken_rule
from governance.core.claims.retrieval import Candidate, candidates
from governance.core.claims.ruling import Hearing, Ruling
from governance.core.claims.stated import STATES_TOO, rulings_on
from governance.core.claims.statement import Alteration, Ground, Statement, Verdict
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.variant import Manifest, PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import NeverSay

NEAREST_SHOWN = 0.35
PLAINLY = 0.6
_APPROVED = (Verdict.SUPPORTED, Verdict.MISSING_QUALIFIER)


def judge_copy(message: Message, manifest: Manifest, policies: PolicySet) -> tuple[Statement, ...]:
    """One statement for every sentence of every part, verdict `none` included."""
    claims = library(policies)
    return tuple(
        statement
        for part in message.parts
        for statement in _judge_part(
            part,
            Hearing(policies, claims, manifest, part.part.name, message.read_with(part), None, False),
        )
    )


def _judge_part(part: PartMeaning, hearing: Hearing) -> Iterator[Statement]:
    """A sentence is as bad as the worst of its renderings (claim verdicts, rule 7)."""
    names = hearing.library.our_names
    for sentence, readings in zip(part.part.sentences, part.readings, strict=True):
        blank = Statement(part.part.name, sentence.span, part.part.quote(sentence.span), Verdict.NONE)
        judged = [_judge(reading, blank, part.part, hearing) for reading in readings]
        worst = max(judged, key=lambda statement: statement.verdict.rank, default=blank)
        # Whichever rendering goes out, the claims that it rests on were seen.
        refs = (*worst.claims, *(ref for statement in judged for ref in statement.claims))
        yield replace(worst, claims=tuple(dict.fromkeys(refs)))
        if readings:
            last = readings[-1].meaning
            after_us = speaks_of_us(last, names) or (hearing.after_us and continues(last))
            hearing = replace(hearing, before=last, after_us=after_us)


def _judge(reading: Reading, blank: Statement, part: ParsedPart, hearing: Hearing) -> Statement:
    said = reading.meaning
    if is_aside(said) or hearing.library.is_qualifier(said):
        return blank
    ranked = candidates(said, hearing.library)
    rulings = rulings_on(said, ranked, hearing)
    if rule := _broken_rule(said, rulings, hearing):
        return replace(blank, verdict=Verdict.PROHIBITED, rule=rule.id, ground=Ground.NEVER_SAY, detail=rule.rule)
    if rulings:
        changes = [change for ruling in rulings for change in (*ruling.differences, *ruling.by_own_words)]
        alterations = tuple(dict.fromkeys(_alteration(reading, change, part) for change in changes))
        return _resting_on_claims(replace(blank, alterations=alterations), rulings, hearing.policies)
    if _unsupported(said, hearing):
        return replace(blank, verdict=Verdict.UNSUPPORTED, wording=_nearest(ranked))
    return blank


def _alteration(reading: Reading, change: Difference, part: ParsedPart) -> Alteration:
    span = reading.span(change.start, change.end)
    return Alteration(change.kind, span, part.quote(span), change.approved)


def _broken_rule(said: Meaning, rulings: Sequence[Ruling], hearing: Hearing) -> NeverSay | None:
    """A never-say rule; a sentence that an approved claim plainly carries breaks none."""
    states_a_claim = bool(rulings) and rulings[0].candidate.score >= STATES_TOO
    if (states_a_claim and rulings[0].verdict in _APPROVED) or disclaims(said):
        return None
    least = PLAINLY if states_a_claim else 0.0
    return broken_rule(said, hearing.policies, hearing.library.our_names, least)


def _unsupported(said: Meaning, hearing: Hearing) -> bool:
    if hearing.part is PartName.SUBJECT or not asserts_about_us(said, hearing.library.our_names, hearing.after_us):
        return False
    return hearing.library.agreed_text(said) is None


def _nearest(ranked: Sequence[Candidate]) -> str | None:
    return ranked[0].wording.source if ranked and ranked[0].score >= NEAREST_SHOWN else None


def _resting_on_claims(blank: Statement, rulings: Sequence[Ruling], policies: PolicySet) -> Statement:
    worst = max(rulings, key=lambda ruling: ruling.verdict.rank)
    refs = [worst.ref, *(ruling.ref for ruling in rulings)]
    return replace(
        blank,
        verdict=worst.verdict,
        claims=tuple(dict.fromkeys(refs)),
        ground=worst.ground,
        alterations=blank.alterations if worst.verdict is Verdict.ALTERED else (),
        wording=worst.approved_text(policies) if len(rulings) == 1 else None,
        detail=worst.detail,
    )
