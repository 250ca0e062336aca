"""A campaign file given back: as it came, with the words that were approved, and only if permits cover all of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from governance.actions.launch import each_refused, require_sender
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import WrongState
from governance.outside.campaign_files import read_campaign_file
from governance.store.as_json import revision_of
from governance.store.tables.variants import RevisionRow, UploadRow, VariantRow
from governance.store.transaction import Tx
from governance.store.uploads import heads_of_upload, kept_file, upload_for

NAMED = 5
"""Texts that a refusal names; the count is always exact."""


def export_campaign(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """The file with the approved words in their places. Raises WrongState if anything of it may not go out.

    A text that is switched off counts like any other: in the platform it is one click from being sent.
    """
    require_sender(actor)
    upload = upload_for(tx, actor, id)
    heads = heads_of_upload(tx, upload.id)
    _require_whole(upload, heads)
    _require_covered(tx, upload, [variant for variant, _ in heads])
    content = _written(upload, kept_file(tx, upload), heads)
    data = {"format": "campaign", "platform": upload.platform, "variants": [str(variant.id) for variant, _ in heads]}
    tx.append(Act.COPY_EXPORTED, actor, ("upload", upload.id), data)
    return {"content": content, "name": upload.name}


def _require_whole(upload: UploadRow, heads: Sequence[tuple[VariantRow, RevisionRow]]) -> None:
    if upload.platform is None:
        raise WrongState("This upload is no campaign of a platform; export its copy as CSV", code="no_file")
    if upload.unread_total:
        texts, them = ("1 text", "it") if upload.unread_total == 1 else (f"{upload.unread_total} texts", "them")
        message = f"{texts} of the file could not be read, so nobody reviewed {them}; bring the file anew"
        raise WrongState(message, code="unreadable_rows")
    if len(heads) < upload.total:
        raise WrongState("The file is still being checked", code="not_checked")


def _require_covered(tx: Tx, upload: UploadRow, variants: Sequence[VariantRow]) -> None:
    refused = each_refused(tx, variants, upload.platform)
    reasons = [(variant.name, found[0].message) for variant, found in zip(variants, refused, strict=True) if found]
    if reasons:
        named = "; ".join(f"{name}: {message}" for name, message in reasons[:NAMED])
        more = f"; and {len(reasons) - NAMED} more" if len(reasons) > NAMED else ""
        message = f"{len(reasons)} of {upload.total} texts may not go out, so nothing was exported. {named}{more}"
        raise WrongState(message, code="not_covered")


def _written(upload: UploadRow, content: bytes, heads: Sequence[tuple[VariantRow, RevisionRow]]) -> str:
    file = read_campaign_file(content, upload.name)
    if file.names != [variant.name for variant, _ in heads]:
        raise WrongState("The file is read differently now than when it came; bring it anew", code="read_anew")
    return file.written({number: revision_of(head.content) for number, (_, head) in enumerate(heads, 1)})
