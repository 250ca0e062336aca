"""The declared audience of a campaign, held against the ideal customer profile."""

from dataclasses import dataclass

from governance.core.copy.variant import Audience
from governance.core.policy.qualification import Profile


@dataclass(frozen=True, slots=True)
class AudienceVerdict:
    """Inside, outside, or None where facts are missing; with one sentence for each reason."""

    inside: bool | None
    reasons: tuple[str, ...]


def judge_audience(audience: Audience | None, profile: Profile | None) -> AudienceVerdict:
    """Three-valued: one failing fact decides outside; otherwise a missing fact leaves it unknown."""
    raise NotImplementedError
