"""Draw what `governance check` shows for a few variants of the sample campaign: `make screenshot`."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

CAMPAIGN = Path("policies/loopfern/campaigns/january-returns.northwind.jsonl")
SHOWN = ("JR-01", "JR-02", "JR-04", "JR-11", "JR-17")
PICTURE = Path("docs/check.svg")


def main() -> None:
    rows = [line for line in CAMPAIGN.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in SHOWN]
    with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(rows))
        file.flush()
        shown = terminal_output("check", "--policies", "policies/loopfern", file.name)
    console = Console(record=True, width=100, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(title="governance check", theme=MONOKAI)
    PICTURE.write_text(without_downloads(svg), encoding="utf-8")


def terminal_output(*arguments: str) -> str:
    """What the command writes to a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "governance", *arguments]
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    written = b"".join(_chunks(ours))
    process.wait()
    return written.decode().replace("\r\n", "\n")


def _chunks(descriptor: int) -> Iterator[bytes]:
    """Everything until the other side closes, which a pseudo-terminal reports as an error."""
    with suppress(OSError):
        while chunk := os.read(descriptor, 65_536):
            yield chunk


def without_downloads(svg: str) -> str:
    """The picture with the reader's own monospaced font in place of one fetched from elsewhere."""
    return re.sub(r"@font-face \{[^}]*\}", "", svg).replace("Fira Code", "ui-monospace")


if __name__ == "__main__":
    main()
