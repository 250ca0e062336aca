"""Broken and hostile input: a message that names the place, bounded time and memory, the right exit code."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command, line

GOOD = line(id="good", body="Hello there.")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("talk-track.yaml", "kind: talk_track\nkind: talk_track\n", "talk-track.yaml:2:1"),
        ("talk-track.yaml", "a: &a [x]\nb: *a\n", "talk-track.yaml:1:4"),
        ("talk-track.yaml", "a: !!python/object:os.system x\n", "talk-track.yaml:1:4"),
        ("talk-track.yaml", "kind: [unclosed\n", "talk-track.yaml:2:1"),
        ("talk-track.yaml", "[" * 100_000, "talk-track.yaml"),
        ("talk-track.yaml", "x" * 100_000, "talk-track.yaml"),
        ("message-standard.yaml", "kind: message_standard\nkee: x\n", "message-standard.yaml:2:1"),
        ("message-standard.yaml", "kind: message_standard\nkey: 7\n", "message-standard.yaml:2:6"),
        ("message-standard.yaml", "kind: poem\n", "message-standard.yaml:1:7"),
    ],
    ids=["duplicate key", "alias", "tag", "syntax", "depth", "size", "unknown key", "type", "kind"],
)
def test_a_broken_policy_file_is_refused_with_its_place(
    check: Command, folder: Path, file: str, content: str, said: str
) -> None:
    (folder / "policies" / file).write_text(content)
    run = check("--format", "jsonl", "-", stdin=GOOD)
    assert (run.code, run.out) == (2, "")
    assert f"policies/{said}" in run.err
    assert "Traceback" not in run.err


def test_a_policy_folder_without_a_talk_track_is_refused(check: Command, folder: Path) -> None:
    (folder / "policies/talk-track.yaml").unlink()
    run = check("-", stdin=GOOD)
    assert (run.code, run.out) == (2, "")
    assert "talk_track" in run.err


def test_a_policy_folder_that_is_not_there_is_refused(command: Command) -> None:
    run = command("check", "--policies", "nowhere", "-", stdin=GOOD)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("nowhere: ")


BAD_COPY = [
    (line(id="1", body="a\0b"), "A NUL character stands at character 2; remove it"),
    (line(id="2", body="x" * 200_000), "The part has 200,000 characters; at most 100,000 can be checked"),
    (line(id="3", body="x" * 20_000_000), "standard input:3: The line is longer than 1,048,576 bytes"),
    (line(id="4", body="\ud800"), "standard input:4: body holds half of a surrogate pair"),
    (line(id="5", body="Hi.", channel="fax"), "Channel “fax” is not known"),
    (line(id="6", body="Hi.", regions=["Narnia"]), "Region “Narnia” is not known"),
    (line(id="7", body="{Hi|Hello there."), "Brace is never closed; end the choice with }"),
    (line(id="8", body="{" * 90_000), "Braces are nested deeper than 32 levels"),
    (line(id="9", body="{a|b}" * 10_000), "too many to check"),
    ("not json\n", "standard input:10: The line is not JSON: Expecting value at character 1"),
]


def test_copy_that_cannot_be_read_is_blocked_and_spoils_no_other(check: Command) -> None:
    run = check("--format", "jsonl", "-", stdin="".join(copy for copy, _ in BAD_COPY) + GOOD)
    assert (run.code, run.err) == (1, "")
    *bad, good = run.rows()
    assert [row["verdict"] for row in bad] == ["blocked"] * len(BAD_COPY)
    for row, (_, said) in zip(bad, BAD_COPY, strict=True):
        found = [one["message"] for one in row["findings"] if one["code"] == "unreadable_copy"]
        assert any(said in message for message in found), found
    assert (good["id"], good["verdict"]) == ("good", "clean")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif"])
def test_every_format_has_a_line_for_copy_that_cannot_be_read(check: Command, form: str) -> None:
    run = check("--format", form, "-", stdin="not json\n")
    assert run.code == 1
    assert "standard input:1: The line is not JSON" in run.out


def test_an_unreadable_line_has_a_row_of_the_same_shape(check: Command) -> None:
    good, bad = check("--format", "jsonl", "-", stdin=GOOD + line(id="bad", body=7)).rows()
    assert list(bad) == list(good)
    assert bad["id"] == "bad"
    assert (bad["verdict"], bad["statements"]) == ("blocked", [])
    assert bad["findings"] == [
        {
            "code": "unreadable_copy",
            "severity": "blocker",
            "part": "body",
            "start": 0,
            "end": 0,
            "quote": "",
            "message": "standard input:2: body is a number; allowed is text",
            "claim": None,
            "fix": None,
        }
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"name,email\nx,y\n", "a.csv:1: No column is named body; found are name, email"),
        ("a.csv", "id,body\n1,Grüße\n".encode("latin-1"), "a.csv: Byte 12 is not UTF-8"),
        ("a.txt", b"", "a.txt: The file is empty"),
        ("a.txt", b"x" * 20_000_000, "a.txt: The file is longer than 1,048,576 characters"),
        ("a.xlsx", b"PK\x03\x04", "a.xlsx: Files ending in .xlsx are not read"),
    ],
    ids=["columns", "encoding", "empty", "paste", "ending"],
)
def test_a_file_that_cannot_be_read_exits_with_2(
    check: Command, folder: Path, name: str, content: bytes, said: str
) -> None:
    (folder / name).write_bytes(content)
    run = check("--format", "json", name)
    assert run.code == 2
    assert run.err.startswith(said)
    assert json.loads(run.out) == []
