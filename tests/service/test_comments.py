"""Comments: anybody who may see a text says something of it; it decides nothing."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.service.copy import CHECKS_RETURNS, QUESTION, Desk, body, counted

from governance.actions.comments import comment, comments_of
from governance.core.actor import Actor
from governance.core.audit.chain import commitment
from governance.core.copy.variant import PartName
from governance.core.errors import NotAllowed, NotFound, Unusable
from governance.core.review.comment import Anchor
from governance.store.tables.review import CommentRow

QUERIES_OF_THE_COMMENTS = 8
START = body(QUESTION).index("returns")
RETURNS = Anchor(PartName.BODY, START, START + 7, "returns")
Json = dict[str, Any]


def said(desk: Desk, id: UUID, name: str = "tom") -> list[Json]:
    items: list[Json] = desk.sees(name, comments_of, id)["items"]
    return items


def test_a_comment_tells_who_said_what_of_which_words(desk: Desk) -> None:
    id = desk.bring("leo", campaign="spring")
    made = desk.change("tom", comment, id, "Say exchanges?", RETURNS, "exchanges")
    desk.change("leo", comment, id, "They ask for returns.")
    first, second = said(desk, id)
    assert first == made
    assert first["anchor"] == {"part": "body", "start": START, "end": START + 7, "quote": "returns"}
    assert (first["body"], first["suggestion"], first["revision"]) == ("Say exchanges?", "exchanges", 1)
    assert first["author"] == {
        "id": str(desk.company["tom"]),
        "name": "Tom",
        "partner": None,
        "roles": ["marketing"],
    }
    assert (second["anchor"], second["author"]["partner"]) == (None, "northwind")


def test_a_comment_changes_nothing_about_a_review(desk: Desk) -> None:
    id = desk.bring("leo", campaign="spring")
    before = desk.look(id)
    desk.change("tom", comment, id, "Fine.")
    desk.change("nia", comment, id, "Fine with us.")
    assert desk.look(id) == before
    desk.approve(id, "tom", "nia", "priya")


def test_the_record_commits_to_the_words_and_holds_none(desk: Desk) -> None:
    id = desk.bring()
    desk.change("tom", comment, id, "Between us.", RETURNS, "exchanges")
    entry, row = desk.company.record()[-1], desk.row(CommentRow)
    assert (entry["act"], entry["object"]["id"]) == ("comment.made", str(id))
    assert entry["data"] == {
        "comment": str(row.id),
        "revision": 1,
        "content_digest": row.content_digest,
        "part": "body",
        "start": START,
        "end": START + 7,
        "body": commitment(row.body_salt, "Between us."),
        "suggestion": commitment(row.body_salt, "exchanges"),
    }
    assert "Between us." not in str(desk.company.record())
    assert desk.company.verified().broken is None


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor(PartName.BODY, START + 1, START + 8, "returns"),
        Anchor(PartName.BODY, START, START, ""),
        Anchor(PartName.BODY, -7, -1, "returns"),
        Anchor(PartName.BODY, START, 10_000, body(QUESTION)[START:]),
        Anchor(PartName.HTML, START, START + 7, "returns"),
        Anchor(PartName.SUBJECT, START, START + 7, "returns"),
    ],
)
def test_an_anchor_quotes_what_stands_there(desk: Desk, anchor: Anchor) -> None:
    id = desk.bring()
    with pytest.raises(Unusable, match="other words there"):
        desk.change("tom", comment, id, "Here.", anchor)
    assert said(desk, id) == []


def test_an_anchor_is_of_the_revision_that_is_there(desk: Desk) -> None:
    id = desk.bring()
    desk.change("tom", comment, id, "Here.", RETURNS)
    desk.edit("ines", id, CHECKS_RETURNS)
    with pytest.raises(Unusable):
        desk.change("tom", comment, id, "Here.", RETURNS)
    desk.change("tom", comment, id, "Better.")
    assert [(one["revision"], one["body"]) for one in said(desk, id)] == [(1, "Here."), (2, "Better.")]


@pytest.mark.parametrize(("words", "suggestion"), [("", None), (" \n", None), ("x" * 5_001, None), ("x", " ")])
def test_a_comment_says_something_and_not_too_much(desk: Desk, words: str, suggestion: str | None) -> None:
    with pytest.raises(Unusable):
        desk.change("tom", comment, desk.bring(), words, None, suggestion)


def test_only_people_comment_and_only_on_what_they_see(desk: Desk) -> None:
    id = desk.bring("leo", campaign="spring")
    machine = Actor("machine", person=str(desk.company["leo"]), machine=str(uuid4()), scopes=frozenset(("read",)))
    for actor in (machine, Actor("system"), Actor("operator")):
        with pytest.raises(NotAllowed):
            desk.company.write(lambda tx, who=actor: comment(tx, who, id, "Beep."))  # type: ignore[misc]
    with pytest.raises(NotFound):
        desk.does("cosima", comment, id, "Ours is better.")
    with pytest.raises(NotFound):
        desk.sees("cosima", comments_of, id)


def test_comments_are_paged_and_ask_the_database_a_bounded_number_of_questions(desk: Desk) -> None:
    id = desk.bring("leo", campaign="spring")
    for name in ("tom", "leo", "nia", "priya", "tom"):
        desk.change(name, comment, id, f"Says {name}.")
    with counted(desk.store) as asked:
        page = desk.sees("tom", comments_of, id, 0, 3)
    assert len(asked) <= QUERIES_OF_THE_COMMENTS, "\n".join(asked)
    rest = desk.sees("tom", comments_of, id, page["next"], 3)
    assert page["items"] + rest["items"] == said(desk, id)
    assert rest["next"] is None
