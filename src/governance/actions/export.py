"""Export: approved copy with its permits, for tools that take files. Nothing is exported that may not go out now."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.actions.launch import each_refused, require_sender
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import Unusable
from governance.store.campaigns import campaign_for
from governance.store.permits import last_permits
from governance.store.tables.permits import PermitRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.transaction import Tx
from governance.store.variants import approved_heads

Json = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection)."""

COLUMNS = (
    "id name campaign subject body html channel kind platform "
    "content_digest manifest_digest permit expires_at signature"
).split()


def export_copy(
    tx: Tx, actor: Actor, form: str, campaign: UUID | None, platform: str | None, after: int, limit: int
) -> Json:
    """One page of what may go out to a platform. Raises Unusable for copy that a CSV cannot carry safely."""
    require_sender(actor)
    if campaign is not None:
        campaign_for(tx, actor, campaign)
    heads = approved_heads(tx, actor, campaign, after, limit)
    rows = [_row(tx, actor, *one) for one in _launchable(tx, heads, platform)]
    content, media_type = WRITERS[form](rows)
    data = {"format": form, "platform": platform, "variants": [row["id"] for row in rows]}
    tx.append(Act.COPY_EXPORTED, actor, ("campaign", campaign), data)
    following = heads[-1][0].sequence if len(heads) == limit else None
    return {"content": content, "media_type": media_type, "next": following}


def _launchable(
    tx: Tx, heads: Sequence[tuple[VariantRow, RevisionRow]], platform: str | None
) -> list[tuple[VariantRow, RevisionRow, PermitRow]]:
    """Each evaluated anew; the list of approved ones only says where to look."""
    variants = [variant for variant, _ in heads]
    permits, refused = last_permits(tx, variants), each_refused(tx, variants, platform)
    return [(*head, permits[head[0].id]) for head, refusals in zip(heads, refused, strict=True) if not refusals]


def _row(tx: Tx, actor: Actor, variant: VariantRow, head: RevisionRow, permit: PermitRow) -> Json:
    return {
        "id": str(variant.id),
        "name": variant.name,
        "campaign": campaign_for(tx, actor, variant.campaign_id).key,
        **head.content,
        "channel": head.manifest.get("channel"),
        "kind": head.manifest.get("kind"),
        "manifest": head.manifest,
        "permit": shown.permit(permit),
    }


def _json_lines(rows: Sequence[Json]) -> tuple[str, str]:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "application/jsonl"


def _csv(rows: Sequence[Json]) -> tuple[str, str]:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_cells(row) for row in rows)
    return out.getvalue(), "text/csv"


def _cells(row: Json) -> dict[str, str]:
    """A row as cells. Copy must arrive to the letter, so copy that a spreadsheet would run is refused, not changed."""
    permit = row["permit"]
    for part in ("subject", "body", "html"):
        if (row[part] or "").startswith(FORMULA):
            message = f"The {part} of {row['name'][:80]} begins like a formula; export it as jsonl"
            raise Unusable(message, code="formula", field=part)
    cells = {name: row.get(name) for name in COLUMNS} | {
        "name": _plain(row["name"]),
        "content_digest": permit["text"]["content_digest"],
        "manifest_digest": permit["text"]["manifest_digest"],
        "permit": permit["id"],
        "platform": _plain(permit["platform"] or ""),
        "expires_at": permit["expires_at"],
        # Base64 may begin with a plus sign; behind its key it never does.
        "signature": f"{permit['key_id']}:{permit['signature']}",
    }
    return {name: value or "" for name, value in cells.items()}


def _plain(text: str) -> str:
    """A label that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA) else text


WRITERS: dict[str, Callable[[Sequence[Json]], tuple[str, str]]] = {"csv": _csv, "jsonl": _json_lines}
