"""The end of the text report: verdicts, what there is to read, findings by code, policies, speed."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from governance.core.errors import Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE, ReportVerdict
from governance.outside.reports.shown import shown
from governance.outside.reports.tally import Tally

_BAR = 36
_COLOURS = {"blocker": "red", "warning": "yellow", "note": "cyan"}


def summary(tally: Tally, policies: PolicySet, unread: Sequence[Problem], seconds: float) -> RenderableType:
    return Group(
        Text("\n" + "─" * 100, "dim"),
        _verdicts(tally),
        Text(f"{tally.to_read} distinct statements to read, in {tally.sentences:,} sentences\n"),
        *([Padding(_codes(tally), (0, 0, 1, 0))] if tally.codes else []),
        *(Text.assemble(("✖ not read  ", "red"), shown(str(problem))) for problem in unread),
        _policies(policies),
        Text(
            f"{ENGINE} · {seconds:.2f} s · {tally.variants / max(seconds, 0.001):,.0f} variants a second",
            "dim",
        ),
    )


def _verdicts(tally: Tally) -> Text:
    count = tally.verdicts
    return Text.assemble(
        (f"{tally.variants:,} variants", "bold"),
        (f"   ✖ {count[ReportVerdict.BLOCKED]:,} blocked", "red"),
        (f"   ▲ {count[ReportVerdict.REVIEW]:,} to review", "yellow"),
        (f"   ✓ {count[ReportVerdict.CLEAN]:,} clean", "green"),
    )


def _codes(tally: Tally) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    most = max(tally.codes.values())
    for (code, severity), number in tally.codes.most_common():
        bar = "█" * max(1, round(_BAR * number / most))
        table.add_row(code, f"{number:,}", Text(bar, _COLOURS[severity]), Text(severity, "dim"))
    return table


def _policies(policies: PolicySet) -> Text:
    documents = " · ".join(policies.ref(document) for document in policies.documents)
    name = shown(policies.workspace.name)
    return Text(f"{name}, {policies.day}: {documents}\n{policies.digest[:19]}", "dim")
