"""Review: putting forward, deciding, waiving, and why something is not approved yet."""

from typing import Any
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from governance.actions.comments import comment, comments_of
from governance.actions.decisions import decide, withdraw_decision
from governance.actions.submissions import submit, withdraw
from governance.actions.variant_reads import list_queue
from governance.actions.variants import look_at_review
from governance.actions.waivers import waive
from governance.web.api import answers
from governance.web.api.bodies import CommentBody, DecisionBody, SubmitBody, WaiverBody
from governance.web.api.paging import After, Limit
from governance.web.contract import BY_PEOPLE
from governance.web.door import Door
from governance.web.routes import create, get, post

Json = dict[str, Any]


@get("/queue", answers.Queue, tags=["Review"], security=BY_PEOPLE)
def show_queue(door: NamedDependency[Door], after: After = 0, limit: Limit = 50) -> Json:
    """What waits for you: open requirements of your roles, on texts that you had no hand in."""
    return door.look(lambda tx, actor: list_queue(tx, actor, after, limit))


@post("/variants/{id:uuid}/submit", answers.Review, tags=["Review"])
def put_forward(door: NamedDependency[Door], id: FromPath[UUID], data: JSONBody[SubmitBody]) -> Json:
    """Put the head revision forward for review."""
    return door.perform(lambda tx, actor: submit(tx, actor, id, data.revision))


@post("/variants/{id:uuid}/withdraw", answers.Review, tags=["Review"])
def take_back(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Take the open submission back."""
    return door.perform(lambda tx, actor: withdraw(tx, actor, id))


@get("/variants/{id:uuid}/review", answers.Review, tags=["Review"])
def show_review(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Why it is not approved yet: every requirement, every reason, and who can clear it. Evaluated now."""
    return door.look(lambda tx, actor: look_at_review(tx, actor, id))


@create("/variants/{id:uuid}/decisions", answers.Decided, tags=["Review"], security=BY_PEOPLE)
def make_decision(door: NamedDependency[Door], id: FromPath[UUID], data: JSONBody[DecisionBody]) -> Json:
    """Approve, request changes, or veto: one person, one role, exactly one text."""
    return door.perform(lambda tx, actor: decide(tx, actor, id, data.say()))


@post("/variants/{id:uuid}/decisions/{decision:uuid}/withdraw", answers.Decided, tags=["Review"], security=BY_PEOPLE)
def unmake_decision(door: NamedDependency[Door], id: FromPath[UUID], decision: FromPath[UUID]) -> Json:
    """Take back your own decision; the only way in which a veto on these words ends."""
    return door.perform(lambda tx, actor: withdraw_decision(tx, actor, id, decision))


@create("/variants/{id:uuid}/waivers", answers.Review, tags=["Review"], security=BY_PEOPLE)
def make_waiver(door: NamedDependency[Door], id: FromPath[UUID], data: JSONBody[WaiverBody]) -> Json:
    """Accept one finding for a time, where the approval policy lets your role."""
    return door.perform(lambda tx, actor: waive(tx, actor, id, data.finding.key(), data.reason, data.ends_at))


@get("/variants/{id:uuid}/comments", answers.Comments, tags=["Review"])
def show_comments(door: NamedDependency[Door], id: FromPath[UUID], after: After = 0, limit: Limit = 50) -> Json:
    """What people said of a text to each other, the oldest first."""
    return door.look(lambda tx, actor: comments_of(tx, actor, id, after, limit))


@create("/variants/{id:uuid}/comments", answers.Comment, tags=["Review"], security=BY_PEOPLE)
def make_comment(door: NamedDependency[Door], id: FromPath[UUID], data: JSONBody[CommentBody]) -> Json:
    """Say something of the head revision, or of a place in it. It decides nothing."""
    anchor = data.anchor.anchor() if data.anchor else None
    return door.perform(lambda tx, actor: comment(tx, actor, id, data.body, anchor, data.suggestion))


review = Router(
    "/",
    route_handlers=[
        show_queue,
        put_forward,
        take_back,
        show_review,
        make_decision,
        unmake_decision,
        make_waiver,
        show_comments,
        make_comment,
    ],
)
