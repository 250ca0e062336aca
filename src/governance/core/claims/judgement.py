"""One verdict for every sentence: what it asserts about us, and on which claims it rests."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from governance.core.claims.assertions import speaks_of_us
from governance.core.claims.continuation import continues, tells_more
from governance.core.claims.difference import Difference
from governance.core.claims.library import library
from governance.core.claims.meaning import Meaning
from governance.core.claims.message import Message, PartMeaning, Reading
from governance.core.claims.opinion import Opinion, opinion, states_nothing, without_qualifiers
from governance.core.claims.ruling import Hearing, Ruling
from governance.core.claims.stated import near_claims
from governance.core.claims.statement import Alteration, Statement, Verdict
from governance.core.claims.together import completed, pairs
from governance.core.copy.parsed import ParsedPart, Sentence
from governance.core.copy.variant import Manifest, PartName
from governance.core.policy.policy_set import PolicySet


def judge_copy(message: Message, manifest: Manifest, policies: PolicySet) -> tuple[Statement, ...]:
    """One statement for every sentence of every part, verdict `none` included."""
    claims, channel, regions = library(policies), manifest.channel, manifest.recipient_regions
    return tuple(
        statement
        for part in message.parts
        for statement in _judge_part(
            part,
            message.read_with(part),
            Hearing(policies, claims, channel, regions, headline=part.part.name is PartName.SUBJECT),
        )
    )


def _judge_part(part: PartMeaning, around: Sequence[PartMeaning], hearing: Hearing) -> Iterator[Statement]:
    """Sentence by sentence; `around` is where a qualifier or a source may stand."""
    names = hearing.library.our_names
    for at, (sentence, readings) in enumerate(zip(part.part.sentences, part.readings, strict=True)):
        judged = [_judge(reading, at, part, around, hearing) for reading in readings]
        yield judged[0] if len(judged) == 1 else _worst(judged, sentence, part.part)
        if readings:
            last = readings[-1].meaning
            goes_on = last.is_question or continues(last)
            after_us = bool(judged[0].claims) or speaks_of_us(last, names) or (hearing.after_us and goes_on)
            hearing = hearing._replace(before=last, after_us=after_us, told=_numbers(judged[0].claims, hearing))


def _numbers(refs: Sequence[str], hearing: Hearing) -> frozenset[Fraction]:
    """The numbers of the claims that a sentence rests on, as they are written."""
    wordings = (text for ref in refs for text in hearing.library.by_ref[ref].wordings)
    return frozenset(figure.written for text in wordings for figure in text.quantities)


def _worst(judged: Sequence[Statement], sentence: Sentence, part: ParsedPart) -> Statement:
    """A sentence is as bad as the worst of its renderings (claim verdicts, rule 7)."""
    blank = Statement(part.name, sentence.span, part.quote(sentence.span), Verdict.NONE)
    worst = max(judged, key=lambda statement: statement.verdict.rank, default=blank)
    # Whichever rendering goes out, the claims that it rests on were seen.
    refs = (*worst.claims, *(ref for statement in judged for ref in statement.claims))
    return replace(worst, claims=tuple(dict.fromkeys(refs)))


def _judge(reading: Reading, at: int, part: PartMeaning, around: Sequence[PartMeaning], hearing: Hearing) -> Statement:
    said, sentence = reading.meaning, part.part.sentences[at]
    if states_nothing(said, hearing.library):
        return Statement(part.part.name, sentence.span, part.part.quote(sentence.span), Verdict.NONE)
    heard = _heard(said, around, hearing)
    given = completed(opinion(said, heard), pairs(said, *part.beside(at)), heard)
    if lacking := frozenset([ruling for ruling in given.rulings if _lacks_its_qualifier(ruling, around, hearing)]):
        given = without_qualifiers(given, lacking, hearing.policies)
    return _placed(given, reading, sentence, part.part)


def _heard(said: Meaning, around: Sequence[PartMeaning], hearing: Hearing) -> Hearing:
    """The hearing without what cannot bear on these words."""
    near = near_claims(said, hearing.library, hearing.headline)
    goes_on = hearing.after_us and (continues(said) or tells_more(said))
    return Hearing(
        *hearing[:5],
        named=frozenset([source for source in near.sources if any(part.names(source) for part in around)]),
        before=hearing.before if near.looks_back else None,
        after_us=goes_on,
        told=hearing.told if goes_on else frozenset(),
    )


def _lacks_its_qualifier(ruling: Ruling, around: Sequence[PartMeaning], hearing: Hearing) -> bool:
    qualifier = ruling.candidate.claim.qualifier
    if ruling.verdict is not Verdict.SUPPORTED or qualifier is None or hearing.headline:
        return False
    beside = ruling.candidate.wording.content | hearing.library.our_names
    year = hearing.policies.day.year
    return not any(part.carries(qualifier, beside, year) for part in around)


def _placed(given: Opinion, reading: Reading, sentence: Sentence, part: ParsedPart) -> Statement:
    alterations = [_alteration(reading, change, part) for change in given.differences]
    return Statement(
        part=part.name,
        span=sentence.span,
        quote=part.quote(sentence.span),
        verdict=given.verdict,
        claims=given.claims,
        rule=given.rule,
        ground=given.ground,
        alterations=tuple(dict.fromkeys(alterations)),
        wording=given.wording,
        detail=given.detail,
    )


def _alteration(reading: Reading, change: Difference, part: ParsedPart) -> Alteration:
    span = reading.span(change.start, change.end)
    return Alteration(change.kind, span, part.quote(span), change.approved)
