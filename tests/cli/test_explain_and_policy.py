"""`governance explain`, `governance policy check` and `governance --version`."""

from pathlib import Path

from tests.cli.conftest import NOW, Command

from governance import __version__
from governance.core.checks.catalogue import CHECKS


def test_the_version_is_that_of_the_package(command: Command) -> None:
    assert command("--version").out.strip() == f"governance, version {__version__}"


def test_explain_lists_every_check_with_its_first_sentence(command: Command) -> None:
    lines = command("explain").out.splitlines()
    assert [one.split()[0] for one in lines] == [check.CODE for check in CHECKS]
    assert "altered_claim             An approved claim whose meaning was changed." in lines


def test_explain_prints_the_documentation_of_a_check(command: Command) -> None:
    out = command("explain", "altered_claim").out
    assert out.startswith("altered_claim (blocker unless the message standard says otherwise)\n\nAn approved claim")
    assert "Why it matters" in out


def test_explain_names_the_nearest_code(command: Command) -> None:
    run = command("explain", "alterd_claim")
    assert (run.code, run.out) == (2, "")
    assert "No check is called alterd_claim; the nearest is altered_claim" in run.err


def test_a_policy_folder_is_described_and_its_tests_run(command: Command) -> None:
    run = command("policy", "check", "policies", "--now", NOW)
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    digest = lines.pop(4)
    assert digest.startswith("  sha256:")
    assert lines == [
        "Parcelo, in force on 2026-06-01",
        "  standard@1  How we write, from 2026-01-01",
        "  returns@1   Returns, from 2026-01-01",
        "  1 claim, 0 never-say rules, 2 wording rules",
        "  1 of 1 test passed",
    ]


def test_a_policy_test_that_fails_exits_with_1(command: Command, folder: Path) -> None:
    path = folder / "policies/talk-track.yaml"
    path.write_text(path.read_text().replace("verdict: supported", "verdict: altered"))
    run = command("policy", "check", "policies", "--now", NOW)
    assert run.code == 1
    assert (
        "✖ policies/talk-track.yaml:18:5: test 1 of returns@1 expected altered, handling-time, "
        "got supported, handling-time, for “Shops on Parcelo spend up to … ess time on return handling.”"
    ) in run.out.splitlines()


def test_a_policy_folder_that_cannot_be_read_exits_with_2(command: Command, folder: Path) -> None:
    path = folder / "policies/message-standard.yaml"
    path.write_text(path.read_text() + "colour: red\n")
    run = command("policy", "check", "policies")
    assert (run.code, run.out) == (2, "")
    assert "policies/message-standard.yaml:13:1" in run.err
