"""Why something may not go out: a code that never changes, a sentence, and who can clear it."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Every reason there is."""

    NOT_SUBMITTED = "not_submitted"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"
    EDITED = "edited_after_submission"
    POLICY_MISSING = "policy_missing"
    CHECK_MISSING = "check_missing"
    AUTHORS_MISSING = "authors_missing"
    BLOCKER_OPEN = "blocker_open"
    CLAIM_NOT_VALID = "claim_not_valid"
    CHANGES_REQUESTED = "changes_requested"
    VETO_STANDS = "veto_stands"
    NO_REQUIREMENT = "no_requirement"
    REQUIREMENT_OPEN = "requirement_open"
    REQUIREMENT_UNKNOWN = "requirement_unknown"
    CAMPAIGN_PAUSED = "campaign_paused"
    PERMIT_MISSING = "permit_missing"
    PERMIT_EXPIRED = "permit_expired"
    PERMIT_RECALLED = "permit_recalled"
    PERMIT_FORGED = "permit_signature_wrong"
    OTHER_PLATFORM = "other_platform"
    NOT_A_RENDERING = "not_a_rendering"
    MERGE_VALUE = "merge_value"
    RENDERED_BLOCKER = "rendered_text_blocked"
    COUNTRY_NOT_COVERED = "country_not_covered"
    ALREADY_AUTHORISED = "already_authorised"
    AUTHORISATION_EXPIRED = "authorisation_expired"
    CAP_REACHED = "volume_cap_reached"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, in words, with the roles or groups of people who can clear it."""

    code: Reason
    message: str
    who_can_clear: tuple[str, ...] = ()


AUTHOR = "author"
"""Whoever may edit the text."""

OPERATOR = "operator"
"""Whoever runs the service."""

SENDER = "sending tool"
