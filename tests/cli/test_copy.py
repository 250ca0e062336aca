"""`governance copy renderings`, as people run it."""

from tests.cli.conftest import Command, line

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
