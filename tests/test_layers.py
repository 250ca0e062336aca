"""The layers of the house hold, and a breach would be seen."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("litestar", "sqlmodel", "sqlalchemy", "openai", "rich", "click", "yaml")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-cache", "--config", str(folder / ".importlinter")]
    environment = {"PYTHONPATH": str(folder / "src")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_contracts_hold(copied: Path) -> None:
    run = lint_imports(copied)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    ("module", "breach", "contract"),
    [
        ("core/drift/judgement.py", "import pathlib", "The core does no input"),
        ("core/drift/judgement.py", "from governance.outside import checking", "Doors call inward"),
        ("core/drift/judgement.py", "from governance.core import report", "copy flows one way"),
        ("outside/checking.py", "from governance import cli", "Doors call inward"),
        (
            "core/checks/never_say.py",
            "from governance.core.checks import forbidden_word",
            "Checks do not know",
        ),
    ],
)
def test_a_breach_is_caught(copied: Path, module: str, breach: str, contract: str) -> None:
    with (copied / "src/governance" / module).open("a") as file:
        file.write(f"\n{breach}\n")
    run = lint_imports(copied)
    assert run.returncode == 1
    assert any(contract in line for line in run.stdout.splitlines() if " BROKEN" in line)


@pytest.mark.parametrize("module", ["governance", "governance.core.report"])
def test_importing_the_core_loads_no_framework(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules.keys() & set({HEAVY!r})))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_the_command_line_loads_rich_only_for_people() -> None:
    code = "import sys, governance.cli; print('rich' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
