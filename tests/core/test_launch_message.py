"""One message on its way out: the approved text, with values that carry nothing, to a country that it is for."""

from dataclasses import replace
from typing import Any

import pytest
from tests.core.sample_policy import policy_set

from governance.core.copy.variant import Audience, Manifest, Revision, Variant
from governance.core.launch.message import MEANING, Message, message_refusals
from governance.core.report import check_variant
from governance.core.review.basis import Basis, basis_of
from governance.core.review.reason import AUTHOR, SENDER, Reason, Refusal

POLICIES = policy_set()
BODY = """Hi {{first_name}},

Staff can swap shifts on their phone with Lanternfold.

{{note}}

{{sender_name}}"""
MANIFEST = Manifest(channel="email", kind="cold", regions=("NL", "UK", "dach"))
VALUES = {"first_name": "Mila", "note": "How was the fair?", "sender_name": "Jo"}


def variant(body: str = BODY, subject: str = "Shifts for {{first_name}}", **manifest: Any) -> Variant:
    return Variant("variant", Revision(body, subject), replace(MANIFEST, **manifest))


def basis(approved: Variant) -> Basis:
    return basis_of(check_variant(approved, POLICIES), POLICIES)


def rendered(approved: Variant, values: dict[str, str]) -> Revision:
    body, subject = approved.revision.body or "", approved.revision.subject or ""
    for name, value in values.items():
        body, subject = (text.replace(f"{{{{{name}}}}}", value) for text in (body, subject))
    return Revision(body, subject)


def refusals(approved: Variant | None = None, country: str | None = "NL", **values: str) -> list[Refusal]:
    """What is said of the faithful rendering with these values."""
    approved, values = approved or variant(), VALUES | values
    message = Message(rendered(approved, values), values, country)
    return list(message_refusals(approved, basis(approved), message, POLICIES))


def codes(found: list[Refusal]) -> list[Reason]:
    assert all(one.message and one.who_can_clear for one in found)
    return [one.code for one in found]


def test_the_approved_text_with_a_recipients_data_goes_out() -> None:
    assert refusals() == []


def test_other_words_are_no_rendering_of_what_was_approved() -> None:
    message = Message(replace(rendered(variant(), VALUES), subject="Shifts for you"), VALUES, "NL")
    found = list(message_refusals(variant(), basis(variant()), message, POLICIES))
    assert (codes(found), found[0].who_can_clear) == ([Reason.NOT_A_RENDERING], (SENDER,))


def test_a_part_that_was_not_approved_is_not_sent() -> None:
    message = Message(replace(rendered(variant(), VALUES), html="<p>More</p>"), VALUES, "NL")
    found = list(message_refusals(variant(), basis(variant()), message, POLICIES))
    assert Reason.NOT_A_RENDERING in codes(found)


def test_words_outside_the_approved_text_are_checked_too() -> None:
    """Whatever is wrong is named at once: no rendering, and a blocker."""
    sent = rendered(variant(), VALUES)
    message = Message(replace(sent, body=f"{sent.body}\n\nAct now."), VALUES, "NL")
    found = codes(list(message_refusals(variant(), basis(variant()), message, POLICIES)))
    assert found == [Reason.NOT_A_RENDERING, Reason.RENDERED_BLOCKER]


@pytest.mark.parametrize(
    "value", ["<b>Hi</b>", "{{company}}", "{% if x %}", "N/A", "see https://a.example", "a\u200bb"]
)
def test_a_value_carries_no_markup_template_or_link(value: str) -> None:
    found = refusals(note=value)
    assert Reason.MERGE_VALUE in codes(found)
    assert {one.who_can_clear for one in found if one.code is Reason.MERGE_VALUE} == {(SENDER,)}


def test_what_a_value_that_must_not_be_sent_would_mean_is_not_asked() -> None:
    assert codes(refusals(note="<b>Act now</b>")) == [Reason.MERGE_VALUE]


@pytest.mark.parametrize(
    ("value", "check"),
    [
        ("Lanternfold halves the waste of flour in every bakery.", "unsupported_claim"),
        ("Bakeries on Lanternfold spend up to 72% less time on shift planning.", "altered_claim"),
        ("Bakeries on Lanternfold earn back the yearly fee within six months.", "expired_claim"),
        ("Your bakery will be live by Friday.", "never_say"),
        ("Please act now.", "forbidden_word"),
        ("It is 100% safe.", "forbidden_pattern"),
        ("Better than Rota Oak.", "competitor_mention"),
    ],
)
def test_a_value_that_says_what_copy_may_not_say_blocks_the_message(value: str, check: str) -> None:
    found = refusals(note=value)
    assert check in MEANING
    assert set(codes(found)) == {Reason.RENDERED_BLOCKER}
    assert check in {one.message.partition(":")[0] for one in found}
    assert all(one.who_can_clear == (SENDER, AUTHOR) for one in found)


