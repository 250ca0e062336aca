"""A change with an Idempotency-Key happens once, however often and however simultaneously it is sent."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlmodel import select
from tests.web.refusals import refused
from tests.web.world import COPY, LINES, W, World, decision, northwind_copy, ok, variant_in_review

from governance.store.tables.variants import VariantRow
from governance.web.door import REPEAT_HEADER


def once(key: str | None = None) -> dict[str, str]:
    return {REPEAT_HEADER: key or uuid4().hex}


def variants(made: World) -> int:
    chosen = select(VariantRow.id).where(VariantRow.workspace_id == made.company.id)
    return len(made.company.read(lambda tx: tx.session.exec(chosen).all()))


def test_a_form_posted_twice_has_one_effect_and_one_answer(everything: World) -> None:
    before, entries, headers = variants(everything), len(everything.company.entries()), once()
    first = everything["tom"].post(f"{W}/variants", json=COPY, headers=headers)
    recorded = len(everything.company.entries())
    second = everything["tom"].post(f"{W}/variants", json=COPY, headers=headers)
    assert ok(second, 201) == ok(first, 201)
    assert variants(everything) == before + 1
    assert len(everything.company.entries()) == recorded > entries


def test_without_a_key_a_form_posted_twice_is_two(everything: World) -> None:
    before = variants(everything)
    answers = [ok(everything["tom"].post(f"{W}/variants", json=COPY), 201)["id"] for _ in range(2)]
    assert len(set(answers)) == 2
    assert variants(everything) == before + 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{W}/variants", {**COPY, "body": "Other words?"}),
        (f"{W}/variants?x=1", COPY),
        (f"{W}/campaigns", {"key": "other", "name": "x"}),
    ],
)
def test_the_same_key_for_another_request_is_refused(everything: World, path: str, body: dict[str, Any]) -> None:
    headers = once()
    ok(everything["tom"].post(f"{W}/variants", json=COPY, headers=headers), 201)
    before = variants(everything)
    answer = everything["tom"].post(path, json=body, headers=headers)
    refused(answer, 422, "idempotency_key_reused", REPEAT_HEADER)
    assert variants(everything) == before


def test_everybody_has_keys_of_their_own(everything: World) -> None:
    """Machines as well, though they belong to somebody; nobody is given the answer of another."""
    before, headers = variants(everything), once()
    names = ("tom", "priya", "machine", "machine-submit")
    made = [ok(everything[name].post(f"{W}/variants", json=COPY, headers=headers), 201)["id"] for name in names]
    assert len(set(made)) == 4
    assert variants(everything) == before + 4


def test_a_stranger_is_not_given_an_answer_by_its_key(everything: World) -> None:
    headers = once()
    ok(everything["tom"].post(f"{W}/variants", json=COPY, headers=headers), 201)
    refused(everything["stranger"].post(f"{W}/variants", json=COPY, headers=headers), 401)
    refused(everything["revoked"].post(f"{W}/variants", json=COPY, headers=headers), 401)


@pytest.mark.parametrize("path", ["variants", "uploads?format=jsonl"])
def test_at_the_same_time(everything: World, path: str) -> None:
    entries, headers = len(everything.company.entries()), once()
    content: dict[str, Any] = {"content": LINES} if path.startswith("uploads") else {"json": COPY}

    def post(_: int) -> httpx.Response:
        return everything["machine"].post(f"{W}/{path}", headers=headers, **content)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(post, range(12)))
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {202 if path.startswith("uploads") else 201}
    acts = everything.company.acts(entries)
    assert acts.count("upload.received") + acts.count("revision.created") == 1
    everything.served.work()


def test_a_decision_sent_twice_is_one(everything: World) -> None:
    review = variant_in_review(everything)
    path = f"{W}/variants/{review['id']}/decisions"
    headers, body = once(), decision(review["review"])
    first, second = (everything["tom"].post(path, json=body, headers=headers) for _ in range(2))
    assert ok(first, 201) == ok(second, 201)
    assert len(ok(everything["tom"].get(f"{W}/variants/{review['id']}"))["decisions"]) == 1


def test_a_refusal_is_not_remembered(everything: World) -> None:
    """What was refused changed nothing, so the key is free: the mended request goes through."""
    variant = ok(everything["leo"].post(f"{W}/variants", json=northwind_copy(everything)), 201)
    headers, path = once(), f"{W}/variants/{variant['id']}/submit"
    refused(everything["leo"].post(path, json={"revision": 2}, headers=headers), 409, "text_changed")
    assert everything["leo"].post(path, json={"revision": 1}, headers=headers).status_code == 200


def test_a_token_is_given_once(everything: World) -> None:
    """The answer is given again, without what was to be seen once: tokens are stored nowhere."""
    headers, body = once(), {"name": "Twice", "email": f"{uuid4().hex}@loopfern.example"}
    first = ok(everything["ada"].post(f"{W}/people", json=body, headers=headers), 201)
    second = ok(everything["ada"].post(f"{W}/people", json=body, headers=headers), 201)
    assert first["invitation"]["token"]
    assert second == {**first, "invitation": {**first["invitation"], "token": None}}


def test_a_key_ends_with_the_right_to_use_it(everything: World) -> None:
    """Whoever may no longer ask is not given the old answer either."""
    headers, person = once(), f"{W}/people/{everything.company['ruben']}"
    ruben = everything.served.as_(everything.company, "ruben")
    ok(ruben.post(f"{W}/variants", json=COPY, headers=headers), 201)
    ok(everything["ada"].post(f"{person}/deactivate"))
    refused(ruben.post(f"{W}/variants", json=COPY, headers=headers), 401)
    ok(everything["ada"].post(f"{person}/reactivate"))


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "ü", "a\tb"])
def test_a_key_that_is_none(everything: World, key: str) -> None:
    answer = everything["tom"].post(f"{W}/variants", json=COPY, headers=[(REPEAT_HEADER.encode(), key.encode())])
    refused(answer, 422, field=REPEAT_HEADER)
