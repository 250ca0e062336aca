"""The whole way over HTTP: four people and a sending tool, from the words to the authorisation of one message."""

from typing import Any

import httpx
import pytest
from tests.service.company import Company
from tests.web.serving import Served

W = "/api/w/loopfern"
BODY = """Hi {{first_name}},

A quick question: how do you handle returns today?

{{postal_address}}
{{unsubscribe_link}}"""
COPY = {"name": "question", "campaign": "january", "subject": "A question", "body": BODY, "submit": True}
VALUES = {
    "first_name": "Anna",
    "postal_address": "Loopfern GmbH, Ritterstr. 1, Berlin",
    "unsubscribe_link": "https://loopfern.example/u/1",
}


def decision(review: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"verdict": "approve", "text": review["text"], "policy_set": review["policy_set"], **more}


def ok(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def rendered() -> str:
    text = BODY
    for name, value in VALUES.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def test_copy_goes_out_only_after_everybody_has_said_so(served: Served, loopfern: Company) -> None:
    author, marketing, sales = (served.as_(loopfern, name) for name in ("ines", "tom", "priya"))
    made = ok(author.post(f"{W}/variants", json=COPY), 201)
    variant, review = f"{W}/variants/{made['id']}", made["review"]
    assert review["state"] == "in_review", review
    message = {"variant": made["id"], "subject": "A question", "body": rendered(), "values": VALUES, "country": "DE"}

    refused = ok(sales.post(f"{W}/launch/authorize", json=message))
    assert not refused["allow"]
    assert "requirement_open" in {reason["code"] for reason in refused["reasons"]}

    ok(marketing.post(f"{variant}/decisions", json=decision(review)), 201)
    done = ok(sales.post(f"{variant}/decisions", json=decision(review, call="yes")), 201)
    assert done["review"]["state"] == "approved"
    assert ok(author.get(f"{variant}/permit"))["permit"]["text"] == review["text"]

    allowed = ok(sales.post(f"{W}/launch/authorize", json=message))
    assert allowed["allow"], allowed
    use = f"{W}/launch/authorisations/{allowed['authorisation']['id']}/use"
    assert ok(sales.post(use))["allow"]
    assert sales.post(use).status_code == 409
    assert loopfern.verified().broken is None


def test_the_author_cannot_decide(served: Served, loopfern: Company) -> None:
    author = served.as_(loopfern, "ines")
    made = ok(author.post(f"{W}/variants", json=COPY), 201)
    answer = author.post(f"{W}/variants/{made['id']}/decisions", json=decision(made["review"]))
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "contributed"
    assert loopfern.record()[-1]["act"] == "access.refused"


@pytest.mark.parametrize("name", ["leo", "cosima"])
def test_a_partner_finds_nothing_of_the_company(served: Served, loopfern: Company, name: str) -> None:
    made = ok(served.as_(loopfern, "ines").post(f"{W}/variants", json=COPY), 201)
    partner = served.as_(loopfern, name)
    assert partner.get(f"{W}/variants/{made['id']}").status_code == 404
    assert ok(partner.get(f"{W}/variants"))["items"] == []
