"""Who is measured side by side, and the command that each is run with."""

import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.compose import Email

_HERE = Path(__file__).parent
_SCRIPTS = Path(sysconfig.get_path("scripts"))


@dataclass(frozen=True, slots=True)
class Contender:
    """A tool with its version, and how it is run on a folder made by `write_inputs`."""

    name: str
    command: Callable[[Path], list[str]]


def write_inputs(emails: list[Email], folder: Path) -> None:
    """The same e-mails as one JSON-lines file, `mails.jsonl`, and as a folder of Markdown files, `mails`."""
    (folder / "mails").mkdir(parents=True)
    rows = [{"id": mail.id, "channel": "email", "subject": mail.subject, "body": mail.body} for mail in emails]
    (folder / "mails.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    for mail in emails:
        (folder / "mails" / f"{mail.id}.md").write_text(f"{mail.subject}\n\n{mail.body}\n", "utf-8")


def contenders(policies: Path, scratch: Path, guardrails: Path | None) -> Iterator[Contender]:
    """Those that can be run here; one that cannot is said to be missing."""
    governance = f"governance {version('governance')}"
    yield Contender(governance, lambda inputs: _governance(policies, inputs))
    yield Contender(f"{governance} --jobs 0", lambda inputs: [*_governance(policies, inputs), "--jobs", "0"])
    proselint = f"proselint {version('proselint')}"
    yield Contender(f"{proselint} (command line)", _proselint)
    yield Contender(f"{proselint} (library)", _proselint_library)
    if guardrails and guardrails.is_file():
        name = f"{(_HERE / 'guardrails_peer' / 'requirements.txt').read_text('utf-8').strip()} (one regex)"
        yield Contender(name.replace("==", " "), lambda inputs: _guardrails(guardrails, inputs))
    else:
        print("guardrails-ai is NOT RUN: name the Python of its environment with --guardrails.")
    if program := _installed_write_good(scratch):
        yield Contender(f"write-good {_write_good_version()}", lambda inputs: _write_good(program, inputs))


def _governance(policies: Path, inputs: Path) -> list[str]:
    command = [str(_SCRIPTS / "governance"), "check", "--policies", str(policies), "--format", "jsonl"]
    return [*command, "--now", "2026-06-01T12:00Z", str(inputs / "mails.jsonl")]


def _proselint(inputs: Path) -> list[str]:
    return [str(_SCRIPTS / "proselint"), "check", str(inputs / "mails")]


def _proselint_library(inputs: Path) -> list[str]:
    return [sys.executable, str(_HERE / "proselint_api.py"), str(inputs / "mails")]


def _guardrails(python: Path, inputs: Path) -> list[str]:
    return [str(python), str(_HERE / "guardrails_peer" / "run.py"), str(inputs / "mails")]


def _write_good(program: Path, inputs: Path) -> list[str]:
    files = sorted(str(path) for path in (inputs / "mails").iterdir())
    return ["node", str(program), *files]


def _write_good_version() -> str:
    package = json.loads((_HERE / "package.json").read_text("utf-8"))
    return str(package["dependencies"]["write-good"])


def _installed_write_good(scratch: Path) -> Path | None:
    """Install the pinned package into the scratch folder; None, loudly, where that is not possible."""
    folder = scratch / "write-good"
    folder.mkdir()
    shutil.copy(_HERE / "package.json", folder)
    if not (shutil.which("node") and shutil.which("npm")):
        print("write-good is NOT RUN: node and npm are not on PATH.")
        return None
    install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    ran = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"write-good is NOT RUN: npm install failed: {ran.stderr.strip()[-500:]}")
        return None
    return folder / "node_modules" / "write-good" / "bin" / "write-good.js"
