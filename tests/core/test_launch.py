"""The gate and the permit: what keeps an approved text in, how long a permit lasts, and whether it is ours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.core.review_cases import BOTH_SAID_YES, DAY, NOW, TEXT, TICK, UNDER, YESTERDAY, a_case, basis, claim, policy

from governance.core.launch.gate import launch_refusals, permit_refusals
from governance.core.launch.permit import Permit, genuine, permit_ends
from governance.core.review.case import Campaign, Case, Submission, Text
from governance.core.review.reason import Reason, Refusal
from governance.core.review.state import review


class Key:
    """A signing key of the test's own."""

    def __init__(self, key_id: str = "key") -> None:
        self.key_id = key_id
        self._key = Ed25519PrivateKey.generate()

    def sign(self, note: bytes) -> str:
        return self._key.sign(note).hex()

    def valid(self, note: bytes, signature: str, key_id: str) -> bool:
        try:
            self._key.public_key().verify(bytes.fromhex(signature), note)
        except (InvalidSignature, ValueError):
            return False
        return key_id == self.key_id


PERMIT = Permit(
    id="permit",
    workspace="workspace",
    variant="variant",
    submission="submission",
    text=TEXT,
    policy_set=UNDER.policy_set,
    platform=None,
    issued_at=NOW,
    expires_at=NOW + 30 * DAY,
    key_id="key",
)
APPROVED = a_case(*BOTH_SAID_YES)


def refusals(
    case: Case = APPROVED, permit: Permit | None = PERMIT, platform: str | None = None, now: datetime = NOW
) -> list[Reason]:
    found: tuple[Refusal, ...] = launch_refusals(case, review(case, now), permit, platform, now)
    assert all(one.message and one.who_can_clear for one in found)
    return [one.code for one in found]


def test_an_approved_text_with_a_permit_may_go_out() -> None:
    assert refusals() == []


def test_a_permit_does_not_replace_the_approval() -> None:
    """Evaluated anew from the record: whatever the review says then, the gate says too."""
    vetoed = replace(APPROVED, decisions=())
    assert refusals(vetoed) == [Reason.REQUIREMENT_OPEN, Reason.REQUIREMENT_OPEN]
    assert refusals(replace(APPROVED, terms=None)) == [Reason.POLICY_MISSING]
    assert refusals(replace(APPROVED, bases={UNDER: basis(claim(ends=NOW))})) == [Reason.CLAIM_NOT_VALID]
    assert refusals(now=YESTERDAY + 60 * DAY)[-1] is Reason.PERMIT_EXPIRED


def test_a_paused_campaign_sends_nothing_and_gets_no_permit() -> None:
    paused = replace(APPROVED, campaign=Campaign("spring", paused=True))
    assert refusals(paused) == [Reason.CAMPAIGN_PAUSED]
    assert [one.code for one in permit_refusals(paused, review(paused, NOW))] == [Reason.CAMPAIGN_PAUSED]
    assert permit_refusals(APPROVED, review(APPROVED, NOW)) == ()


@pytest.mark.parametrize(
    "permit",
    [
        None,
        replace(PERMIT, text=Text(2, "words", "manifest")),
        replace(PERMIT, text=Text(1, "other words", "manifest")),
        replace(PERMIT, text=Text(1, "words", "another manifest")),
        replace(PERMIT, submission="an earlier one"),
    ],
)
def test_a_permit_covers_one_text_of_one_submission(permit: Permit | None) -> None:
    assert refusals(permit=permit) == [Reason.PERMIT_MISSING]


def test_without_a_submission_no_permit_covers_anything() -> None:
    assert refusals(replace(APPROVED, submission=None)) == [Reason.NOT_SUBMITTED, Reason.PERMIT_MISSING]
    again = Submission("again", TEXT, NOW)
    assert Reason.PERMIT_MISSING in refusals(replace(APPROVED, submission=again))


def test_a_recalled_permit_lets_nothing_out() -> None:
    assert refusals(permit=replace(PERMIT, recalled_at=NOW)) == [Reason.PERMIT_RECALLED]


