"""What each format of copy becomes, and what is said of copy that cannot be read."""

import io
import json
from pathlib import Path

import pytest

from governance.core.copy.variant import Audience, Generator, Manifest, Revision, Step, Variant
from governance.core.errors import CopyFileError
from governance.outside.copy_files.any_file import read_copy
from governance.outside.copy_files.located import Located, Touch, UnreadableVariant

COLUMNS = (
    "id, subject, body, html, channel, kind, campaign, platform, sender, reply_to, agency, schedule, thread, "
    "unsubscribe_header, regions, links, volume_cap, "
    "persona, industry, employees_min, employees_max, country, model, prompt, "
    "step, label, delay_days, delay_semantics, weight, enabled"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, content: str | bytes) -> list[Located]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_copy(name, Touch(), io.BytesIO()))


def read_one(name: str, content: str | bytes) -> Variant:
    (located,) = read(name, content)
    assert isinstance(located.variant, Variant)
    return located.variant


def refusal(name: str, content: str | bytes) -> str:
    with pytest.raises(CopyFileError) as refused:
        read(name, content)
    return str(refused.value)


def unreadable(name: str, content: str | bytes) -> list[tuple[str, str]]:
    """Places and messages of the variants that cannot be read."""
    found = [located for located in read(name, content) if isinstance(located.variant, UnreadableVariant)]
    return [(str(one.place), one.variant.message) for one in found if isinstance(one.variant, UnreadableVariant)]


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


# JSON lines


def test_a_json_line_with_every_field_becomes_a_variant() -> None:
    audience = {
        "persona": "COO",
        "industry": "retail",
        "employees_min": 20,
        "employees_max": 90,
        "country": "DE",
    }
    variant = read_one(
        "a.jsonl",
        line(
            id="v1",
            subject="Hello",
            body="Words.",
            html="<p>Words.</p>",
            channel="linkedin",
            kind="followup",
            regions=["DE", "AT"],
            audience=audience,
            campaign="spring",
            generator={"model": "m-1", "prompt": "p@3"},
            lead_score=17,
        ),
    )
    assert variant == Variant(
        id="v1",
        revision=Revision(body="Words.", subject="Hello", html="<p>Words.</p>"),
        manifest=Manifest("linkedin", "followup", ("DE", "AT"), Audience("COO", "retail", 20, 90, "DE")),
        campaign="spring",
        generator=Generator("m-1", "p@3"),
    )


def test_a_json_line_with_id_and_body_is_a_cold_email() -> None:
    assert read_one("a.jsonl", line(id="v1", body="Words.")).manifest == Manifest("email", "cold")


def test_standard_input_is_json_lines() -> None:
    (located,) = read_copy("-", Touch("sms", "followup"), io.BytesIO(line(id="v1", body="Words.").encode()))
    assert isinstance(located.variant, Variant)
    assert located.variant.manifest == Manifest("sms", "followup")
    assert str(located.place) == "standard input:1"


def test_blank_lines_and_a_byte_order_mark_are_no_variants() -> None:
    found = read(
        "a.jsonl",
        b"\xef\xbb\xbf" + line(id="a", body="A.").encode() + b"\r\n  \n" + line(id="b", body="B.").encode(),
    )
    assert [(one.variant.id, one.place.line) for one in found] == [("a", 1), ("b", 4)]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (line(body="Words."), "id is missing; a variant has an id and a body"),
        (line(id="x"), "body is missing; a variant has an id and a body"),
        (line(id="x", body=7), "body is a number; allowed is text"),
        (line(id=7, body="W."), "id is a number; allowed is text"),
        (line(id="", body="W."), "id is text; allowed is at least one character"),
        (line(id="x", body="W.", regions="DE"), "regions is text; allowed is a list"),
        (line(id="x", body="W.", regions=["DE", 1]), "regions.1 is a number; allowed is text"),
        (line(id="x", body="W.", kind="warm"), "kind is 'warm'; allowed is cold or followup"),
        (line(id="x", body="W.", audience=[]), "audience is a list; allowed is an object"),
        (
            line(id="x", body="W.", audience={"employees_min": "many"}),
            "audience.employees_min is text; allowed is a whole number",
        ),
        (
            line(id="x", body="W.", audience={"employees_max": True}),
            "audience.employees_max is true or false; allowed is a whole number",
        ),
        (
            line(id="x", body="W.", audience={"employees_max": -1}),
            "audience.employees_max is a number; allowed is a number from 0",
        ),
        (line(id="x", body="W.", chanel="linkedin"), "chanel is no field; the nearest is channel"),
        (line(id="x", body="W.", Region=["AT"]), "Region is no field; the nearest is regions"),
        (
            line(id="x", body="W.", audience={"employee_min": 5}),
            "audience.employee_min is no field; the nearest is audience.employees_min",
        ),
        (
            line(id="x", body="W.", generator={"models": "m"}),
            "generator.models is no field; the nearest is generator.model",
        ),
        ('{"id": "x", "body"', "The line is not JSON: Expecting ':' delimiter at character 20"),
        ('["x"]', 'The line is no JSON object; write one as {"id": "...", ...}'),
        (
            '{"id": "x", "body": "a", "body": "b"}',
            "The key 'body' stands twice; readers differ on which counts",
        ),
        (
            line(id="x", body="half \ud800"),
            "body holds half of a surrogate pair, which is no character; remove it",
        ),
        (
            line(id="half \ud800", body="W."),
            "id holds half of a surrogate pair, which is no character; remove it",
        ),
        (
            '{"id": "x", "body": ' + "[" * 100_000,
            "The line is nested too deeply; write one flat object",
        ),
        ('{"id": "x", "body": ' + "9" * 5_000 + "}", "The line holds a number too large to read"),
    ],
    ids=range(23),
)
def test_a_line_that_is_no_variant_is_named_and_spoils_no_other(bad: str, message: str) -> None:
    content = line(id="a", body="A.") + bad.rstrip("\n") + "\n" + line(id="b", body="B.")
    assert unreadable("a.jsonl", content) == [("a.jsonl:2", message)]
    first, _, last = read("a.jsonl", content)
    assert (first.variant.id, last.variant.id) == ("a", "b")


