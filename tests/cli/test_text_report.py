"""The report for people."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import NOW, Command, line

COPY = (
    line(id="one", body="Shops on Parcelo spend up to 27% less time on return handling.")
    + line(
        id="two",
        subject="Hi",
        body="Hello.\n\nShops on Parcelo spend 27% less time on return handling. It is risk-free.",
        audience={
            "persona": "COO",
            "industry": "retail",
            "employees_min": 20,
            "employees_max": 90,
            "country": "DE",
        },
        generator={"model": "m-1"},
    )
    + line(id="three", body="You can utilize our checklist.")
    + '{"id": 4}\n'
)
BLOCKS = """\
✓ CLEAN    one  email · cold
  on message 0.00  Call to action: none  Promise: up to 27%  Audience: not declared
✖ BLOCKED  two  email · cold · COO, retail, 20–90, DE · m-1
  on message 0.29  Call to action: none  Promise: ≠ 27%  Audience: COO, retail, 20–90 employees, DE
  Shops on Parcelo spend «27%» less time on return handling.
    ✖ altered_claim  handling-time@1 was changed
      Hedge removed: “up to 27%” → “27%”
      Use: Shops on Parcelo spend up to 27% less time on return handling.
  It is «risk-free».
    ✖ forbidden_word  standard@1 forbids “risk-free”: Nothing is.

▲ REVIEW   three  email · cold
  off message 0.80  Call to action: none  Audience: not declared
  You can «utilize» our checklist.
    ▲ preferred_word  standard@1 prefers “use” to “utilize”
      Use: use

✖ BLOCKED  standard input:4
    ✖ unreadable_copy  standard input:4: id is a number; allowed is text

"""


def test_it_shows_what_is_wrong_where_and_what_is_approved(check: Command) -> None:
    run = check("-", stdin=COPY)
    blocks, _, summary = run.out.partition("─" * 100 + "\n")
    assert blocks == BLOCKS
    lines = summary.splitlines()
    assert lines[0] == "4 variants   ✖ 2 blocked   ▲ 1 to review   ✓ 1 clean"
    assert lines[1] == "Statements to read: 2, in 6 sentences"
    assert lines[3] == "altered_claim    blocker       1  ████████████████████████████████████"
    assert lines[-3] == "Parcelo, 2026-06-01: standard@1 · returns@1"
    assert lines[-1].startswith("governance/1 · ")


def test_it_fits_a_hundred_columns_and_ends_no_line_in_white_space(check: Command) -> None:
    words = " ".join(f"word{n}" for n in range(120))
    out = check("-", stdin=COPY + line(id="x" * 200, body=f"{words} risk-free {words}.")).out
    assert max(map(len, out.splitlines())) <= 100
    assert [one for one in out.splitlines() if one != one.rstrip()] == []


def test_a_pipe_gets_no_control_codes(check: Command) -> None:
    assert "\x1b" not in check("-", stdin=COPY, TERM="xterm-256color").out


def test_what_several_places_of_one_sentence_share_is_said_once(check: Command) -> None:
    out = check("-", stdin=line(id="a", body="READ THIS NOW or SEND YOUR ORDER today.")).out
    assert "«READ THIS NOW» or «SEND YOUR ORDER» today." in out
    assert out.count("standard@1 forbids shouting; write these words in lower case") == 1


def test_a_run_that_read_nothing_names_each_file_and_no_speed(check: Command) -> None:
    run = check("nofile.txt")
    said = "nofile.txt: It cannot be read: No such file or directory"
    assert (run.code, run.err) == (2, f"{said}\n")
    assert f"✖ not read  {said}" in run.out.splitlines()
    assert "a second" not in run.out


def test_hostile_copy_neither_acts_nor_hides(check: Command) -> None:
    acting = "\u202eerus\u202c \x1b[2J\x1b]0;gone\x07 \x9b31m"
    hiding = "[bold]Risk-free[/bold] :smile: \u200b"
    copy = line(id="\x1b[31m[red]id", body=acting, channel="email\u2066") + line(id="b", body=hiding)
    out = check("-", stdin=copy).out
    assert r"\u001b[31m[red]id  email\u2066 · cold" in out
    assert r"«\u202e»" in out
    assert r"[bold]«Risk-free»[/bold] :smile:" in out
    assert not set(out) & {"\x1b", "\x9b", "\x07", "\u202e", "\u202c", "\u2066", "\u200b"}


def test_a_hostile_file_name_is_shown_escaped(check: Command, folder: Path) -> None:
    name = "a\x1b[2J.csv"
    (folder / name).write_text("")
    run = check(name)
    assert run.err == "a\\u001b[2J.csv: The file is empty\n"
    assert "\x1b" not in run.out


def on_a_terminal(folder: Path, *more: str, code: int = 1, **environment: str) -> str:
    """What `governance check` writes to a terminal."""
    (folder / "a.jsonl").write_text(COPY)
    ours, theirs = pty.openpty()
    arguments = ["check", "--policies", "policies", "--now", NOW, "a.jsonl", *more]
    surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "governance", *arguments],
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=surroundings,
    ) as process:
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
        assert process.wait() == code
    os.close(ours)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_terminal_gets_colour_and_underlines(folder: Path) -> None:
    out = on_a_terminal(folder)
    assert "\x1b[1;4;31m27%\x1b[0m" in out
    assert "«" not in out


def test_a_terminal_is_told_once_of_a_file_that_cannot_be_read(folder: Path) -> None:
    out = on_a_terminal(folder, "nofile.txt", code=2, NO_COLOR="1")
    assert out.count("nofile.txt") == 1
    assert "✖ 1 file not read" in out


def test_no_color_is_honoured(folder: Path) -> None:
    out = on_a_terminal(folder, NO_COLOR="1")
    assert "\x1b[1;4m27%\x1b[0m" in out
    assert "31m" not in out
