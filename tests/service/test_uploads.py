"""Uploads: kept whole or not at all, checked in the background, and nothing made twice."""

import json
from typing import Any
from uuid import UUID

import pytest
from tests.service.company import Company, sample_documents
from tests.service.copy import CHECKS_RETURNS, IN_THE_EU, NO_BRAINER, QUESTION, Desk, body, changed, counted

from governance.actions import chunks, upload_reading, uploads
from governance.actions.campaigns import campaign_named
from governance.actions.checks import run_checks
from governance.actions.chunks import take_chunk
from governance.actions.settle import settle_all
from governance.actions.upload_reading import Reading, read_upload, require_all_read
from governance.actions.uploads import CHUNK, check_chunk, list_uploads, look_at_upload, receive_upload
from governance.actions.variant_reads import list_queue, list_variants
from governance.core.actor import Actor
from governance.core.errors import NotFound, Unusable
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx

QUERIES_OF_A_CHUNK = 41
"""However many rows the chunk has."""

QUERIES_OF_A_QUEUE_PAGE = 7


def lines(*says: str, campaign: str = "january") -> bytes:
    rows = [
        {"id": f"r{number}", "campaign": campaign, "subject": "A question", "body": body(one)}
        for number, one in enumerate(says, 1)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def many(count: int) -> bytes:
    return lines(*(f"{QUESTION} {number}" for number in range(count)))


def received(desk: Desk, content: bytes, name: str = "ines", submit: bool = True) -> UUID:
    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        reading = read_upload(content, "jsonl", "march.jsonl")
        require_all_read(reading, skip_unread=True)
        found = campaign_named(tx, actor, None, reading.campaign)
        return receive_upload(tx, actor, found, reading, "march.jsonl", submit)

    return UUID(desk.company.as_(name, work)["id"])


def checked(desk: Desk, upload: UUID) -> None:
    while check_chunk(desk.store, desk.company.id, upload):
        pass


def made(desk: Desk) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in desk.rows(VariantRow)]


def test_an_upload_becomes_checked_variants_in_review(desk: Desk) -> None:
    id = received(desk, lines(QUESTION, CHECKS_RETURNS, NO_BRAINER))
    assert desk.work == [("check_upload", (str(desk.company.id), str(id)))]
    look = desk.sees("tom", look_at_upload, id)
    assert (look["total"], look["checked"], look["checked_at"]) == (3, 0, None)
    assert made(desk) == []
    assert check_chunk(desk.store, desk.company.id, id) == 0
    assert made(desk) == [("r1", "in_review"), ("r2", "in_review"), ("r3", "in_review")]
    look = desk.sees("tom", look_at_upload, id)
    assert (look["checked"], look["checked_at"] is not None) == (3, True)
    desk.all_agree()
    assert [requirement for _, requirement in desk.queue("tom")] == ["marketing"] * 3
    assert desk.queue("ines") == []
    first, second, third = (row.id for row in desk.rows(VariantRow))
    desk.approve(first)
    assert desk.authorize(first)["allow"]
    assert desk.review(third)["findings"]["blocker"] == 1
    listed = desk.sees("tom", list_variants, None, None, id, 0, 10)["items"]
    assert [UUID(one["id"]) for one in listed] == [first, second, third]

    before = len(desk.company.record())
    assert check_chunk(desk.store, desk.company.id, id) == 0, "run once more"
    assert len(desk.company.record()) == before
    assert desk.company.acts().count("upload.checked") == 1
    assert desk.company.verified().broken is None


def test_a_chunk_that_breaks_off_half_way_makes_nothing_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    id = received(desk, many(CHUNK + 3))
    calls = []

    def broken(*arguments: Any) -> Any:
        calls.append(settle_all(*arguments))
        raise OSError("the process died")

    monkeypatch.setattr(chunks, "settle_all", broken)
    with pytest.raises(OSError, match="died"):
        check_chunk(desk.store, desk.company.id, id)
    assert len(calls) == 1
    assert made(desk) == []
    assert "revision.created" not in desk.company.acts()
    monkeypatch.setattr(chunks, "settle_all", settle_all)

    # Two workers take the same chunk: both have read it before either writes.
    both = []

    def twice(tx: Tx, upload: UUID, rows: Any) -> int:
        both.append(rows)
        return take_chunk(tx, upload, rows)

    monkeypatch.setattr(uploads, "take_chunk", twice)
    assert check_chunk(desk.store, desk.company.id, id) == 3
    monkeypatch.setattr(uploads, "take_chunk", take_chunk)
    assert desk.company.write(lambda tx: take_chunk(tx, id, both[0])) == 3
    assert len(made(desk)) == CHUNK
    checked(desk, id)
    assert [name for name, _ in made(desk)] == [f"r{number}" for number in range(1, CHUNK + 4)]
    assert desk.company.acts().count("submission.received") == CHUNK + 3
    assert desk.company.acts().count("upload.checked") == 1


