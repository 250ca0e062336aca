"""The real command, run as users run it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-06-01T12:00Z"


@dataclass(frozen=True)
class Run:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with a company's policies in `policies/`."""
    shutil.copytree(Path(__file__).parent / "policies", tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(folder: Path) -> Command:
    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "governance", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            cwd=folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def check(command: Command) -> Command:
    """`governance check` against the folder's policies, on a fixed day."""

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Run:
        return command("check", "--policies", "policies", "--now", NOW, *arguments, stdin=stdin, **environment)

    return run


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"
