"""One verdict for every sentence: what it asserts about us, and on which claims it rests."""

from collections.abc import Sequence
from dataclasses import replace

from governance.core.claims.assertions import (
    asserts_about_us,
    continues,
    is_aside,
    is_courtesy,
    leaves_to_the_reader,
    speaks_of_us,
)
from governance.core.claims.library import Library, library
from governance.core.claims.meaning import Meaning
from governance.core.claims.never_say import PreparedRule, broken_rule, prepared_rules
from governance.core.claims.presence import Surroundings
from governance.core.claims.retrieval import Candidate, candidates
from governance.core.claims.ruling import Hearing, Ruling, rule_on
from governance.core.claims.statement import Ground, Statement, Verdict
from governance.core.copy.parsed import ParsedCopy, ParsedPart, Sentence
from governance.core.copy.text import MappedText
from governance.core.copy.variant import Manifest, PartName
from governance.core.policy.policy_set import PolicySet

RESTS_ON = 0.5
ABOUT_US_RESTS_ON = 0.4
COURTESY_RESTS_ON = 0.65
STATES_TOO = 0.6
MOST_NEAR = 6
SHARED_TERMS = 2


def judge_copy(copy: ParsedCopy, manifest: Manifest, policies: PolicySet) -> tuple[Statement, ...]:
    """One statement for every sentence of every part, verdict `none` included.

    A sentence is as bad as the worst of its renderings (claim verdicts, rule 7).
    """
    return tuple(statement for part in copy.parts for statement in _Court(part, copy, manifest, policies).statements())


class _Court:
    """Judges the sentences of one part."""

    def __init__(self, part: ParsedPart, copy: ParsedCopy, manifest: Manifest, policies: PolicySet) -> None:
        self.part = part
        self.library: Library = library(policies)
        self.rules: tuple[PreparedRule, ...] = prepared_rules(policies)
        around = tuple(Surroundings(other) for other in _read_with(part, copy))
        self.hearing = Hearing(policies, self.library, manifest, part.name, around)
        self.before: Meaning | None = None
        self.after_us = False

    def statements(self) -> list[Statement]:
        return [self._worst(sentence) for sentence in self.part.sentences]

    def _worst(self, sentence: Sentence) -> Statement:
        judged = [self._judge(sentence, folded) for folded in sentence.folded if folded.text]
        nothing = self._none(sentence)
        last = Meaning(sentence.folded[-1], self.part.source)
        self.before = last
        self.after_us = speaks_of_us(last, self.library.our_names) or (self.after_us and continues(last))
        return max(judged, key=lambda statement: statement.verdict.rank, default=nothing)

    def _none(self, sentence: Sentence) -> Statement:
        return Statement(self.part.name, sentence.span, self.part.quote(sentence.span), Verdict.NONE)

    def _judge(self, sentence: Sentence, folded: MappedText) -> Statement:
        said = Meaning(folded, self.part.source)
        if is_aside(said):
            return self._none(sentence)
        ranked = candidates(said, self.library)
        rulings = self._rulings(said, ranked)
        if prohibited := self._prohibited(sentence, said, rulings):
            return prohibited
        if rulings:
            return self._resting_on_claims(sentence, rulings)
        if self._asserts(said):
            return self._unsupported(sentence, ranked)
        return self._none(sentence)

    def _asserts(self, said: Meaning) -> bool:
        names = self.library.our_names
        return self.part.name is not PartName.SUBJECT and (
            asserts_about_us(said, names, self.after_us) and not self.library.agreed_text(said)
        )

    def _rulings(self, said: Meaning, ranked: Sequence[Candidate]) -> list[Ruling]:
        """Rulings on the claims that a sentence states; the one that explains it best comes first."""
        least, names = self._least(said), self.library.our_names
        near = [
            candidate
            for candidate in ranked[:MOST_NEAR]
            if candidate.score >= least and len(said.terms & candidate.wording.terms - names) >= SHARED_TERMS
        ]
        if not near:
            return []
        hearing = replace(self.hearing, before=self.before)
        alone = sorted((rule_on(said, candidate, (), hearing) for candidate in near), key=lambda r: -r.fit)
        first, rest = alone[0], alone[1:]
        too = [ruling for ruling in rest if _adds(said, first, ruling)]
        if not too:
            return [first]
        together = [first.candidate, *(ruling.candidate for ruling in too)]
        return [rule_on(said, candidate, together, hearing) for candidate in together]

    def _least(self, said: Meaning) -> float:
        """How near a claim must be for a sentence to be taken as stating it."""
        if is_courtesy(said):
            return COURTESY_RESTS_ON
        return ABOUT_US_RESTS_ON if speaks_of_us(said, self.library.our_names) else RESTS_ON

    def _prohibited(self, sentence: Sentence, said: Meaning, rulings: list[Ruling]) -> Statement | None:
        approved = {Verdict.SUPPORTED, Verdict.MISSING_QUALIFIER}
        if rulings and rulings[0].verdict in approved and rulings[0].candidate.score >= STATES_TOO:
            return None
        if leaves_to_the_reader(said):
            return None
        rule = broken_rule(said, self.rules, self.library.our_names)
        if rule is None:
            return None
        return Statement(
            self.part.name,
            sentence.span,
            self.part.quote(sentence.span),
            Verdict.PROHIBITED,
            rule=rule.id,
            ground=Ground.NEVER_SAY,
            detail=rule.rule,
        )

    def _resting_on_claims(self, sentence: Sentence, rulings: list[Ruling]) -> Statement:
        worst = max(rulings, key=lambda ruling: ruling.verdict.rank)
        refs = [worst.ref, *(ruling.ref for ruling in rulings if ruling is not worst)]
        return Statement(
            self.part.name,
            sentence.span,
            self.part.quote(sentence.span),
            worst.verdict,
            claims=tuple(dict.fromkeys(refs)),
            ground=worst.ground,
            alterations=tuple(change for ruling in rulings for change in ruling.alterations),
            wording=worst.approved_text,
            detail=worst.detail,
        )

    def _unsupported(self, sentence: Sentence, ranked: Sequence[Candidate]) -> Statement:
        nearest = ranked[0].wording.source if ranked and ranked[0].score >= ABOUT_US_RESTS_ON / 2 else None
        return Statement(
            self.part.name,
            sentence.span,
            self.part.quote(sentence.span),
            Verdict.UNSUPPORTED,
            wording=nearest,
        )


def _read_with(part: ParsedPart, copy: ParsedCopy) -> tuple[ParsedPart, ...]:
    """A subject is read with the whole message; body and HTML part each stand for themselves."""
    return copy.parts if part.name is PartName.SUBJECT else (part,)


def _adds(said: Meaning, first: Ruling, other: Ruling) -> bool:
    """Whether a further claim carries words of the sentence that the first one does not."""
    if other.candidate.score < STATES_TOO:
        return False
    left = said.content - first.content
    return len(left & other.candidate.wording.content) >= 2
