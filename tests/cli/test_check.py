"""`governance check`: exit codes, formats, streaming."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import NOW, Command, line

APPROVED = "Shops on Parcelo spend up to 27% less time on return handling."
ALTERED = "Shops on Parcelo spend 27% less time on return handling."
CLEAN = line(id="clean", body=APPROVED)
REVIEW = line(id="review", body="You can utilize our checklist.")
BLOCKED = line(id="blocked", subject="Hi", body=f"Hello.\n\n{ALTERED} It is risk-free.")


@pytest.mark.parametrize(("copy", "code"), [(CLEAN, 0), (CLEAN + REVIEW, 0), (CLEAN + BLOCKED, 1), (line(id="x"), 1)])
def test_the_exit_code_says_whether_something_is_blocked(check: Command, copy: str, code: int) -> None:
    assert check("-", stdin=copy).code == code


def test_an_unreadable_file_is_named_and_the_others_are_checked(check: Command, folder: Path) -> None:
    (folder / "a.jsonl").write_text(BLOCKED)
    (folder / "b.txt").write_text("")
    (folder / "c.jsonl").write_text(CLEAN)
    run = check("--format", "jsonl", "a.jsonl", "b.txt", "gone.csv", "c.jsonl")
    assert run.code == 2
    assert [row["id"] for row in run.rows()] == ["blocked", "clean"]
    assert run.err.splitlines() == [
        "b.txt: The file is empty",
        "gone.csv: It cannot be read: No such file or directory",
    ]


def test_a_row_has_everything_in_its_place(check: Command) -> None:
    (row,) = check("--format", "jsonl", "-", stdin=BLOCKED).rows()
    body = json.loads(BLOCKED)["body"]
    digest = row.pop("policy_set")
    assert digest.startswith("sha256:")
    assert list(row) == ["id", "verdict", "findings", "statements", "drift", "audience", "engine"]
    assert (row["id"], row["verdict"], row["engine"]) == ("blocked", "blocked", "governance/1")
    altered, forbidden = row["findings"]
    assert (altered["code"], altered["severity"], altered["part"]) == ("altered_claim", "blocker", "body")
    assert (altered["quote"], altered["claim"]) == ("27%", "handling-time@1")
    assert altered["fix"] == {"start": 8, "end": 64, "text": APPROVED}
    assert forbidden == {
        "code": "forbidden_word",
        "severity": "blocker",
        "part": "body",
        "start": 71,
        "end": 80,
        "quote": "risk-free",
        "message": "standard@1 forbids “risk-free”: Nothing is.",
        "claim": None,
        "fix": None,
    }
    assert [(one["part"], one["quote"], one["verdict"]) for one in row["statements"]] == [
        ("subject", "Hi", "none"),
        ("body", "Hello.", "none"),
        ("body", ALTERED, "altered"),
        ("body", "It is risk-free.", "none"),
    ]
    assert row["statements"][2] == {
        "part": "body",
        "start": 8,
        "end": 64,
        "quote": body[8:64],
        "verdict": "altered",
        "claim": "handling-time@1",
        "claims": ["handling-time@1"],
        "rule": None,
        "ground": None,
        "wording": APPROVED,
        "detail": None,
        "alterations": [{"kind": "hedge_removed", "span": [31, 34], "quote": "27%", "approved_quote": "up to 27%"}],
    }
    assert set(row["drift"]) == {"verdict", "score", "pulls", "elements"}
    promise = next(one for one in row["drift"]["elements"] if one["element"] == "promise")
    assert promise == {
        "element": "promise",
        "departs": True,
        "carried": [
            {
                "words": "27%",
                "of": "handling-time",
                "approved": "up to 27%",
                "departs": True,
                "places": [{"part": "body", "start": 8, "end": 64}],
            }
        ],
    }
    assert row["audience"]["inside"] is None


def test_offsets_are_code_points(check: Command) -> None:
    (row,) = check("--format", "jsonl", "-", stdin=line(id="a", body="👋🏽 Grüße, it is risk-free.")).rows()
    (finding,) = row["findings"]
    assert (finding["start"], finding["end"]) == (16, 25)


def test_json_is_one_array(check: Command) -> None:
    rows = json.loads(check("--format", "json", "-", stdin=CLEAN + BLOCKED).out)
    assert [row["id"] for row in rows] == ["clean", "blocked"]
    assert json.loads(check("--format", "json", "-", stdin="\n").out) == []


def test_sarif_points_into_a_text_file(check: Command, folder: Path) -> None:
    (folder / "my copy.txt").write_text(f"Subject: Hi\n\nHello.\n\n{APPROVED} It is risk-free.\n")
    run = check("--format", "sarif", "my copy.txt", "gone.txt")
    log = json.loads(run.out)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (sarif_run,) = log["runs"]
    assert sarif_run["columnKind"] == "unicodeCodePoints"
    driver = sarif_run["tool"]["driver"]
    assert driver["name"] == "governance"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    forbidden = rules["forbidden_word"]
    assert forbidden["shortDescription"]["text"] == "A word or phrase that the message standard forbids."
    assert "Why it matters" in forbidden["help"]["text"]
    assert forbidden["defaultConfiguration"] == {"level": "error"}
    (result,) = sarif_run["results"]
    assert (result["ruleId"], result["level"]) == ("forbidden_word", "error")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20copy.txt"},
        "region": {"startLine": 5, "startColumn": 70, "charOffset": 90, "charLength": 9},
    }
    text = (folder / "my copy.txt").read_text()
    assert text[90:99] == "risk-free"
    assert text.splitlines()[4][69:78] == "risk-free"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "my copy/body"}]
    assert list(result["partialFingerprints"]) == ["governance/v1"]
    (invocation,) = sarif_run["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("gone.txt: ")


def test_sarif_points_at_the_line_of_a_row_and_every_rule_is_declared(check: Command) -> None:
    (run,) = json.loads(check("--format", "sarif", "-", stdin=CLEAN + REVIEW + line(id="x")).out)["runs"]
    found = [(result["ruleId"], result["level"]) for result in run["results"]]
    assert found == [("preferred_word", "warning"), ("unreadable_copy", "error")]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert regions == [{"startLine": 2}, {"startLine": 3}]
    assert {code for code, _ in found} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}


@pytest.mark.parametrize("form", ["jsonl", "json", "sarif"])
def test_the_same_copy_gives_the_same_bytes_in_any_number_of_processes(check: Command, form: str) -> None:
    copy = "".join(line(id=str(n), body=f"{ALTERED} Number {n}.") for n in range(200))
    alone = check("--format", form, "-", stdin=copy)
    assert check("--format", form, "--jobs", "2", "-", stdin=copy) == alone


def test_channel_and_kind_are_for_copy_that_names_none(check: Command) -> None:
    long = "One two three four five."
    copy = line(id="own", body=long, channel="email") + line(id="none", body=long)
    rows = check("--format", "jsonl", "--channel", "linkedin", "-", stdin=copy).rows()
    assert [[finding["code"] for finding in row["findings"]] for row in rows] == [[], ["too_long"]]


def test_the_day_decides_which_claims_are_valid(command: Command) -> None:
    run = command("check", "--policies", "policies", "--now", "2025-12-31T12:00Z", "-", stdin=CLEAN)
    assert run.code == 2
    assert "2025-12-31" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--now", "tomorrow", "-"), "'tomorrow' is no ISO time; write one like 2026-10-01T09:00Z"),
        (("--channel", "fax", "-"), "Channel 'fax' is not in standard@1; its channels are email, linkedin"),
        (("--format", "xml", "-"), "'xml' is not one of 'text', 'json', 'jsonl', 'sarif'"),
        ((), "Missing argument 'FILE...'"),
    ],
)
def test_a_wrong_option_names_what_is_allowed(check: Command, arguments: tuple[str, ...], said: str) -> None:
    run = check(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_reader_that_stops_early_ends_the_run_quietly(folder: Path) -> None:
    (folder / "many.jsonl").write_text("".join(line(id=str(n), body=APPROVED) for n in range(3_000)))
    arguments = ["check", "--policies", "policies", "--now", NOW, "--format", "jsonl", "many.jsonl"]
    with subprocess.Popen(
        [sys.executable, "-m", "governance", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_exits_with_130(folder: Path, jobs: str) -> None:
    (folder / "many.jsonl").write_text("".join(line(id=str(n), body=APPROVED) for n in range(20_000)))
    arguments = ["check", "--policies", "policies", "--format", "jsonl", "--jobs", jobs, "many.jsonl"]
    with subprocess.Popen(
        [sys.executable, "-m", "governance", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read().strip() == b""
    assert process.returncode == 130


def peak_memory(folder: Path, lines: int) -> int:
    """Peak resident memory in KiB of a run over many lines, measured by a process of its own."""
    path = folder / f"{lines}.jsonl"
    with path.open("w") as file:
        file.writelines(line(id=str(n), body="Hello there.") for n in range(lines))
    arguments = ["check", "--policies", "policies", "--now", NOW, "--format", "jsonl", str(path)]
    code = (
        "import resource, subprocess, sys; "
        f"subprocess.run([sys.executable, '-m', 'governance', *{arguments!r}], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    measured = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(measured.stdout)


def test_ten_thousand_lines_need_no_more_memory_than_a_thousand(folder: Path) -> None:
    assert peak_memory(folder, 10_000) < peak_memory(folder, 1_000) + 8_000
