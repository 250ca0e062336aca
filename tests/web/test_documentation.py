"""The documentation: everything that the document says, on one page that needs nothing from anywhere else."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.web.world import World, ok

from governance.web.pages.static import address


class Page(HTMLParser):
    """The elements of a page: their names and attributes, and all that it refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


@pytest.fixture
def page(everything: World) -> Page:
    return Page(everything["stranger"].get("/api/docs").text)


@pytest.fixture
def document(everything: World) -> dict[str, Any]:
    found: dict[str, Any] = ok(everything["stranger"].get("/api/docs/openapi.json"))
    return found


def test_the_page_needs_nothing_from_anywhere_else(everything: World, page: Page) -> None:
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "iframe", "img", "object", "style", "form"})
    assert not page.values("style")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    targets = {target for target in page.values("href") if not target.startswith("#")}
    assert targets == {"/style.css", "/api/docs/openapi.json", f"{address('icons.svg')}#brand"}
    for target in targets:
        assert everything["stranger"].get(target).status_code == 200
    style = everything["stranger"].get("/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_every_link_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.values("href") if target.startswith("#")} <= set(ids)


def test_the_page_tells_every_operation_and_every_type(page: Page, document: dict[str, Any]) -> None:
    ids = set(page.values("id"))
    operations = [one["operationId"] for item in document["paths"].values() for one in item.values()]
    assert set(operations) <= ids
    assert {f"type-{name}" for name in document["components"]["schemas"]} <= ids


def test_an_operation_says_how_it_answers_and_how_it_refuses(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for method, one in item.items():
            assert one["description"], path
            answers = one["responses"]
            assert [status for status in answers if status.startswith("2")], (path, method)
            for status, answer in answers.items():
                (media,) = answer["content"] if status >= "4" else ["application/problem+json"]
                assert media == "application/problem+json"
                assert status < "2" or answer["content"], (path, method, status)
            assert {"400", "413", "415", "422"} <= set(answers) or "requestBody" not in one, (path, method)
            assert {"401", "403", "404", "503"} <= set(answers) or not path.startswith("/api/w/"), (path, method)


def test_names_are_unique_and_speak(document: dict[str, Any]) -> None:
    names = [one["operationId"] for item in document["paths"].values() for one in item.values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", name) for name in names)


def test_bodies_are_told_with_their_limits(document: dict[str, Any]) -> None:
    variant = document["components"]["schemas"]["VariantBody"]
    assert variant["additionalProperties"] is False
    assert variant["required"] == ["name"]
    assert variant["properties"]["body"]["anyOf"][0] == {"maxLength": 200_000, "type": "string"}
    assert variant["properties"]["kind"]["enum"] == ["cold", "followup"]
    decision = document["components"]["schemas"]["DecisionBody"]
    assert decision["properties"]["policy_set"]["pattern"] == "^sha256:[0-9a-f]{64}$"
