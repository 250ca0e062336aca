"""The channels of a campaign side by side, as a table for people."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from governance.core.drift.comparison import Cell, Row, Told
from governance.outside.reports.elements import DEPARTS
from governance.outside.reports.shown import shortened, shown

ALONE = "≈"
_LONGEST = 60


def channel_table(campaign: str, channels: Sequence[str], rows: Sequence[Row]) -> Table:
    """One row an element; `≠` departs from the talk track, `≈` differs from what every other channel says."""
    table = Table("", *map(shown, channels), title=shown(campaign), title_justify="left", pad_edge=False)
    for row in rows:
        table.add_row(row.element.words, *map(_cell, row.cells))
    return table


def _cell(cell: Cell) -> Text:
    lines = [_line(one) for one in cell.things]
    if cell.more:
        lines.append(Text("and more", "dim"))
    if cell.alone and lines and not cell.departs:
        lines[0] = Text(f"{ALONE} ").append_text(lines[0])
    return Text("\n").join(lines) if lines else Text("none", "dim")


def _line(one: Told) -> Text:
    words = shown(shortened(one.words, _LONGEST))
    return Text(f"{DEPARTS} {words}", "yellow") if one.departs else Text(words)