def test_a_permit_ends_at_exactly_its_instant() -> None:
    assert refusals(now=PERMIT.expires_at - TICK) == []
    assert refusals(now=PERMIT.expires_at) == [Reason.PERMIT_EXPIRED]


@pytest.mark.parametrize(
    ("covers", "platform", "allowed"),
    [
        (None, None, True),
        (None, "mailer", True),
        ("mailer", "mailer", True),
        ("mailer", "other", False),
        ("mailer", "Mailer", False),
        ("mailer", None, False),
        ("mailer", "", False),
    ],
)
def test_a_permit_for_a_platform_is_for_no_other(covers: str | None, platform: str | None, allowed: bool) -> None:
    found = refusals(permit=replace(PERMIT, platform=covers), platform=platform)
    assert found == ([] if allowed else [Reason.OTHER_PLATFORM])


def test_every_reason_is_named_at_once() -> None:
    permit = replace(PERMIT, recalled_at=NOW, expires_at=NOW, platform="mailer")
    assert refusals(replace(APPROVED, campaign=Campaign("spring", paused=True)), permit) == [
        Reason.CAMPAIGN_PAUSED,
        Reason.PERMIT_RECALLED,
        Reason.PERMIT_EXPIRED,
        Reason.OTHER_PLATFORM,
    ]


def test_a_permit_ends_with_the_approval_or_with_the_policys_own_limit() -> None:
    seen = review(APPROVED, NOW)
    assert permit_ends(seen, policy(permit_lasts_days=30), NOW) == NOW + 30 * DAY
    assert permit_ends(seen, policy(permit_lasts_days=90), NOW) == YESTERDAY + 60 * DAY
    ending = replace(APPROVED, bases={UNDER: basis(claim(ends=NOW + DAY))})
    assert permit_ends(review(ending, NOW), policy(), NOW) == NOW + DAY
    assert permit_ends(replace(seen, valid_until=None), policy(permit_lasts_days=1), NOW) == NOW + DAY


KEY = Key()
SIGNED = replace(PERMIT, signature=KEY.sign(PERMIT.note))


def test_a_permit_that_we_signed_is_genuine_recalled_or_not() -> None:
    assert genuine(SIGNED, KEY)
    assert genuine(replace(SIGNED, recalled_at=NOW), KEY)


FORGED: dict[str, Any] = {
    "id": "another",
    "workspace": "another",
    "variant": "another",
    "submission": "another",
    "text": Text(2, "words", "manifest"),
    "policy_set": "another",
    "platform": "mailer",
    "issued_at": NOW + TICK,
    "expires_at": SIGNED.expires_at + TICK,
    "key_id": "another",
    "signature": "",
}


@pytest.mark.parametrize("field", FORGED)
def test_a_permit_changed_in_any_field_is_not_genuine(field: str) -> None:
    assert not genuine(replace(SIGNED, **{field: FORGED[field]}), KEY)


@pytest.mark.parametrize("text", [Text(1, "other words", "manifest"), Text(1, "words", "another manifest")])
def test_the_signature_covers_words_and_manifest(text: Text) -> None:
    assert not genuine(replace(SIGNED, text=text), KEY)


def test_what_another_key_signed_or_nobody_can_check_is_not_genuine() -> None:
    assert not genuine(SIGNED, None)
    assert not genuine(SIGNED, Key())
    assert not genuine(replace(PERMIT, signature=Key().sign(PERMIT.note)), KEY)


@pytest.mark.parametrize("hours", [-5, 2])
def test_the_same_instant_in_another_zone_is_signed_the_same(hours: int) -> None:
    zone: Callable[[datetime], datetime] = lambda instant: instant.astimezone(timezone(timedelta(hours=hours)))  # noqa: E731
    elsewhere = replace(SIGNED, issued_at=zone(NOW), expires_at=zone(SIGNED.expires_at))
    assert elsewhere.note == SIGNED.note
    assert genuine(elsewhere, KEY)


def test_what_is_signed_is_a_permit_and_nothing_else() -> None:
    assert SIGNED.note.startswith(b"permit/v1\0{")
    assert b"signature" not in SIGNED.note
    assert b"recalled" not in SIGNED.note
