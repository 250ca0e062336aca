"""Verdicts and findings in words: the heading of the evidence, and one short word beside a mark."""

from collections.abc import Mapping
from typing import Any

from governance.core.checks.catalogue import CHECKS
from governance.core.claims.statement import AlterationKind
from governance.web.pages.items import Item

HEADINGS = {
    "supported": "Supported: we may say this",
    "missing_qualifier": "Qualifier missing: true only with it",
    "altered": "Altered: says more than we approved",
    "unsupported": "Unsupported: no approved claim says this",
    "expired": "Expired: this claim may not be said now",
    "prohibited": "Prohibited: nobody may promise this",
}
SHORT = {
    "supported": "supported",
    "missing_qualifier": "qualifier missing",
    "altered": "altered",
    "unsupported": "unsupported",
    "expired": "expired",
    "prohibited": "prohibited",
}
GROUNDS = {
    "channel": "Prohibited: not approved for this channel",
    "region": "Prohibited: not approved for this region",
}
GLYPHS = {"blocker": "blocker", "warning": "warning", "note": "note", "supported": "ok"}
FINDINGS = {
    "altered_claim": "Altered claim",
    "audience_outside_profile": "Audience outside the profile",
    "claim_out_of_scope": "Claim out of scope",
    "cold_mail_habit": "Habit of cold mail not kept",
    "competitor_mention": "Competitor named",
    "disguised_characters": "Characters in disguise",
    "expired_claim": "Expired claim",
    "forbidden_pattern": "Forbidden wording",
    "forbidden_word": "Forbidden wording",
    "hidden_text": "Hidden text",
    "missing_element": "Required element missing",
    "missing_qualifier": "Qualifier missing",
    "never_say": "Never said",
    "parts_differ": "Text and HTML differ",
    "preferred_word": "Another wording is preferred",
    "sending_rule": "Sending rule not kept",
    "preheader": "Preheader",
    "shouting": "Shouting",
    "too_long": "Too long",
    "too_many_links": "Too many links",
    "unknown_merge_field": "Unknown merge field",
    "unreadable_copy": "Copy cannot be read",
    "unsupported_claim": "Unsupported claim",
}
CODES = frozenset(check.CODE for check in CHECKS)


def heading(item: Item) -> str:
    """What the evidence says first."""
    if item.statement is None:
        return finding(str(item.findings[0]["code"]))
    ground = item.statement.get("ground")
    return GROUNDS.get(str(ground), HEADINGS[item.verdict])


def short(item: Item) -> str:
    """The verdict in a word or two, for people who hear the page."""
    return SHORT[item.verdict] if item.statement is not None else finding(item.verdict).lower()


def finding(code: str) -> str:
    """What a finding is called."""
    return FINDINGS.get(code, code.replace("_", " ").capitalize())


def changes(statement: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was changed in approved wording, one line a change."""
    return [(_kind(one), _change(one, statement)) for one in statement["alterations"]]


def _kind(alteration: Mapping[str, Any]) -> str:
    return AlterationKind(alteration["kind"]).words


def _change(alteration: Mapping[str, Any], statement: Mapping[str, Any]) -> str:
    """An alteration over the whole sentence tells of words that are missing."""
    whole = list(alteration["span"]) == [statement["start"], statement["end"]]
    approved, now = alteration["approved_quote"], alteration["quote"]
    if whole:
        return f"“{approved}” is missing" if approved else "words are missing"
    return f"“{approved}” became “{now}”" if approved else f"“{now}” was added"
