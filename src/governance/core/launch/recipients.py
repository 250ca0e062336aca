"""Recipients' data against copy: rows that leave a hole, values that must not be put in, values that carry a claim."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from governance.core.claims.statement import Verdict
from governance.core.copy.merge_values import value_problems
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.launch.lead_templates import Templates, with_values
from governance.core.launch.message import MEANING
from governance.core.launch.recipient_facts import EVIDENCE, unproven
from governance.core.policy.policy_set import PolicySet
from governance.core.report import Report, check_variant

PLAIN_WORDS = 2
"""A value of at most so many words, of letters alone, states nothing that could be a claim."""

_SAYS_MORE = re.compile(r"[^\W_]*[\d%‰$€£¥!?:;]")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = "Marlowe"
"""Stands for any name when the words around a value are judged without it."""


class Flaw(StrEnum):
    """What is wrong with a row."""

    HOLE = "hole"
    VALUE = "value"
    CLAIM = "claim"
    FACT = "fact"
    UNCHECKED = "unchecked"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with one row: the merge field, and what to do."""

    flaw: Flaw
    field: str
    message: str


@dataclass
class Recipients:
    """Judges rows one after the other. What a value was found to be is remembered, up to `most` different ones."""

    templates: Templates
    policies: PolicySet
    most: int | None = None
    _judged: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def problems(self, row: Mapping[str, str]) -> list[RowProblem]:
        """What is wrong with a row of values by the common names of its fields; those that the copy uses count.

        A line written for the recipient must be carried by the row's evidence, if the row has such a field.
        """
        used = {name: value for name, value in row.items() if name in self.templates.fields}
        found = [problem for name, value in used.items() for problem in self._of(name, value)]
        return [*found, *self._facts(used, row[EVIDENCE])] if EVIDENCE in row else found

    def _facts(self, used: Mapping[str, str], evidence: str) -> Iterator[RowProblem]:
        for name in self.templates.personal & used.keys():
            if used[name].strip() and (reason := unproven(used[name], evidence)):
                written = self.templates.fields[name][0]
                yield RowProblem(Flaw.FACT, written, f"{written} {reason}")

    def _of(self, name: str, value: str) -> Iterator[RowProblem]:
        written = self.templates.fields[name][0]
        if not value.strip():
            if name in self.templates.needed:
                yield RowProblem(Flaw.HOLE, written, f"{written} is blank, and nothing stands for it")
            return
        found = value_problems({written: value})
        if found:
            yield RowProblem(Flaw.VALUE, written, found[0].message)
        elif self._may_claim(value):
            yield from self._claim(name, written, value)

    def _may_claim(self, value: str) -> bool:
        words = _WORD.findall(value.casefold())
        return len(words) > PLAIN_WORDS or bool(_SAYS_MORE.search(value)) or not self._loaded.isdisjoint(words)

    @cached_property
    def _loaded(self) -> frozenset[str]:
        """The words of what may not be said, of which a single one can matter."""
        rules = self.policies.standard
        said = [*(one.text for one in rules.words.forbidden), *rules.competitors.names]
        return frozenset(word for text in said for word in _WORD.findall(text.casefold()))

    def _claim(self, name: str, written: str, value: str) -> Iterator[RowProblem]:
        key = (name, value)
        if key not in self._judged:
            if self.most is not None and len(self._judged) >= self.most:
                yield RowProblem(Flaw.UNCHECKED, written, f"{written} may state something, and was not checked")
                return
            self._judged[key] = self._said_by(name, written, value)
        if message := self._judged[key]:
            yield RowProblem(Flaw.CLAIM, written, message)

    def _said_by(self, name: str, written: str, value: str) -> str | None:
        """What the value makes the copy say that it does not say around any name."""
        for text, manifest in self.templates.around.get(name, ()):
            before, after = (self._report(text, manifest, {name: one}) for one in (_NAME, value))
            if message := _more_than(before, after):
                return f"The value of {written} makes it say what nobody approved: {message}"
        return None

    def _report(self, text: str, manifest: Manifest, values: Mapping[str, str]) -> Report:
        words = with_values(text, manifest.dialect, self.templates.written(values))
        return check_variant(Variant("", Revision(body=words), manifest), self.policies)


def _more_than(before: Report, after: Report) -> str | None:
    """The first blocker, or else the first claim, that a text has more of than another."""
    had = Counter(one.code for one in before.findings)
    for finding in after.findings:
        if finding.code in MEANING and finding.severity == "blocker":
            had[finding.code] -= 1
            if had[finding.code] < 0:
                return finding.message
    return next(iter(sorted(_claims(after) - _claims(before))), None)


def _claims(report: Report) -> set[str]:
    return {ref for one in report.statements if one.verdict is not Verdict.NONE for ref in one.claims}
