"""Uploads over HTTP: kept whole or not at all, whatever is sent and however it ends."""

import gzip
import json
import socket
import tracemalloc
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from sqlmodel import select
from tests.web.refusals import refused
from tests.web.world import ABSENT, LINES, W, World, ok

from governance.store.columns import InWorkspace
from governance.store.tables.variants import UploadedRow, UploadRow
from governance.store.tables.workspaces import CampaignRow

MIB = 2**20
CSV = b"id,body\none,How do you handle returns?\ntwo,How do you handle refunds?\n"


def kept(made: World) -> tuple[int, ...]:
    """How many uploads, rows of uploads, campaigns and entries there are."""

    def count(table: type[InWorkspace]) -> int:
        chosen = select(table).where(table.workspace_id == made.company.id)
        return len(made.company.read(lambda tx: tx.session.exec(chosen).all()))

    return count(UploadRow), count(UploadedRow), count(CampaignRow), len(made.company.entries())


@pytest.fixture
def made(everything: World) -> Iterator[World]:
    yield everything
    everything.served.work()


def test_rows_are_followed_until_all_are_checked(made: World) -> None:
    content = b"".join(
        json.dumps({"id": f"v{n}", "campaign": "fifty", "body": f"Question {n}?"}).encode() + b"\n" for n in range(50)
    )
    sent = ok(made["machine"].post(f"{W}/uploads?format=jsonl&name=fifty.jsonl", content=content), 202)
    assert (sent["total"], sent["checked"], sent["checked_at"], sent["unread"]) == (50, 0, None, [])
    made.served.work()
    done = ok(made["machine-submit"].get(f"{W}/uploads/{sent['id']}"))
    assert (done["checked"], done["unread_total"]) == (50, 0)
    assert done["checked_at"]
    listed = ok(made["machine-read"].get(f"{W}/variants?upload={sent['id']}&limit=200"))["items"]
    assert [item["name"] for item in listed] == [f"v{n}" for n in range(50)]
    assert {item["state"] for item in listed} == {"in_review"}


@pytest.mark.parametrize(
    ("query", "content", "status", "code", "said"),
    [
        ("format=jsonl&campaign=c", b"", 422, "unreadable_file", "empty"),
        ("format=csv&campaign=c", b"", 422, "unreadable_file", "empty"),
        ("format=csv&campaign=c", b"\n\n", 422, "unreadable_file", "body"),
        ("format=csv&campaign=c", b"id,body\n", 422, "unreadable_file", "no variant"),
        ("format=csv&campaign=c", b"name,words\na,b\n", 422, "unreadable_file", "body"),
        ("format=csv&campaign=c", CSV + b'three,"cut off in the midd', 422, "unreadable_file", "not CSV"),
        ("format=csv&campaign=c", CSV + b"three", 422, "unreadable_rows", "1 cells"),
        ("format=csv&campaign=c", CSV + b"three,\xff\xfe", 422, "unreadable_file", "UTF-8"),
        ("format=csv&campaign=c", CSV + b"three,caf\xc3", 422, "unreadable_file", "UTF-8"),
        ("format=csv&campaign=c", CSV + b"three,a\0b\n", 422, "unreadable_rows", "U+0000"),
        ("format=jsonl&campaign=c", LINES + b'{"id": "two", "body": "cut o', 422, "unreadable_rows", "not JSON"),
        ("format=jsonl&campaign=c", LINES + b'{"id": "two", "body": "\xff"}', 422, "unreadable_rows", "UTF-8"),
        ("format=jsonl&campaign=c", LINES + b'{"id": "two", "body": "\\ud800"}', 422, "unreadable_rows", ""),
        ("format=jsonl&campaign=c", LINES + b'{"id": "two", "body": "a\\u0000"}', 422, "unreadable_rows", ""),
        ("format=jsonl&campaign=c", LINES + b"[" * 100_000 + b"\n", 422, "unreadable_rows", "nested"),
        ("format=jsonl&campaign=c", gzip.compress(LINES, mtime=0), 422, "unreadable_file", "gzip"),
        ("format=jsonl&campaign=c", b"PK\x03\x04rest", 422, "unreadable_file", "ZIP"),
        ("format=jsonl", b'{"id": "one", "body": "Whose?"}\n', 422, "unusable", "campaign"),
        ("format=jsonl", LINES + LINES.replace(b"uploaded", b"other").replace(b"one", b"two"), 422, None, "campaign"),
        ("format=xlsx&campaign=c", LINES, 422, "unusable", "format"),
        ("campaign=c", LINES, 422, "unusable", "format"),
        ("format=jsonl&campaign=a%20b", LINES, 422, "unusable", "campaign"),
        ("format=jsonl&campaign=a%0a", LINES, 422, "unusable", "campaign"),
        ("format=jsonl&name=a%00b", LINES, 422, "unusable", "name"),
        ("format=jsonl&name=" + "x" * 201, LINES, 422, "unusable", "name"),
        ("format=jsonl&campaign_id=no-id", LINES, 422, "unusable", "campaign_id"),
        (f"format=jsonl&campaign_id={ABSENT}", LINES, 404, "not_found", "campaign"),
        ("format=jsonl&submit=maybe", LINES, 422, "unusable", "submit"),
    ],
)
def test_what_cannot_be_read_leaves_nothing(
    made: World, query: str, content: bytes, status: int, code: str | None, said: str
) -> None:
    made["leo"]
    before = kept(made)
    found = refused(made["leo"].post(f"{W}/uploads?{query}", content=content), status, code)
    assert said in found["detail"]
    refusals = 1 if status == 404 else 0
    assert kept(made) == (*before[:3], before[3] + refusals)


