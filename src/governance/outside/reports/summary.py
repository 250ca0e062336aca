"""The end of the text report: verdicts, what there is to read, findings by code, policies, speed."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from rich.console import Group, RenderableType
from rich.text import Text

from governance.core.errors import Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE, ReportVerdict
from governance.outside.reports.shown import counted, shown
from governance.outside.reports.tally import Tally

WIDTH = 100
_BAR = 36
_COLOURS = {"blocker": "red", "warning": "yellow", "note": "cyan"}


def summary(
    tally: Tally, policies: PolicySet, unread: Sequence[Problem], seconds: float, on_terminal: bool
) -> RenderableType:
    """On a terminal, unread files are counted only: stderr has named them there already."""
    return Group(
        Text("─" * WIDTH, "dim"),
        _verdicts(tally),
        Text(f"Statements to read: {tally.to_read}, in {counted(tally.sentences, 'sentence')}\n"),
        *_codes(tally),
        Text(),
        *_unread(unread, on_terminal),
        _policies(policies),
        Text(" · ".join(_run(tally, seconds)), "dim"),
    )


def _verdicts(tally: Tally) -> Text:
    count = tally.verdicts
    return Text.assemble(
        (counted(tally.variants, "variant"), "bold"),
        (f"   ✖ {count[ReportVerdict.BLOCKED]:,} blocked", "red"),
        (f"   ▲ {count[ReportVerdict.REVIEW]:,} to review", "yellow"),
        (f"   ✓ {count[ReportVerdict.CLEAN]:,} clean", "green"),
    )


def _codes(tally: Tally) -> Iterator[Text]:
    """A bar for each code, the most frequent first."""
    most = max(tally.codes.values(), default=0)
    width = max((len(code) for code, _ in tally.codes), default=0)
    for (code, severity), number in tally.codes.most_common():
        bar = "█" * max(1, round(_BAR * number / most))
        yield Text.assemble(
            f"{code:{width}}  ", (f"{severity:7}", "dim"), f"  {number:>6,}  ", (bar, _COLOURS[severity])
        )


def _unread(unread: Sequence[Problem], on_terminal: bool) -> Iterator[Text]:
    if on_terminal and unread:
        yield Text(f"✖ {counted(len(unread), 'file')} not read", "red")
    elif unread:
        yield from (Text.assemble(("✖ not read  ", "red"), shown(str(problem))) for problem in unread)


def _run(tally: Tally, seconds: float) -> Iterator[str]:
    yield ENGINE
    yield f"{seconds:.2f} s"
    if tally.variants:
        yield f"{tally.variants / max(seconds, 0.001):,.0f} variants a second"


def _policies(policies: PolicySet) -> Text:
    documents = " · ".join(policies.ref(document) for document in policies.documents)
    in_force = fill(f"{shown(policies.workspace.name)}, {policies.day}: {documents}", WIDTH, break_on_hyphens=False)
    return Text(f"{in_force}\n{policies.digest[:19]}", "dim")
