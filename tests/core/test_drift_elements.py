"""What a message is made of: pillars, offer, call to action, promise, proof and audience."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.drifting import drift, element, told

from governance.core.copy.variant import Audience
from governance.core.drift.element import ElementName

MEASURED = "Measured in 52 offices in spring 2026."
WASTE = "Offices on Bohnenkreis throw away up to 30% less coffee."
TASTING = "Would you like a free tasting with three roasts in your own kitchen?"


def test_a_pillar_is_carried_by_its_own_words() -> None:
    body = "Nobody has to clean the machine on a Friday, and nobody queues for a cup."
    assert told(ElementName.PILLARS, body) == [("no queue", False)]


def test_a_message_without_a_point_carries_no_pillar_and_departs() -> None:
    (none,) = element(ElementName.PILLARS, "Do you need new carpets?").carried
    assert (none.words, none.approved, none.departs) == ("none", "no queue", True)


def test_an_agreed_offer_is_known_by_its_id() -> None:
    (offer,) = element(ElementName.OFFER, TASTING).carried
    assert (offer.words, offer.of, offer.departs) == ("free tasting", "tasting", False)


@pytest.mark.parametrize("body", ["Start with a free audit of your kitchen.", "Would a 45-minute workshop suit you?"])
def test_an_offer_that_the_talk_track_does_not_make_departs(body: str) -> None:
    (offer,) = element(ElementName.OFFER, body).carried
    assert offer.departs
    assert offer.approved == "A free tasting with three roasts in your own kitchen."


def test_a_sale_of_something_else_is_an_offer_that_departs() -> None:
    sale = "By the way, do you lease delivery vans?"
    assert told(ElementName.OFFER, f"Our machines grind fresh beans for every cup. {sale}") == [(sale, True)]


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ("Could we talk for 20 minutes?", "book a call"),
        ("Shall I send you the checklist?", "take a document"),
        (TASTING, "try it"),
        ("Let me know.", "reply"),
        ("Please visit https://bohnenkreis.example/cups", "visit a link"),
        ("Who cleans the machine?", "answer a question"),
        ("Our machines grind fresh beans for every cup.", "none"),
    ],
)
def test_a_call_to_action_is_told_by_what_it_asks(body: str, action: str) -> None:
    assert [words for words, _ in told(ElementName.CALL_TO_ACTION, body)] == [action]


def test_a_mere_question_is_no_call_to_action_where_something_is_asked() -> None:
    assert told(ElementName.CALL_TO_ACTION, f"{TASTING} Or not your topic?") == [("try it", False)]


def test_an_action_that_no_offer_is_for_departs() -> None:
    assert told(ElementName.CALL_TO_ACTION, "Could we talk for 20 minutes?") == [("book a call", True)]


def test_a_promise_is_told_by_its_figures_beside_the_approved_ones() -> None:
    (promise,) = element(ElementName.PROMISE, "Offices on Bohnenkreis throw away 30% less coffee.").carried
    assert (promise.of, promise.departs) == ("waste", True)
    assert (promise.words, promise.approved) == ("30%", "up to 30%")


def test_the_figures_of_a_source_are_no_promise() -> None:
    body = "We measured in 52 offices in spring 2026 that offices on Bohnenkreis throw away up to 30% less coffee."
    assert told(ElementName.PROMISE, body) == [("up to 30%", False)]


def test_a_promise_that_nobody_may_make_departs() -> None:
    body = "Your team gets more done with better coffee."
    assert told(ElementName.PROMISE, body) == [(body, True)]


def test_a_claim_with_its_source_is_proved() -> None:
    assert told(ElementName.PROOF, f"{WASTE} {MEASURED}") == [("Measured in 52 offices in spring 2026", False)]


@pytest.mark.parametrize("body", [WASTE, WASTE.replace("up to 30%", "40%")])
def test_a_claim_without_its_source_names_none(body: str) -> None:
    (proof,) = element(ElementName.PROOF, body).carried
    assert (proof.words, proof.approved, proof.departs) == ("none named", MEASURED.rstrip("."), True)


def test_customers_are_proof_by_name_or_by_number() -> None:
    body = "More than 1,200 offices drink Bohnenkreis coffee. Hotel Lindenhof halved its coffee costs in eight months."
    assert told(ElementName.PROOF, body) == [("More than 1,200", False), ("Hotel Lindenhof", False)]


def test_a_customer_that_nobody_approved_departs() -> None:
    assert ("Hotel Adler", True) in told(ElementName.PROOF, "Our customer Hotel Adler saved 40% with us.")


def test_a_declared_persona_is_told_by_the_profile() -> None:
    audience = Audience("Head of Operations", "bakery chain", 50, 200, "NL")
    assert told(ElementName.AUDIENCE, "Hello.", audience) == [("operations", False)]


@pytest.mark.parametrize("audience", [None, Audience(), Audience(persona="")])
def test_an_audience_that_says_nothing_is_not_declared(audience: Audience | None) -> None:
    assert told(ElementName.AUDIENCE, "Hello.", audience) == [("not declared", False)]


def test_an_audience_outside_the_profile_is_told_as_declared() -> None:
    audience = Audience("Head of Marketing", "bakery chain", 50, 200, "NL")
    [(words, departs)] = told(ElementName.AUDIENCE, "Hello.", audience)
    assert (words, departs) == ("Head of Marketing, bakery chain, 50–200 employees, NL", True)


def test_words_that_speak_to_another_buyer_depart() -> None:
    assert ("speaks to: cmo", True) in told(ElementName.AUDIENCE, "As a CMO you love coffee.")


def test_the_same_claim_told_twice_is_one_thing_with_two_places() -> None:
    (promise,) = element(ElementName.PROMISE, f"{WASTE} {MEASURED} Up to 30% less coffee is thrown away.").carried
    assert len(promise.places) == 2


SENTENCES = (WASTE, MEASURED, TASTING, "As a CMO you pay 90% less.", "By the way, do you lease vans?", "Hi {{a|b}},")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_every_place_stands_in_the_copy_and_every_element_is_told_once(sentences: list[str]) -> None:
    body = " ".join(sentences)
    elements = drift(body).elements
    assert [one.name for one in elements] == list(ElementName)
    for one in elements:
        assert all(0 <= p.span.start < p.span.end <= len(body) for thing in one.carried for p in thing.places)
