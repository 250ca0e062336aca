"""What pages call things: one word for one thing, the words of the glossary."""

import re
from collections.abc import Sequence

STATES = {
    "draft": ("Draft", "note"),
    "checking": ("Not checked yet", "warning"),
    "in_review": ("In review", "mine"),
    "changes_requested": ("Changes requested", "warning"),
    "vetoed": ("Vetoed", "blocker"),
    "approved": ("Approved", "ok"),
    "withdrawn": ("Withdrawn", "note"),
    "recalled": ("Recalled", "blocker"),
}
"""What a variant's state is called, and the tint that repeats it."""

SAID: dict[str, str] = {
    "decided_approve": "Approved",
    "decided_request_changes": "Changes requested",
    "decided_veto": "Vetoed",
    "decision_withdrawn": "Your decision is taken back",
    "submitted": "Submitted for review",
    "withdrawn": "Taken back. Nobody is asked to read it.",
    "wording_used": "Approved wording put in, as a new revision. Submit it when it is ready.",
    "suggested": "Suggested to the author, in a comment",
    "commented": "Comment added",
    "draft_kept": "Kept as a draft. Nobody is asked to read it until it is submitted.",
    "campaign_created": "The campaign is there",
    "campaign_paused": "Paused. Nothing of this campaign goes out.",
    "campaign_resumed": "The campaign goes on. Every message is evaluated anew.",
    "permit_recalled": "Recalled. Nothing of this text leaves the gate.",
    "uploaded": "The file is here. It goes on if you close this page.",
    "person_deactivated": "Deactivated, at once: sessions, tokens and the weight of decisions",
    "person_reactivated": "Reactivated, with the roles that they had",
    "role_granted": "Role given. It counts once another administrator has confirmed it.",
    "role_confirmed": "Role confirmed. It counts from now on.",
    "role_ended": "Role ended. Decisions made in it no longer count.",
    "token_revoked": "Token ended",
    "unchanged": "This says nothing that is not proposed or in force already",
    "proposed": "Proposed. A second person who owns this kind of policy publishes it.",
    "published": "Published. What it affects is rechecked in the background.",
    "proposal_withdrawn": "Proposal withdrawn",
    "keys_on": "Single-letter keys are on",
    "keys_off": "Single-letter keys are off",
    "invitation_accepted": "The password is set. Sign in with it.",
}
"""What a page says after something was done, by the code in its address."""

_CASED = {"email": "E-mail", "linkedin": "LinkedIn", "call_script": "Call script", "ad": "Ad", "sms": "SMS",
          "revops": "RevOps", "hubspot": "HubSpot", "lemlist": "lemlist"}  # fmt: skip


def of_key(key: str | None) -> str:
    """A key as words, in sentence case: `message_standard` becomes `Message standard`."""
    if not key:
        return ""
    if key in _CASED:
        return _CASED[key]
    spaced = re.sub(r"[_.-]+", " ", key).strip()
    return spaced[:1].upper() + spaced[1:]


def required(elements: Sequence[str]) -> list[str]:
    """What a message standard requires of a channel, in words, without the subject: `unsubscribe link`."""
    return [one.strip("{} ").replace("_", " ") for one in elements if one != "subject"]


def short_digest(value: str | None) -> str:
    """The ends of a digest, enough to compare by eye: `3f9a·1c07`."""
    digits = (value or "").rpartition(":")[2]
    return f"{digits[:4]}·{digits[-4:]}" if len(digits) > 8 else digits


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 statement`, `2 statements`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(number: int, most: int = 200) -> str:
    """A count that was bounded: `200+` where there are more."""
    return f"{most:,}+" if number > most else f"{number:,}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`Ines, Tom and Klara`."""
    names = list(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)