def test_a_value_that_makes_an_approved_claim_adds_one_that_nobody_saw() -> None:
    """Its wording is approved, but the people who said yes to this text never saw it there."""
    found = refusals(note="More than 400 bakeries plan their shifts with Lanternfold.")
    assert [one.message for one in found] == [
        "It rests on claim customers-2026@1, which nobody who approved the text has seen in it"
    ]


def test_a_value_that_repeats_a_claim_of_the_text_adds_none() -> None:
    assert refusals(note="Staff can swap shifts on their phone with Lanternfold.") == []


URGENT = variant(f"Act now.\n\n{BODY}")


def test_what_was_known_of_the_approved_text_is_not_refused_again() -> None:
    """It was waived by somebody entitled, or the review would not have approved the text."""
    assert "forbidden_word" in {one.code for one in basis(URGENT).findings}
    assert refusals(URGENT) == []


def test_what_was_accepted_in_one_part_is_not_accepted_in_another() -> None:
    assert codes(refusals(variant(BODY, "Act now"), note="Act now")) == [Reason.RENDERED_BLOCKER]
    assert codes(refusals(URGENT, note="Risk-free")) == [Reason.RENDERED_BLOCKER]


def test_checks_of_the_template_say_nothing_of_one_message() -> None:
    """A long value makes no text too long: what is required and how long it is was judged with the template."""
    assert refusals(note="And how are the ovens? " * 20) == []


@pytest.mark.parametrize(
    "country", ["NL", "nl", "Netherlands", "GB", "UK", "gb", "United Kingdom", "DE", "AT", "Austria"]
)
def test_a_country_is_covered_by_its_code_its_other_code_its_name_or_its_group(country: str) -> None:
    assert refusals(country=country) == []
    assert refusals(variant(regions=("NL", "GB", "dach")), country=country) == []


@pytest.mark.parametrize(
    ("country", "said", "who"),
    [
        (None, "The recipient's country is missing", SENDER),
        ("", "'' is no country of ISO 3166-1", SENDER),
        ("Atlantis", "'Atlantis' is no country of ISO 3166-1", SENDER),
        ("EU", "'EU' is no country of ISO 3166-1", SENDER),
        ("dach", "'dach' is no country of ISO 3166-1", SENDER),
        ("FR", "The text was approved for NL, UK, dach, not for FR", AUTHOR),
        ("France", "The text was approved for NL, UK, dach, not for France", AUTHOR),
    ],
)
def test_a_country_that_is_missing_unknown_or_not_covered_is_refused(country: str | None, said: str, who: str) -> None:
    found = refusals(country=country)
    assert (codes(found), found[0].message, found[0].who_can_clear) == ([Reason.COUNTRY_NOT_COVERED], said, (who,))


def test_without_regions_the_country_of_the_audience_counts() -> None:
    dutch = variant(regions=None, audience=Audience(country="Netherlands"))
    assert refusals(dutch, country="NL") == []
    assert codes(refusals(dutch, country="DE")) == [Reason.COUNTRY_NOT_COVERED]


def test_without_regions_and_audience_any_country_may_be_written_to_but_it_must_be_known() -> None:
    anywhere = variant(regions=None)
    assert refusals(anywhere, country="FR") == []
    assert codes(refusals(anywhere, country=None)) == [Reason.COUNTRY_NOT_COVERED]


IN_THE_EU = "Lanternfold keeps staff data in the EU and follows GDPR and BSI rules."


def test_a_claim_is_held_against_the_country_of_the_recipient() -> None:
    """It may be said in NL and dach. In the text it was seen; in a value it is out of scope, or new at best."""
    approved = variant(BODY.replace("Staff can", f"{IN_THE_EU} Staff can"), regions=("NL", "dach"))
    assert refusals(approved, country="AT") == []
    outside, inside = refusals(note=IN_THE_EU, country="GB"), refusals(note=IN_THE_EU, country="NL")
    assert codes(outside)[0] is Reason.RENDERED_BLOCKER
    assert outside[0].message.startswith("claim_out_of_scope")
    assert [one.message.partition(",")[0] for one in inside] == ["It rests on claim data-in-the-eu@1"]


def test_a_claim_that_ended_since_blocks_the_message() -> None:
    """The report that the approval rests on is of yesterday's policies; the message is checked under today's."""
    ended = [replace(one, claim=one.claim.model_copy(update={"status": "expired"})) for one in POLICIES.claims]
    today = replace(POLICIES, claims=tuple(ended))
    message = Message(rendered(variant(), VALUES), VALUES, "NL")
    found = list(message_refusals(variant(), basis(variant()), message, today))
    assert set(codes(found)) == {Reason.RENDERED_BLOCKER}
    assert found[0].message.startswith("expired_claim")


def test_a_message_is_told_apart_by_its_text_and_its_values() -> None:
    one = Message(rendered(variant(), VALUES), VALUES, "NL")
    assert one.digest == replace(one, country="DE", platform="mailer").digest
    assert one.digest == replace(one, values=dict(reversed(VALUES.items()))).digest
    assert one.digest != replace(one, values={**VALUES, "note": "x"}).digest
    assert one.digest != replace(one, rendered=replace(one.rendered, subject="x")).digest
