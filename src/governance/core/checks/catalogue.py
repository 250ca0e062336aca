"""Every check, in the order in which a reader wants to know."""

from governance.core.checks import (
    altered_claim,
    audience_outside_profile,
    claim_out_of_scope,
    competitor_mention,
    expired_claim,
    forbidden_pattern,
    forbidden_word,
    missing_element,
    missing_qualifier,
    never_say,
    preferred_word,
    sending_rule,
    shouting,
    too_long,
    too_many_links,
    unknown_merge_field,
    unreadable_copy,
    unsupported_claim,
)
from governance.core.checks.finding import Check

CHECKS: tuple[Check, ...] = (
    unreadable_copy,
    forbidden_word,
    preferred_word,
    forbidden_pattern,
    missing_element,
    sending_rule,
    too_long,
    too_many_links,
    shouting,
    unknown_merge_field,
    competitor_mention,
    unsupported_claim,
    altered_claim,
    expired_claim,
    claim_out_of_scope,
    missing_qualifier,
    never_say,
    audience_outside_profile,
)
