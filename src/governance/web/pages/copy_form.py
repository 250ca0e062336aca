"""The fields of the editor, to a draft, a new variant or a new revision, and from a revision back."""

from collections.abc import Mapping
from typing import Any

from governance.core.copy.variant import Revision, Variant
from governance.web.api.bodies import CopyBody, RevisionBody, VariantBody
from governance.web.pages.form import Form, filled

SENDING = ("platform", "sender", "reply_to", "agency", "schedule", "thread")
TEXTS = ("subject", "body", "html", "channel", "kind", *SENDING)
AUDIENCE = ("persona", "industry", "country")
HEADCOUNTS = ("employees_min", "employees_max")


def copy_fields(form: Form) -> dict[str, Any]:
    """The words and the manifest, as the API takes them."""
    fields: dict[str, Any] = {name: form.text(name) for name in TEXTS}
    fields["regions"] = _list(form.text("regions"), ",") or None
    fields["links"] = _list(form.text("links"), "\n") or None
    fields["unsubscribe_header"] = form.choice("unsubscribe_header")
    fields["volume_cap"] = form.number("volume_cap")
    audience = {name: form.text(name) for name in AUDIENCE} | {name: form.number(name) for name in HEADCOUNTS}
    fields["audience"] = _given(audience)
    fields["generator"] = _given({"model": form.text("model"), "prompt": form.text("prompt")})
    return fields


def _given(values: Mapping[str, Any]) -> dict[str, Any] | None:
    return {name: value for name, value in values.items() if value is not None} or None


def _list(text: str | None, between: str) -> list[str]:
    return [one.strip() for one in (text or "").split(between) if one.strip()]


def draft_of(form: Form, content: Mapping[str, Any] | None = None) -> Variant:
    """What is typed as the engine takes it; with other words if they are given."""
    body = filled(CopyBody, copy_fields(form))
    variant = body.variant("draft")
    if content is None:
        return variant
    return Variant("draft", Revision(**content), variant.manifest, variant.campaign, variant.generator)


def new_body(form: Form) -> VariantBody:
    """A new variant. Its campaign is one that is there, or a new key."""
    name = form.needed("name", "Give the variant a name, by which lists tell it apart")
    chosen = form.text("campaign")
    new = form.text("new_campaign")
    return filled(
        VariantBody,
        {**copy_fields(form), "name": name, "campaign_id": None if new else chosen, "campaign": new},
    )


def revision_body(form: Form) -> RevisionBody:
    return filled(RevisionBody, {**copy_fields(form), "based_on": form.number("based_on")})


def filled_copy(head: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the editor for a revision."""
    manifest, made = head["manifest"], head["generator"] or {}
    audience = manifest.get("audience") or {}
    lists = {"regions": ", ".join(manifest.get("regions") or []), "links": "\n".join(manifest.get("links") or [])}
    return {**manifest, **head["content"], **audience, **made, **lists}