def test_policies_that_change_while_a_chunk_is_checked_are_the_ones_it_is_checked_under(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = received(desk, lines(QUESTION))
    standard = next(one for one in sample_documents() if one.kind == "message_standard")

    def run(*arguments: Any) -> Any:
        desk.publish(changed(standard, title="New"))
        return run_checks(*arguments)

    monkeypatch.setattr(uploads, "run_checks", run)
    assert check_chunk(desk.store, desk.company.id, id) == 0
    assert made(desk) == [("r1", "in_review")]
    desk.all_agree()


def test_rows_that_cannot_be_read_refuse_the_upload_unless_they_are_left_out(desk: Desk) -> None:
    content = lines(QUESTION) + b'{"id": "r2"}\n{"id": "nul", "body": "a\\u0000b"}\n' + b"not json\n"
    reading = read_upload(content, "jsonl", "march.jsonl")
    assert (len(reading.variants), len(reading.unread)) == (1, 3)
    with pytest.raises(Unusable, match=r"march.jsonl:2.* and 2 more; mend the rows") as refused:
        require_all_read(reading, skip_unread=False)
    assert refused.value.code == "unreadable_rows"
    id = received(desk, content)
    look = desk.sees("tom", look_at_upload, id)
    assert (look["total"], look["unread_total"]) == (1, 3)
    assert [one["row"] for one in look["unread"]][:1] == ["r2"]
    checked(desk, id)
    assert made(desk) == [("r1", "in_review")]

    for useless in (b"", b"\n", b"\xff\xfe\x00", b"\x00\x01\x02", b'{"id": "r2"}\n'):
        with pytest.raises(Unusable) as unusable:
            read_upload(useless, "jsonl", "march.jsonl")
        assert unusable.value.code == "unreadable_file", useless
    assert Reading(reading.variants * 2, ()).campaign == "january"
    other = lines(QUESTION, campaign="spring").replace(b"r1", b"r2")
    two = read_upload(lines(QUESTION) + other, "jsonl", "march.jsonl")
    assert two.campaign is None
    table = b'id,campaign,subject,body\r\nc1,spring,A question,"Hi, how are returns?"\r\n'
    assert [one.id for one in read_upload(table, "csv", "march.csv").variants] == ["c1"]


def test_too_much_is_refused_before_anything_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_reading, "MOST_ROWS", 3)
    monkeypatch.setattr(upload_reading, "MOST_BYTES", 2_000)
    assert len(read_upload(many(3), "jsonl", "march.jsonl").variants) == 3
    for content in (many(4), b" " * 2_001):
        with pytest.raises(Unusable) as refused:
            read_upload(content, "jsonl", "march.jsonl")
        assert refused.value.code == "too_large"


def test_partners_see_their_own_uploads(desk: Desk) -> None:
    ours, theirs = received(desk, lines(QUESTION)), received(desk, lines(IN_THE_EU), "leo", submit=False)
    for name, expected in (("tom", [ours, theirs]), ("nia", [theirs]), ("cosima", [])):
        listed = desk.sees(name, list_uploads, 0, 10)["items"]
        assert [UUID(one["id"]) for one in listed] == expected
    for name, id in (("nia", ours), ("cosima", theirs)):
        with pytest.raises(NotFound):
            desk.sees(name, look_at_upload, id)
    checked(desk, theirs)
    assert made(desk) == [("r1", "draft")]
    row = desk.row(VariantRow)
    assert desk.look(row.id)["contributors"] == [str(desk.company["leo"])]
    assert row.partner_id == desk.company.partners["northwind"]


def test_without_policies_rows_wait_as_checking(loopfern: Company) -> None:
    desk = Desk(loopfern)
    loopfern.store.enqueue = desk.enqueue
    checked(desk, received(desk, lines(QUESTION)))
    assert made(desk) == [("r1", "checking")]
    desk.all_agree()


def test_a_chunk_and_a_page_of_the_queue_ask_the_database_a_bounded_number_of_questions(desk: Desk) -> None:
    numbers = []
    for count in (2, CHUNK):
        id = received(desk, lines(*(f"{QUESTION} {count} {number}" for number in range(count))))
        with counted(desk.store) as asked:
            check_chunk(desk.store, desk.company.id, id)
        numbers.append(len(asked))
    assert numbers[1] - numbers[0] <= 2, numbers
    assert max(numbers) <= QUERIES_OF_A_CHUNK, numbers
    for limit in (1, CHUNK):
        with counted(desk.store) as asked:
            page = desk.sees("tom", list_queue, 0, limit)
        assert len(page["items"]) == limit
        assert len(asked) <= QUERIES_OF_A_QUEUE_PAGE, asked
