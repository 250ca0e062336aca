"""May this variant go out now? Every reason why not, each with who can clear it."""

from collections.abc import Iterator
from datetime import datetime

from governance.core.launch.permit import Permit
from governance.core.review.case import Case
from governance.core.review.reason import OPERATOR, SENDER, Reason, Refusal
from governance.core.review.state import Review

ANY_HOLDER = "anybody who may ask for a permit"


def permit_refusals(case: Case, review: Review) -> tuple[Refusal, ...]:
    """Why no permit can be signed; empty if the review is approved and the campaign runs."""
    return (*review.refusals, *_paused(case))


def launch_refusals(
    case: Case, review: Review, permit: Permit | None, platform: str | None, now: datetime
) -> tuple[Refusal, ...]:
    """Why nothing of the variant may go out now, evaluated anew from the record; empty if it may."""
    return (*permit_refusals(case, review), *_permit(case, permit, platform, now))


def _paused(case: Case) -> Iterator[Refusal]:
    if case.campaign.paused:
        yield Refusal(Reason.CAMPAIGN_PAUSED, f"Campaign {case.campaign.key} is paused", (OPERATOR,))


def _permit(case: Case, permit: Permit | None, platform: str | None, now: datetime) -> Iterator[Refusal]:
    if permit is None or permit.text != case.head or case.submission is None or permit.submission != case.submission.id:
        yield Refusal(Reason.PERMIT_MISSING, "No permit covers this text", (ANY_HOLDER,))
        return
    if permit.recalled_at is not None:
        yield Refusal(Reason.PERMIT_RECALLED, "The permit was recalled", (ANY_HOLDER,))
    if now >= permit.expires_at:
        yield Refusal(Reason.PERMIT_EXPIRED, f"The permit ended at {permit.expires_at.isoformat()}", (ANY_HOLDER,))
    if permit.platform is not None and platform != permit.platform:
        message = f"The permit is for {permit.platform}, not for {platform or 'a platform without a name'}"
        yield Refusal(Reason.OTHER_PLATFORM, message, (SENDER,))
