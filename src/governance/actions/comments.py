"""Comments: what people say of a text to each other. They decide nothing, and make nobody a contributor."""

import secrets
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import SALT_BYTES, commitment
from governance.core.review.comment import Anchor, require_sayable, require_there
from governance.core.review.people import Standing
from governance.store.as_json import revision_of
from governance.store.comments import comments_page
from governance.store.people import standings
from governance.store.tables.people import PersonRow
from governance.store.tables.review import CommentRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import MOST, revision_row, variant_for

Json = dict[str, Any]


def comment(
    tx: Tx, actor: Actor, variant_id: UUID, body: str, anchor: Anchor | None = None, suggestion: str | None = None
) -> Json:
    """Say something of the head revision, or of a place in it. Whoever may see a text may comment on it."""
    person = UUID(actor.require_person())
    variant = variant_for(tx, actor, variant_id, lock=True)
    require_sayable(body, suggestion)
    if anchor is not None:
        require_there(anchor, revision_of(revision_row(tx, variant, variant.revision).content))
    row = _row(tx, person, variant, body, anchor, suggestion)
    tx.session.add(row)
    tx.append(Act.COMMENT_MADE, actor, ("variant", variant.id), _record(row))
    author = tx.session.get_one(PersonRow, person)
    return _shown(row, author, standings(tx, [person])[str(person)])


def _row(
    tx: Tx, person: UUID, variant: VariantRow, body: str, anchor: Anchor | None, suggestion: str | None
) -> CommentRow:
    return CommentRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        variant_id=variant.id,
        revision=variant.revision,
        content_digest=variant.content_digest,
        part=anchor.part if anchor else None,
        start=anchor.start if anchor else None,
        end=anchor.end if anchor else None,
        quote=anchor.quote if anchor else None,
        suggestion=suggestion,
        body=body,
        body_salt=secrets.token_bytes(SALT_BYTES),
        person_id=person,
        created_at=tx.now,
    )


def _record(row: CommentRow) -> Json:
    """What the record keeps of a comment: everything but the words, which it only commits to."""
    return {
        "comment": str(row.id),
        "revision": row.revision,
        "content_digest": row.content_digest,
        "part": row.part,
        "start": row.start,
        "end": row.end,
        "body": commitment(row.body_salt, row.body),
        "suggestion": commitment(row.body_salt, row.suggestion) if row.suggestion else None,
    }


def comments_of(tx: Tx, actor: Actor, variant_id: UUID, after: int = 0, limit: int = MOST) -> Json:
    """What was said of a variant, oldest first, and by whom, as they are known now."""
    actor.require_scope("read")
    return comments_on(tx, variant_for(tx, actor, variant_id), after, limit)


def comments_on(tx: Tx, variant: VariantRow, after: int = 0, limit: int = MOST) -> Json:
    """The same of a variant that was read already."""
    rows = comments_page(tx, variant.id, after, limit)
    known = standings(tx, {author.id for _, author in rows}) if rows else {}
    items = [_shown(row, author, known[str(author.id)]) for row, author in rows]
    return {"items": items, "next": shown.following([row for row, _ in rows], limit)}


def _shown(row: CommentRow, author: PersonRow, standing: Standing) -> Json:
    anchor = {"part": row.part, "start": row.start, "end": row.end, "quote": row.quote}
    return {
        "id": str(row.id),
        "revision": row.revision,
        "content_digest": row.content_digest,
        "anchor": anchor if row.part else None,
        "suggestion": row.suggestion,
        "body": row.body,
        "author": {
            "id": str(author.id),
            "name": author.name,
            "partner": standing.partner,
            "roles": sorted(standing.roles),
        },
        "created_at": row.created_at.isoformat(),
    }