def test_fields_of_the_senders_own_are_left_alone() -> None:
    own = {"score": 7, "campaign_id": "c", "subject_line": "Hi", "language": "en", "regions": ["DE"], "region": "north"}
    assert read_one("a.jsonl", line(id="v1", body="Words.", **own)).manifest.regions == ("DE",)


def test_a_line_that_is_not_utf_8_is_named_with_its_byte() -> None:
    content = line(id="a", body="A.").encode() + b'{"id": "\xe9"}\n'
    message = "Byte 8 of the line is not UTF-8; save the file as UTF-8"
    assert unreadable("a.jsonl", content) == [("a.jsonl:2", message)]


def test_a_line_over_one_mebibyte_is_skipped_to_its_end() -> None:
    content = line(id="big", body="x" * 20_000_000) + line(id="b", body="B.")
    message = "The line is longer than 1,048,576 bytes; split it or leave it out"
    assert unreadable("a.jsonl", content) == [("a.jsonl:1", message)]
    assert [one.variant.id for one in read("a.jsonl", content)] == ["a.jsonl:1", "b"]


def test_an_id_that_stands_twice_is_refused_the_second_time() -> None:
    content = line(id="a", body="A.") + line(id="b", body="B.") + line(id="a", body="C.")
    message = "The id stands in line 1 already; give each its own"
    assert unreadable("a.jsonl", content) == [("a.jsonl:3", message)]


def test_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            text = line(id=str(self.served), body="Words.").encode()
            self.served += 1
            buffer[: len(text)] = text
            return len(text)

    stream = Endless()
    variants = read_copy("-", Touch(), io.BufferedReader(stream))  # type: ignore[type-var]
    assert [next(variants).variant.id for _ in range(3)] == ["0", "1", "2"]
    assert stream.served < 10


# Tables


def test_a_table_with_every_column_becomes_variants() -> None:
    variant = read_one(
        "a.csv",
        "id,subject,body,html,channel,kind,regions,persona,industry,employees_min,employees_max,country,"
        "campaign,model,prompt\n"
        'v1,Hello,"Words, and\nmore.",<p>W</p>,linkedin,followup,DE; AT,COO,retail,20,90,DE,spring,m-1,p@3\n',
    )
    assert variant == Variant(
        id="v1",
        revision=Revision(body="Words, and\nmore.", subject="Hello", html="<p>W</p>"),
        manifest=Manifest("linkedin", "followup", ("DE", "AT"), Audience("COO", "retail", 20, 90, "DE")),
        campaign="spring",
        generator=Generator("m-1", "p@3"),
    )


