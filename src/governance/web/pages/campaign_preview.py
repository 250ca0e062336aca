"""A campaign file before it is kept: its sequence, what each text can become, and what the checks say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from governance.core.claims.known import statement_key
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.extent import Extent, all_renderings, extents, message_words, read_out, roughly
from governance.core.copy.opening import opening
from governance.core.copy.parsed import ParsedCopy, parse_copy
from governance.core.copy.reach import Range
from governance.core.copy.variant import PartName, Step, Variant
from governance.core.policy.policy_set import PolicySet
from governance.core.report import Report, check_variant
from governance.web.pages.items import RANK
from governance.web.pages.steps import waited
from governance.web.pages.words import required

MOST_TEXTS = 60
"""Texts that are looked at before an import; it checks them all."""
MOST_READINGS = 12


@dataclass(frozen=True)
class TextPreview:
    """One text of a step. Without policies in force there is no report."""

    variant: Variant
    copy: ParsedCopy
    report: Report | None

    @property
    def step(self) -> Step:
        return self.variant.step or Step(1)

    @property
    def opening(self) -> str:
        return opening(self.variant.revision, self.variant.manifest.dialect)

    @cached_property
    def extents(self) -> Sequence[Extent]:
        """Nothing is said of copy that cannot be read."""
        return extents(self.copy)

    @property
    def renderings(self) -> str | None:
        return roughly(all_renderings(self.extents)) if self.extents else None

    @property
    def words(self) -> Range | None:
        return message_words(self.extents)

    @property
    def readings(self) -> Sequence[dict[PartName, str]]:
        """The fewest messages that show every option, if there is more than one."""
        found = read_out(self.copy, self.extents) if self.extents else []
        return found[:MOST_READINGS] if len(found) > 1 else ()

    @property
    def statements(self) -> Sequence[Statement]:
        """What it says of us."""
        stated = self.report.statements if self.report else ()
        return [one for one in stated if one.verdict is not Verdict.NONE]

    def severity(self, of: str) -> int:
        return sum(finding.severity == of for finding in self.report.findings) if self.report else 0

    @property
    def told(self) -> Sequence[str]:
        """What is in the way, in the order of the text."""
        findings = self.report.findings if self.report else ()
        return list(dict.fromkeys(one.message for one in findings if one.severity == "blocker"))

    def severity_of(self, statement: Statement) -> str:
        """How bad the worst finding on a statement is; `supported` where there is none."""
        findings = self.report.findings if self.report else ()
        on = [one.severity for one in findings if one.part is statement.part and one.span.overlaps(statement.span)]
        return max(on, key=RANK.__getitem__, default="supported")


@dataclass(frozen=True)
class ToRead:
    """A statement that a reviewer reads once, in however many texts it stands."""

    statement: Statement
    severity: str
    texts: int = 1


@dataclass(frozen=True)
class StepPreview:
    """One step with its texts; `after` says in words how long after the step before."""

    number: int
    after: str | None
    channel: str
    texts: Sequence[TextPreview]


@dataclass(frozen=True)
class CampaignPreview:
    """The whole file, as far as it is looked at."""

    texts: Sequence[TextPreview]
    required: Sequence[str]

    @cached_property
    def steps(self) -> Sequence[StepPreview]:
        by_step = groupby(self.texts, lambda one: one.step.number)
        return [_step(number, list(texts)) for number, texts in by_step]

    @property
    def renderings(self) -> str:
        """How many messages the readable texts can become."""
        return roughly(sum(all_renderings(one.extents) for one in self.texts if one.extents))

    @cached_property
    def statements(self) -> Sequence[ToRead]:
        """What there is to read: each statement once, the worst first."""
        found: dict[str, ToRead] = {}
        for text in self.texts:
            for key, one in {statement_key(one.quote): one for one in text.statements}.items():
                before = found.get(key)
                now = replace(before, texts=before.texts + 1) if before else ToRead(one, text.severity_of(one))
                found[key] = now
        return sorted(found.values(), key=lambda one: -RANK[one.severity])

    @property
    def words(self) -> tuple[int, int] | None:
        """The fewest and the most words of any message."""
        found = [one.words for one in self.texts if one.words]
        return (min(one.least.count for one in found), max(one.most.count for one in found)) if found else None

    @property
    def proven(self) -> Sequence[str]:
        """The lines that the message standard requires of an e-mail, in words, if no rendering lacks any of them."""
        reports = [one.report for one in self.texts]
        lacking = any(found.code == "missing_element" for one in reports if one for found in one.findings)
        return () if lacking or None in reports else self.required


def campaign_preview(variants: Sequence[Variant], policies: PolicySet | None) -> CampaignPreview:
    """What the first texts of a campaign file come to under the policies in force."""
    looked = [_text(variant, policies) for variant in variants[:MOST_TEXTS]]
    email = policies.standard.channels.get("email") if policies else None
    return CampaignPreview(looked, required(email.require if email else ()))


def _text(variant: Variant, policies: PolicySet | None) -> TextPreview:
    copy = parse_copy(variant.revision, variant.manifest.dialect)
    return TextPreview(variant, copy, check_variant(variant, policies) if policies else None)


def _step(number: int, texts: Sequence[TextPreview]) -> StepPreview:
    wait = texts[0].step.wait_minutes
    after = waited(wait) if number > 1 and wait is not None else None
    return StepPreview(number, after, texts[0].variant.manifest.channel or "", texts)
