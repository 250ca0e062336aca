"""What a list of recipients comes to: every row counted, the first flawed ones kept with the message they would get."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from governance.core.launch.lead_templates import Templates
from governance.core.launch.recipient_facts import EVIDENCE
from governance.core.launch.recipients import Flaw, Recipients, RowProblem

KEPT = 200


@dataclass(frozen=True, slots=True)
class FlawedRow:
    """A row that must not be sent to as it stands: its line, whom it is about, and the message it would get."""

    line: int
    recipient: str
    problems: Sequence[RowProblem]
    message: str


@dataclass
class RecipientReport:
    """What a list of recipients comes to. The first flawed rows are kept, and all are counted by flaw.

    `missing` are the fields that the copy needs and no column gives: a hole in every message, unless the platform
    fills them. `unproven` are the fields that say something of the recipient in a list without evidence for it.
    `unread` are the texts that cannot be read, of which nothing is said.
    """

    missing: Sequence[str] = ()
    unproven: Sequence[str] = ()
    unread: Sequence[str] = ()
    rows: int = 0
    flawed: int = 0
    flaws: Counter[Flaw] = field(default_factory=Counter)
    first: list[FlawedRow] = field(default_factory=list)

    @classmethod
    def begun(cls, templates: Templates, columns: Iterable[str]) -> "RecipientReport":
        """The report on a list with these columns, before its first row."""
        given = frozenset(columns)
        missing = templates.needed - given
        unproven = frozenset() if EVIDENCE in given else templates.personal & given
        return cls(templates.names(missing), templates.names(unproven), templates.unread)

    def add(self, line: int, row: Mapping[str, str], problems: Sequence[RowProblem], templates: Templates) -> None:
        self.rows += 1
        if not problems:
            return
        self.flawed += 1
        self.flaws.update({problem.flaw for problem in problems})
        if len(self.first) < KEPT:
            self.first.append(
                FlawedRow(
                    line,
                    row.get("email", ""),
                    problems,
                    templates.message(row, {problem.field for problem in problems}),
                )
            )


def judge_recipients(
    rows: Iterable[tuple[int, Mapping[str, str] | str]], recipients: Recipients, report: RecipientReport
) -> Iterator[RecipientReport]:
    """Judge every row, and yield the report after each; a row that cannot be read comes as what is wrong with it."""
    for line, row in rows:
        if isinstance(row, str):
            report.add(line, {}, [RowProblem(Flaw.ROW, "", row)], recipients.templates)
        else:
            report.add(line, row, recipients.problems(row), recipients.templates)
        yield report