def test_empty_cells_are_unset_and_other_columns_are_left_alone() -> None:
    variant = read_one("a.csv", "Variant ID,Text,Subject,Score\nv1,Words.,,12\n")
    assert variant == Variant("v1", Revision(body="Words."), Manifest("email", "cold"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_separated_by_what_the_header_uses(separator: str) -> None:
    content = f"id{separator}body\nv1{separator}Words.\n"
    assert read_one("a.csv", content).revision.body == "Words."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_may_be_utf_8_or_utf_16_with_a_byte_order_mark(encoding: str) -> None:
    assert read_one("a.csv", "id,body\nv1,Grüße 👋\n".encode(encoding)).revision.body == "Grüße 👋"


def test_a_row_without_an_id_is_known_by_its_line() -> None:
    content = 'body\n"First,\nover two lines"\nSecond\n'
    assert [one.variant.id for one in read("a.csv", content)] == ["a.csv:2", "a.csv:4"]


def test_wrong_columns_are_refused_with_those_found_and_allowed() -> None:
    assert refusal("a.csv", "name,email\nx,y\n") == (
        f"a.csv:1: No column is named body; found are name, email; allowed are {COLUMNS}"
    )


def test_a_column_that_is_nearly_a_known_one_is_refused() -> None:
    assert refusal("a.csv", "id,body,Chanel\nv1,Words.,ad\n") == (
        "a.csv:1: Column chanel is unknown; the nearest is channel"
    )


def test_two_columns_of_one_meaning_are_refused() -> None:
    assert refusal("a.csv", "body,text\nx,y\n") == f"a.csv:1: Two columns mean body; allowed are {COLUMNS}"


def test_a_row_with_another_number_of_cells_is_unreadable() -> None:
    message = "The row has 3 cells, the header 2; put text with commas in quotes"
    assert unreadable("a.csv", "id,body\nv1,Hello, you\nv2,Fine\n") == [("a.csv:2", message)]


def test_a_headcount_that_is_no_number_makes_its_row_unreadable() -> None:
    message = "audience.employees_min is text; allowed is a whole number"
    assert unreadable("a.csv", "id,body,employees_min\nv1,Hello,many\n") == [("a.csv:2", message)]


def test_bytes_of_another_encoding_are_refused_with_their_place() -> None:
    content = b"id,body\n" + b"v1,Words.\n" * 10_000 + "v2,Grüße\n".encode("latin-1")
    assert refusal("a.csv", content) == "a.csv: Byte 100,013 is not UTF-8; save the file as UTF-8"


def test_a_quote_that_never_ends_is_refused_with_its_line() -> None:
    message = refusal("a.csv", 'id,body\nv1,Fine\nv2,"never\nends\n')
    assert message == "a.csv:3: The row is not CSV: unexpected end of data; nothing after it is read"


def test_a_cell_of_20_megabytes_is_refused_with_its_line() -> None:
    message = refusal("a.csv", "id,body\nv1," + "x" * 20_000_000)
    assert message == "a.csv:2: The line is longer than 1,048,576 characters"


# Plain text


def test_a_text_file_is_one_variant_named_by_the_file() -> None:
    (located,) = read("cold-1.md", "# Hello\r\n\r\nWords.\n")
    assert located.variant == Variant("cold-1", Revision(body="# Hello\r\n\r\nWords.\n"), Manifest("email", "cold"))
    assert located.body_offset == 0


def test_a_first_line_with_a_subject_and_a_blank_line_is_the_subject() -> None:
    (located,) = read("a.txt", "Subject: Hello there\n\nWords.\n")
    assert isinstance(located.variant, Variant)
    assert located.variant.revision == Revision(body="Words.\n", subject="Hello there")
    assert (located.place.line, located.body_offset) == (3, 22)


def test_a_subject_without_a_blank_line_is_body() -> None:
    assert read_one("a.txt", "Subject: Hello\nWords.").revision == Revision(body="Subject: Hello\nWords.")


def test_a_text_of_20_megabytes_is_refused() -> None:
    message = "a.txt: The file is longer than 1,048,576 characters; one text is one message"
    assert refusal("a.txt", "x" * 20_000_000) == message


# Mail


def test_a_mail_has_subject_text_and_html() -> None:
    variant = read_one(
        "a.eml",
        "Message-ID: <1@example.org>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n'
        "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nV29yZHMu\n"
        "--b\nContent-Type: text/html; charset=utf-8\n\n<p>Words.</p>\n--b--\n",
    )
    assert variant == Variant(
        "<1@example.org>",
        Revision(body="Words.", subject="Grüße", html="<p>Words.</p>"),
        Manifest("email", "cold"),
    )


def test_a_mail_without_an_id_is_named_by_its_file() -> None:
    assert read_one("touch-2.eml", "Subject: Hi\n\nWords.\n").id == "touch-2"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b"Content-Type: text/plain; charset=no-such\n\nWords.\n",
            "unknown encoding: no-such",
        ),
        (
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nGr\xfc\xdfe\n",
            "'utf-8' codec can't decode byte 0xfc in position 2: invalid start byte",
        ),
        (
            b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nWords.\n',
            "CloseBoundaryNotFoundDefect in a multipart/mixed part",
        ),
        (b"Content-Type: image/png\n\nabc\n", "it has no text part"),
    ],
    ids=["charset", "bytes", "boundary", "no text"],
)
def test_a_broken_mail_is_one_unreadable_variant(content: bytes, reason: str) -> None:
    message = f"The mail cannot be decoded: {reason}; save it again as UTF-8"
    assert unreadable("a.eml", content) == [("a.eml", message)]


