"""`governance copy renderings`, as people run it."""

from pathlib import Path

from tests.cli.conftest import NOW, Command, line
from tests.cli.test_check import ALTERED, APPROVED

WITH = ("--policies", "policies", "--now", NOW, "--leads")
POLICIES = ("--policies", "policies", "--now", NOW)
HI = "Hi {{first_name}}, how do you handle returns today?"
OPENER = "{I saw|We read} your {long |}post. {It is good.|It is great, and we liked it.} See https://x.io"


def test_what_copy_can_become_is_counted_measured_and_read_out(command: Command) -> None:
    run = command("copy", "renderings", "-", stdin=line(id="a", subject="{Hello|Hi} {{first_name|there}}", body=OPENER))
    assert run.code == 0
    assert run.out.splitlines() == [
        "a: 32 renderings",
        "  subject: 4 renderings, 2 words, 8 to 20 characters, 0 links, 4 different sentences",
        "  body: 8 renderings, 9 to 14 words, 45 to 70 characters, 1 link, 7 different sentences",
        "  2 readings show every option:",
        "    1. Hello {{first_name}} / I saw your long post. It is good. See https://x.io",
        "    2. Hi there / We read your post. It is great, and we liked it. See https://x.io",
    ]


def test_the_different_sentences_are_listed_with_the_options_that_give_them(command: Command) -> None:
    copy = line(id="a", subject="{Hello|Hi} {{first_name|there}}", body="{|Very }good. All of it.")
    listed = command("copy", "renderings", "--sentences", "-", stdin=copy).out.splitlines()
    assert listed[2:6] == [
        "    1. Hello {{first_name}} [Hello] [{{first_name}}]",
        "    2. Hello there [Hello] [there]",
        "    3. Hi {{first_name}} [Hi] [{{first_name}}]",
        "    4. Hi there [Hi] [there]",
    ]
    assert listed[7:10] == ["    1. good. []", "    2. Very good. [Very ]", "    3. All of it."]


def test_sentences_stand_in_the_source_for_machines_and_only_if_asked_for(command: Command) -> None:
    copy = line(id="a", body="Hello. You save {8%|12%} on returns.")
    (row,) = command("copy", "renderings", "--format", "jsonl", "--sentences", "-", stdin=copy).rows()
    assert row["parts"][0]["different_sentences"] == [
        {"text": "Hello.", "start": 0, "end": 6, "choices": []},
        {
            "text": "You save 8% on returns.",
            "start": 7,
            "end": 36,
            "choices": [{"text": "8%", "start": 17, "end": 19}],
        },
        {
            "text": "You save 12% on returns.",
            "start": 7,
            "end": 36,
            "choices": [{"text": "12%", "start": 20, "end": 23}],
        },
    ]
    (row,) = command("copy", "renderings", "--format", "jsonl", "-", stdin=copy).rows()
    assert row["parts"][0]["different_sentences"] is None


def test_a_million_million_renderings_are_counted(command: Command) -> None:
    body = ". ".join("{" + "|".join(f"Word{n}" for n in range(10)) + "} is here" for _ in range(12))
    (row,) = command("copy", "renderings", "--format", "jsonl", "-", stdin=line(id="a", body=body)).rows()
    assert (row["renderings"], len(row["readings"])) == (str(10**12), 10)
    assert row["parts"][0]["words"] == {"least": 36, "most": 36}


def test_copy_that_cannot_be_read_says_why_and_the_rest_is_still_told(command: Command) -> None:
    run = command("copy", "renderings", "-", stdin=line(id="bad", body="{a|b") + line(id="good", body="{a|b}"))
    assert run.code == 2
    first, *rest = run.out.splitlines()
    assert first == "bad: cannot be read: Brace is never closed; end the choice with }, in the body"
    assert rest[0] == "good: 2 renderings"


def test_a_file_that_is_none_is_named(command: Command) -> None:
    run = command("copy", "renderings", "nothing.txt")
    assert run.code == 2
    assert "nothing.txt" in run.err


def test_recipients_are_held_against_the_copy(command: Command, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("email,First Name\na@x.example,Anna\nb@x.example,\nc@x.example,#N/A\n")
    run = command("copy", "recipients", *WITH, str(leads), "-", stdin=line(id="a", body=HI))
    assert run.code == 1
    second, third, total = run.out.splitlines()
    assert second.endswith("leads.csv:3: b@x.example: first_name is blank, and nothing stands for it")
    assert "which exports write for what is missing" in third
    assert total == "3 rows, 2 cannot be sent to"


def test_a_list_without_flaws_exits_with_nothing_blocked(command: Command, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("email,firstName\na@x.example,Anna\n")
    run = command("copy", "recipients", *WITH, str(leads), "-", stdin=line(id="a", body=HI))
    assert (run.code, run.out.strip()) == (0, "1 row, 0 cannot be sent to")


def test_a_workbook_passed_off_as_a_list_is_refused(command: Command, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_bytes(b"PK\x03\x04 and the rest")
    run = command("copy", "recipients", *WITH, str(leads), "-", stdin=line(id="a", body=HI))
    assert run.code == 2
    assert "an Excel workbook, not text; export it as CSV UTF-8" in run.err


def test_every_two_options_are_read_together(command: Command) -> None:
    body = "{a|b} {c|d} {e|f}"
    (row,) = command("copy", "renderings", "--format", "jsonl", "--pairs", "-", stdin=line(id="a", body=body)).rows()
    read = [one["body"].split() for one in row["readings"]]
    assert (row["pairs"], len(read)) == (True, 4)
    assert {(one[0], one[2]) for one in read} == {(x, y) for x in "ab" for y in "ef"}


def test_copy_that_cannot_be_read_is_no_list_without_flaws(command: Command, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("email,firstName\na@x.example,Anna\n")
    unclosed = command("copy", "recipients", *WITH, str(leads), "-", stdin=line(id="a", body="Hi {{first_name"))
    assert unclosed.code == 2
    assert "a: Merge field is never closed" in unclosed.out
    assert "so nothing is said of it" in unclosed.out
    empty = command("copy", "recipients", *WITH, str(leads), "-", stdin=line(id="a"))
    assert (empty.code, "body is missing" in empty.err) == (2, True)


def test_channels_of_one_campaign_are_compared_and_what_departs_is_marked(command: Command) -> None:
    mail = line(id="a", campaign="january", channel="email", body=ALTERED)
    ad = line(id="b", campaign="january", channel="ad", body=APPROVED)
    (row,) = command("copy", "drift", *POLICIES, "--format", "jsonl", "-", stdin=mail + ad).rows()
    assert row["campaign"] == "january"
    promise = next(one for one in row["elements"] if one["element"] == "promise")
    assert [(cell["channel"], cell["departs"], cell["things"][0]["words"]) for cell in promise["channels"]] == [
        ("email", True, "27%"),
        ("ad", False, "up to 27%"),
    ]
    text = command("copy", "drift", *POLICIES, "-", stdin=mail + ad)
    assert text.code == 0
    assert "≠ 27%" in text.out


def test_copy_that_cannot_be_read_is_named_and_the_rest_is_compared(command: Command) -> None:
    good = line(id="good", campaign="january", body=APPROVED)
    run = command("copy", "drift", *POLICIES, "-", stdin='{"id": "bad", "body": 7}\n' + good)
    assert run.code == 2
    assert "bad" in run.err or "body" in run.err
    assert "up to 27%" in run.out
