"""Every act of the record in words: who did what, with the icon that tells its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.core.audit.acts import Act
from governance.web.pages.words import count, of_key

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What stands after the name of whoever acted, and the icon. Refusals are drawn apart."""

    words: str
    glyph: str
    refusal: bool = False


ACTS = {
    Act.WORKSPACE_CREATED: Told("made the workspace", "new"),
    Act.PARTNER_CREATED: Told("made a partner", "new"),
    Act.PERSON_INVITED: Told("invited", "person"),
    Act.PERSON_ACCEPTED: Told("accepted the invitation", "person"),
    Act.PERSON_DEACTIVATED: Told("deactivated", "refuse"),
    Act.PERSON_REACTIVATED: Told("reactivated", "person"),
    Act.PASSWORD_RESET: Told("reset the password of", "key"),
    Act.SESSION_STARTED: Told("signed in", "person"),
    Act.SESSION_REFUSED: Told("was not let in", "lock", True),
    Act.SESSION_ENDED: Told("signed out", "person"),
    Act.SESSION_CONFIRMED: Told("gave the password again", "key"),
    Act.ROLE_GRANTED: Told("gave a role to", "person"),
    Act.ROLE_CONFIRMED: Told("confirmed a role of", "ok"),
    Act.ROLE_ENDED: Told("ended a role of", "refuse"),
    Act.MACHINE_CREATED: Told("made a token", "key"),
    Act.MACHINE_REVOKED: Told("ended a token", "refuse"),
    Act.POLICY_PROPOSED: Told("proposed", "policy"),
    Act.POLICY_PUBLISHED: Told("published", "policy"),
    Act.POLICY_WITHDRAWN: Told("withdrew", "policy"),
    Act.POLICY_SET_CHANGED: Told("Other policies are in force", "policy"),
    Act.CAMPAIGN_CREATED: Told("made the campaign", "new"),
    Act.CAMPAIGN_PAUSED: Told("paused", "pause"),
    Act.CAMPAIGN_RESUMED: Told("resumed", "next"),
    Act.UPLOAD_RECEIVED: Told("uploaded a file", "upload"),
    Act.UPLOAD_CHECKED: Told("Every row of a file was checked", "ok"),
    Act.REVISION_CREATED: Told("saved", "policy"),
    Act.CHECK_COMPLETED: Told("checked", "ok"),
    Act.SUBMISSION_RECEIVED: Told("submitted", "send"),
    Act.SUBMISSION_WITHDRAWN: Told("took back", "back"),
    Act.DECISION_MADE: Told("decided on", "met"),
    Act.DECISION_WITHDRAWN: Told("took back a decision on", "back"),
    Act.DECISION_STALE: Told("An approval no longer holds on", "clock"),
    Act.DECISION_SURVIVED: Told("An approval still holds on", "ok"),
    Act.COMMENT_MADE: Told("commented on", "comment"),
    Act.FINDING_WAIVED: Told("waived a finding of", "waived"),
    Act.PERMIT_SIGNED: Told("signed a permit for", "key"),
    Act.PERMIT_RECALLED: Told("recalled the permit of", "refuse"),
    Act.LAUNCH_AUTHORISED: Told("was allowed a message of", "send"),
    Act.LAUNCH_REFUSED: Told("was refused a message of", "lock", True),
    Act.AUTHORISATION_USED: Told("handed over a message of", "send"),
    Act.COPY_EXPORTED: Told("exported approved copy", "send"),
    Act.ACCESS_REFUSED: Told("was refused", "lock", True),
    Act.RECORD_RESTORED: Told("restored the record from a backup", "shield"),
}
VERDICTS = {"approve": "approved", "request_changes": "asked for changes to", "veto": "vetoed"}


def told(entry: Json) -> Told:
    """What an entry says. A decision is told by its verdict."""
    act, data = str(entry["act"]), entry["data"] or {}
    try:
        found = ACTS[Act(act)]
    except ValueError:
        return Told(act or "cannot be read", "error")
    if act == Act.DECISION_MADE:
        glyph = {"approve": "met", "request_changes": "warning", "veto": "blocker"}.get(str(data.get("verdict")), "met")
        return Told(VERDICTS.get(str(data.get("verdict")), found.words), glyph)
    return found


def detail(entry: Json) -> str:
    """The second line: what matters of an entry's data."""
    data = entry["data"] or {}
    parts = [
        f"revision {data['revision']}" if data.get("revision") else "",
        f"as {of_key(data['role']).lower()}" if data.get("role") else "",
        f"on a call: {of_key(data['call']).lower()}" if data.get("call") else "",
        f"read {data['seen'][0]} of {data['seen'][1]} new statements" if data.get("seen") else "",
        f"{data['key']}@{data['number']}" if data.get("number") else "",
        f"{count(data['blockers'], 'blocker')}, {count(data['warnings'], 'warning')}" if "blockers" in data else "",
        f"{data['total']} rows" if data.get("total") else "",
        ", ".join(of_key(code).lower() for code in data.get("codes") or []),
        f"{of_key(str(data['code'])).lower()}" if data.get("code") and "attempted" in data else "",
        str(data["attempted"]).partition(" ")[2].replace("_", " ") if data.get("attempted") else "",
        str(data["reason"]) if isinstance(data.get("reason"), str) else "",
    ]
    return " · ".join(part for part in parts if part)