def test_a_mail_nested_a_thousand_deep_is_unreadable() -> None:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1_000))
    ((place, _),) = unreadable("a.eml", parts + "\nWords.")
    assert place == "a.eml"


# Files


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.eml", "a.jsonl"])
def test_an_empty_file_is_refused(name: str) -> None:
    assert refusal(name, "") == f"{name}: The file is empty"


@pytest.mark.parametrize(
    ("magic", "name", "advice"),
    [
        (b"PK\x03\x04rest", "a ZIP archive or an Excel workbook", "export it as CSV UTF-8"),
        (b"%PDF-1.7", "a PDF", "copy its text into a .txt file"),
        (b"\x1f\x8b\x08", "a gzip archive", "unpack it first"),
    ],
)
def test_a_binary_file_passed_off_as_text_is_refused(magic: bytes, name: str, advice: str) -> None:
    assert refusal("a.csv", magic) == f"a.csv: The file is {name}, not text; {advice}"


def test_an_unknown_ending_is_refused_with_those_allowed() -> None:
    message = "a.docx: Files ending in .docx are not read; allowed are .txt, .md, .eml, .csv, .jsonl, .json"
    assert refusal("a.docx", "x") == message


def test_a_folder_and_a_missing_file_are_refused() -> None:
    Path("folder").mkdir()
    with pytest.raises(CopyFileError, match=r"folder: This is a folder; name the files in it"):
        list(read_copy("folder", Touch(), io.BytesIO()))
    with pytest.raises(CopyFileError, match=r"gone\.txt: It cannot be read: No such file or directory"):
        list(read_copy("gone.txt", Touch(), io.BytesIO()))


def test_an_input_without_a_variant_is_refused() -> None:
    with pytest.raises(CopyFileError, match="standard input: It holds no variant, so nothing was checked"):
        list(read_copy("-", Touch(), io.BytesIO(b"\n\n")))


def test_who_sends_and_whether_headers_are_added_are_read_from_a_table() -> None:
    header, cells = "body,agency,unsubscribe_header\n", "Hi.,Northwind,"
    (*_, yes, no, neither) = read("a.csv", f"{header}{cells}TRUE\n{cells}false\n{cells}perhaps\n")
    assert isinstance(yes.variant, Variant)
    assert isinstance(no.variant, Variant)
    assert (yes.variant.manifest.agency, yes.variant.manifest.unsubscribe_header) == ("Northwind", True)
    assert no.variant.manifest.unsubscribe_header is False
    assert isinstance(neither.variant, UnreadableVariant)
    assert "unsubscribe_header is text; allowed is true or false" in str(neither.variant)


# Sequences as CSV

SEQUENCE = """campaign,step,variant,delay_days,delay_semantics,subject,body,weight,enabled,thread,source_model
q1,1,A,3,after,One,Words.,60%,true,new,m-1
q1,1,B,3,after,Two,Words.,40%,no,,
q1,2,,0.5,after,,More words.,,,reply,
q1,3,,2,after,,Last words.,,,reply,
"""


def test_a_csv_says_where_each_row_stands_in_its_sequence() -> None:
    variants = [one.variant for one in read("a.csv", SEQUENCE) if isinstance(one.variant, Variant)]
    assert [one.id for one in variants] == [
        "q1, step 1, variant A",
        "q1, step 1, variant B",
        "q1, step 2",
        "q1, step 3",
    ]
    assert [one.step for one in variants] == [
        Step(1, "A", None, 60, enabled=True),
        Step(1, "B", None, 40, enabled=False),
        Step(2, None, 3 * 24 * 60, None),
        Step(3, None, 12 * 60, None),
    ]
    assert [one.manifest.kind for one in variants] == ["cold", "cold", "followup", "followup"]
    assert [one.manifest.replies for one in variants] == [False, False, True, True]
    assert variants[0].generator == Generator(model="m-1")


def test_a_delay_before_the_step_is_its_wait() -> None:
    _, second = read("a.csv", "step,delay_days,delay_semantics,body\n1,0,before,A.\n2,4,before,B.\n")
    assert isinstance(second.variant, Variant)
    assert second.variant.step == Step(2, None, 4 * 24 * 60)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,3,,A.,,", "delay_semantics is missing; allowed is before or after the step"),
        ("one,,,A.,,", "step is 'one'; allowed is a number"),
        ("0,,,A.,,", "step.number is a number; allowed is a number from 1"),
        ("1,,,A.,120,", "step.weight is a number; allowed is a number up to 100"),
        ("1,,,A.,,maybe", "enabled is 'maybe'; allowed is true or false"),
    ],
)
def test_what_cannot_be_a_place_in_a_sequence_is_said(row: str, said: str) -> None:
    assert unreadable("a.csv", f"step,delay_days,delay_semantics,body,weight,enabled\n{row}\n") == [("a.csv:2", said)]