def test_rows_that_cannot_be_read_may_be_left_out(made: World) -> None:
    content = LINES + b'{"id": "two", "body": "cut o'
    sent = ok(made["leo"].post(f"{W}/uploads?format=jsonl&skip_unread=true", content=content), 202)
    assert (sent["total"], sent["unread_total"]) == (1, 1)
    assert sent["unread"][0]["place"] == "upload:2"


@pytest.mark.parametrize(
    ("media", "encoding", "said"),
    [
        ("multipart/form-data; boundary=x", None, "multipart/form-data"),
        ("application/json", None, "application/json"),
        ("application/gzip", None, "application/gzip"),
        ("text/csv; charset=iso-8859-1", None, "iso-8859-1"),
        ("text/csv", "gzip", "gzip"),
        (None, "deflate", "deflate"),
    ],
)
def test_packed_and_other_bodies_are_refused_unread(
    made: World, media: str | None, encoding: str | None, said: str
) -> None:
    headers = {"Content-Type": media, "Content-Encoding": encoding}
    sent = {name: value for name, value in headers.items() if value}
    answer = made["leo"].post(f"{W}/uploads?format=csv&campaign=c", content=CSV, headers=sent)
    assert said in refused(answer, 415)["detail"]


@pytest.mark.parametrize(
    "media", ["text/csv", "text/csv; charset=utf-8", 'text/csv; charset="UTF-8"', "application/octet-stream", None]
)
def test_a_file_as_tools_send_it(made: World, media: str | None) -> None:
    headers = {"Content-Type": media} if media else {}
    ok(made["leo"].post(f"{W}/uploads?format=csv&campaign=asis", content=CSV, headers=headers), 202)


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_cut_off_half_way_leaves_nothing(made: World, chunked: bool) -> None:
    before = kept(made)
    made["machine"]
    address = urlsplit(made.served.url)
    head = (
        f"POST {W}/uploads?format=jsonl HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Authorization: {made['machine'].headers['Authorization']}\r\n"
    )
    length = "Transfer-Encoding: chunked\r\n\r\n" if chunked else f"Content-Length: {len(LINES) * 3}\r\n\r\n"
    body = f"{len(LINES):x}\r\n".encode() + LINES + b"\r\n" if chunked else LINES
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall((head + length).encode() + body)
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(5)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert b" 202 " not in answer
    assert kept(made) == before
    assert ok(made["machine"].get(f"{W}/uploads/{made.ids['upload']}"))["total"] == 1


def chunks(size: int) -> Iterator[bytes]:
    """A body of any size, without a length."""
    piece = b" " * (MIB - 1) + b"\n"
    for _ in range(size // MIB):
        yield piece


@pytest.fixture
def held() -> Iterator[Callable[[], float]]:
    """The most MiB that were held at once since the test began."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1] / MIB
    tracemalloc.stop()


@pytest.mark.parametrize(("path", "most"), [("uploads?format=jsonl", 50), ("campaigns", 2)])
def test_a_body_over_the_limit_is_refused_when_it_is(
    made: World, held: Callable[[], float], path: str, most: int
) -> None:
    """It comes in chunks, without a length. What is beyond the limit is never held."""
    before, headers = kept(made), {} if "uploads" in path else {"Content-Type": "application/json"}
    found = refused(made["leo"].post(f"{W}/{path}", content=chunks(200 * MIB), headers=headers), 413, "too_large")
    assert f"{most * MIB:,}" in found["detail"]
    assert held() < most + 20
    assert kept(made) == before


def test_a_length_over_the_limit_is_refused_at_once(made: World, held: Callable[[], float]) -> None:
    headers = {"Content-Length": str(51 * MIB)}
    answer = made["leo"].post(f"{W}/uploads?format=jsonl", content=chunks(51 * MIB), headers=headers)
    refused(answer, 413, "too_large")
    assert held() < 20


@pytest.mark.parametrize(("client", "status"), [("stranger", 401), ("revoked", 401), ("other", 404)])
def test_what_strangers_send_is_not_kept(made: World, held: Callable[[], float], client: str, status: int) -> None:
    refused(made[client].post(f"{W}/uploads?format=jsonl", content=chunks(49 * MIB)), status)
    assert held() < 20


def test_who_may_not_is_told_before_the_file_is(made: World) -> None:
    answer = made["machine-read"].post(f"{W}/uploads?format=jsonl", content=b"no json")
    refused(answer, 403, "scope_needed")
    assert made.company.record()[-1]["act"] == "access.refused"


def test_fifty_mebibytes_are_read_within_bounds(made: World, held: Callable[[], float]) -> None:
    row = json.dumps({"id": "x", "body": "y" * 1_000_000}).encode() + b"\n"
    answer = made["leo"].post(f"{W}/uploads?format=jsonl&campaign=long", content=row * 50)
    assert held() < 200, "with the fifty that the test itself holds"
    assert len(refused(answer, 422, "unreadable_rows")["detail"]) < 500


def test_as_often_as_it_is_asked(made: World) -> None:
    """The same file again is another upload, unless it carries the same Idempotency-Key."""
    path = f"{W}/uploads?format=csv&campaign=again"
    assert len({ok(made["leo"].post(path, content=CSV), 202)["id"] for _ in range(2)}) == 2
    headers = {"Idempotency-Key": uuid4().hex}
    assert len({ok(made["leo"].post(path, content=CSV, headers=headers), 202)["id"] for _ in range(2)}) == 1
    answer = made["leo"].post(path, content=CSV + b"three,Another?\n", headers=headers)
    refused(answer, 422, "idempotency_key_reused")
