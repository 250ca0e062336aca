"""The report for people: a block for each variant that is not clean, then what the run adds up to.

Shape and word carry the verdict, colour only repeats it. All copy is escaped before it is shown.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from governance.core.checks.finding import Finding
from governance.core.claims.statement import Alteration, Statement
from governance.core.copy.text import Span
from governance.core.copy.variant import Audience, PartName, Variant
from governance.core.errors import Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ReportVerdict
from governance.outside.checking import Checked
from governance.outside.reports.elements import element_lines
from governance.outside.reports.marked import Marking, marked
from governance.outside.reports.shown import shortened, shown
from governance.outside.reports.summary import WIDTH, summary
from governance.outside.reports.tally import Tally

MAX_FINDINGS = 30
"""Findings shown for one variant; the rest are counted."""

VERDICTS = {
    ReportVerdict.BLOCKED: Text("✖ BLOCKED", "bold red"),
    ReportVerdict.REVIEW: Text("▲ REVIEW ", "bold yellow"),
    ReportVerdict.CLEAN: Text("✓ CLEAN  ", "bold green"),
}
SEVERITIES = {"blocker": ("✖", "red"), "warning": ("▲", "yellow"), "note": ("·", "cyan")}


def write_text(checked: Iterable[Checked], policies: PolicySet, unread: Sequence[Problem], out: TextIO) -> None:
    """`unread` are the files that could not be read; it may still grow while `checked` is consumed."""
    started = time.perf_counter()
    console = text_console(out)
    tally = Tally()
    for one in checked:
        tally.add(one.report)
        console.print(_block(one, underlined=console.is_terminal))
    console.print(summary(tally, policies, unread, time.perf_counter() - started, console.is_terminal))


def text_console(out: TextIO) -> Console:
    """At most WIDTH columns; no control codes where `out` is no terminal; NO_COLOR is honoured by rich."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def _block(checked: Checked, underlined: bool) -> RenderableType:
    findings = checked.report.findings
    parts: list[RenderableType] = [_head(checked), *(_Indented(2, line) for line in element_lines(checked))]
    if checked.report.verdict is ReportVerdict.CLEAN:
        return Group(*parts)
    for statement, together in _by_sentence(findings[:MAX_FINDINGS], checked.report.statements):
        parts.extend(_sentence(statement, together, underlined))
    if len(findings) > MAX_FINDINGS:
        parts.append(_Indented(2, Text(f"… and {len(findings) - MAX_FINDINGS:,} more findings", "dim")))
    return Group(*parts, Text())


def _head(checked: Checked) -> Text:
    head = Text.assemble(
        VERDICTS[checked.report.verdict], "  ", (shown(shortened(checked.report.variant_id, 60)), "bold")
    )
    if checked.variant:
        head.append("  " + shown(" · ".join(_circumstances(checked.variant))), "dim")
    head.truncate(WIDTH, overflow="ellipsis")
    return head


def _circumstances(variant: Variant) -> Iterator[str]:
    manifest = variant.manifest
    yield from (word for word in (manifest.channel, manifest.kind) if word)
    if manifest.audience and (words := ", ".join(_audience(manifest.audience))):
        yield words
    if variant.generator and variant.generator.model:
        yield variant.generator.model


def _audience(audience: Audience) -> Iterator[str]:
    yield from (fact for fact in (audience.persona, audience.industry) if fact)
    sizes = (audience.employees_min, audience.employees_max)
    if sizes != (None, None):
        yield "–".join("?" if size is None else str(size) for size in sizes)
    if audience.country:
        yield audience.country


_Grouped = list[tuple[Statement | None, list[Finding]]]


def _by_sentence(findings: Sequence[Finding], statements: Sequence[Statement]) -> _Grouped:
    """Findings of one sentence together, in reading order; None for what stands in no one sentence."""
    groups: dict[int, tuple[Statement | None, list[Finding]]] = {}
    for finding in findings:
        statement = _statement_around(finding, statements)
        groups.setdefault(id(statement), (statement, []))[1].append(finding)
    return list(groups.values())


def _statement_around(finding: Finding, statements: Sequence[Statement]) -> Statement | None:
    if finding.span.start == finding.span.end:
        return None
    around = (one for one in statements if one.part == finding.part and one.span.contains(finding.span))
    return next(around, None)


def _sentence(statement: Statement | None, findings: Sequence[Finding], underlined: bool) -> Iterator[RenderableType]:
    marking = Marking("bold " + SEVERITIES[_worst(findings)][1], underlined)
    if statement:
        spans = [finding.span for finding in findings]
        spans += [alteration.span for alteration in statement.alterations]
        yield _Indented(2, _in_part(statement.part, marked(statement.quote, statement.span, spans, marking)))
    for finding in _each_once(findings, statement):
        yield _Indented(4, _finding(finding, statement))
        if statement is None and finding.quote:
            whole = Span(0, len(finding.quote))
            yield _Indented(6, _in_part(finding.part, marked(finding.quote, whole, [whole], marking)))
        yield from (_Indented(6, line) for line in _details(finding, statement))


def _each_once(findings: Sequence[Finding], statement: Statement | None) -> Iterable[Finding]:
    """What is said of several places of one sentence is said once; the places themselves are marked in it."""
    told: dict[tuple[str | None, ...], Finding] = {}
    for finding in findings:
        where = None if statement else finding.quote
        fix = finding.fix.text if finding.fix else None
        told.setdefault((finding.code, finding.message, finding.claim, fix, where), finding)
    return told.values()


def _worst(findings: Sequence[Finding]) -> str:
    present = {finding.severity for finding in findings}
    return next(severity for severity in SEVERITIES if severity in present)


def _in_part(part: PartName, text: Text) -> Text:
    return text if part is PartName.BODY else Text.assemble((f"{part}: ", "dim"), text)


def _finding(finding: Finding, statement: Statement | None) -> Text:
    glyph, colour = SEVERITIES[finding.severity]
    message = f"{finding.claim} was changed" if _line_by_line(finding, statement) else finding.message
    return Text.assemble((f"{glyph} {finding.code}", colour), "  ", shown(shortened(message, 600)))


def _line_by_line(finding: Finding, statement: Statement | None) -> bool:
    return finding.code == "altered_claim" and statement is not None and bool(statement.alterations)


def _details(finding: Finding, statement: Statement | None) -> Iterator[Text]:
    if statement and _line_by_line(finding, statement):
        yield from (_change(alteration, statement) for alteration in statement.alterations)
    elif finding.claim and finding.claim not in finding.message:
        yield _detail("Claim", finding.claim)
    if finding.fix:
        yield _detail("Use" if finding.fix.text else "Instead", finding.fix.text or "leave it out")


def _change(alteration: Alteration, statement: Statement) -> Text:
    now = "absent" if alteration.span == statement.span else f"“{_short(alteration.quote)}”"
    before = f"“{_short(alteration.approved_quote)}” → " if alteration.approved_quote else ""
    return _detail(alteration.kind.words, before + now)


def _detail(label: str, text: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), shown(shortened(text, 600)))


def _short(text: str) -> str:
    return shortened(text, 120)


@dataclass(frozen=True, slots=True)
class _Indented:
    """Wrapped text, every line as far to the right, and no white space at line ends."""

    columns: int
    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, options.max_width - self.columns):
            line.rstrip()
            yield Text(" " * self.columns).append_text(line)
