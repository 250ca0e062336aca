"""Is a sentence a factual assertion about us?"""

import pytest

from governance.core.claims.assertions import asserts_about_us, is_aside, is_courtesy, speaks_of_us
from governance.core.claims.continuation import continues, tells_more
from governance.core.claims.meaning import meaning

NAMES = frozenset({"krona"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Our software runs without a server.",
        "Krona prints barcodes in colour.",
        "We have never lost a record.",
        "Our support answers within 15 minutes.",
        "Krona is the fastest planner in Europe.",
        "Our customers see 60% more applications.",
        "Krona won the Mobility Award in 2025.",
        "We replace a flat tyre within two hours.",
        "Our team certified every driver.",
        "We'd love to show you how clients save 40%.",
    ],
)
def test_a_checkable_fact_about_us_is_asserted(sentence: str) -> None:
    assert asserts_about_us(meaning(sentence), NAMES, after_us=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Does our software run without a server?",
        "Hi {{first_name}},",
        "Good morning Ms Okafor,",
        "Worth a call on Thursday?",
        "Congratulations on the second warehouse.",
        "Your careers page lists eleven openings.",
        "Diesel prices rose by 9% in March.",
        "One in five Germans rides to work.",
        "Happy to send you a sample.",
        "Reply with a time that suits you.",
        "We do not replace your accountant.",
        "Thanks for your patience.",
        "Best regards, Lena",
        "[pause for an answer]",
        "I saw your talk in Ghent.",
        "If this is not for you, tell me and I will stop.",
        "You wrote that returns take a week.",
        "Nobody enjoys paperwork.",
        "US hauliers face new rules.",
        "Here are three reasons:",
    ],
)
def test_what_says_nothing_about_us_asserts_nothing(sentence: str) -> None:
    assert not asserts_about_us(meaning(sentence), NAMES, after_us=False)


@pytest.mark.parametrize("sentence", ["It runs without a server.", "And it prints barcodes in colour."])
def test_it_is_ours_only_behind_a_sentence_about_us(sentence: str) -> None:
    assert continues(meaning(sentence))
    assert not asserts_about_us(meaning(sentence), NAMES, after_us=False)


def test_it_asserts_behind_a_sentence_about_us() -> None:
    assert asserts_about_us(meaning("It runs without any server in the house."), NAMES, after_us=True)


@pytest.mark.parametrize("sentence", ["Hello Ms Okafor,", "Who types it in?", "(smile)", "…"])
def test_greetings_questions_and_stage_directions_are_asides(sentence: str) -> None:
    assert is_aside(meaning(sentence))


@pytest.mark.parametrize("sentence", ["Thank you for the call.", "Shall we talk on Friday?", "I'd love your view."])
def test_thanks_and_requests_are_courtesies(sentence: str) -> None:
    assert is_courtesy(meaning(sentence))


@pytest.mark.parametrize(
    ("sentence", "of_us"),
    [("Tell us more.", True), ("The US market grows.", False), ("Krona helps.", True), ("Kronach is a town.", False)],
)
def test_our_names_and_pronouns_speak_of_us(sentence: str, of_us: bool) -> None:
    assert speaks_of_us(meaning(sentence), NAMES) is of_us


@pytest.mark.parametrize(
    "sentence",
    [
        "Every lesson is held in person.",
        "Invoices can be paid in forty currencies.",
        "A penetration test is done each spring by an outside firm.",
        "Outside business hours a second team in Manila takes over.",
    ],
)
def test_a_fact_with_no_other_subject_goes_on_about_us(sentence: str) -> None:
    assert tells_more(meaning(sentence))
    assert asserts_about_us(meaning(sentence), NAMES, after_us=True)
    assert not asserts_about_us(meaning(sentence), NAMES, after_us=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your depot is cleaned every night.",
        "Most drivers are paid by the hour.",
        "The figures are from our survey of 210 customers.",
        "Kind regards from Bremen,",
        "Every fleet is different.",
        "Results are different for every fleet.",
    ],
)
def test_what_speaks_of_others_or_of_a_source_does_not_go_on_about_us(sentence: str) -> None:
    assert not tells_more(meaning(sentence))


@pytest.mark.parametrize(
    "text",
    [
        "Our migration team brings your old files across at no charge.",
        "Moving to us is free this quarter.",
        "Customer satisfaction stands at 97%.",
    ],
)
def test_gifts_and_what_customers_think_are_facts_about_us(text: str) -> None:
    assert asserts_about_us(meaning(text), frozenset(), after_us=False)
