"""The real command, run as users run it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.forked import Run, run

NOW = "2026-06-01T12:00Z"


Command = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with a company's policies in `policies/`."""
    shutil.copytree(Path(__file__).parent / "policies", tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(folder: Path) -> Command:
    def running(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Run:
        return run(folder, arguments, environment, stdin.encode() if isinstance(stdin, str) else stdin)

    return running


@pytest.fixture
def check(command: Command) -> Command:
    """`governance check` against the folder's policies, on a fixed day."""

    def run(*arguments: str, stdin: str | bytes = b"", **environment: str) -> Run:
        return command("check", "--policies", "policies", "--now", NOW, *arguments, stdin=stdin, **environment)

    return run


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"
