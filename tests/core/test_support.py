"""A claim against a passage of evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.claims.statement import AlterationKind
from governance.core.claims.support import Support, support

CALL = (
    "Agent: Good morning, this is Dana from Hollowell Freight. Client: We ship about forty pallets a week. "
    "Agent: Our night rate is 18 euros a pallet, and we deliver by 7 am on working days. "
    "Client: That is too expensive for me. Agent: The Saver plan is 12 euros a pallet, without the morning deadline."
)


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        ("Parcels arrive within two days.", "Parcels arrive within 48 hours."),
        ("The tool reduces errors by 27%.", "The tool lowers mistakes by 27 percent."),
        ("Our team grew quickly in 2025.", "In 2025 our team grew rapidly."),
        ("Delivery takes no more than three days.", "Delivery takes at most three days."),
        ("Setup costs 40 euros.", "Setup costs only 40 euros."),
        ("The plan was costly for small shops.", "The plan was expensive for small shops."),
        (CALL, "Hollowell Freight delivers by 7 am on working days for 18 euros a pallet."),
        (CALL, "Dana offered the Saver plan because the night rate was too pricey."),
    ],
)
def test_the_same_in_other_words_is_supported(evidence: str, claim: str) -> None:
    assert support(evidence, claim).verdict is Support.SUPPORTED


@pytest.mark.parametrize(
    ("evidence", "claim", "quote", "evidence_quote"),
    [
        ("Returns rose in spring.", "Returns fell in spring.", "fell", "rose"),
        ("The client found the plan expensive.", "The client found the plan affordable.", "affordable", "expensive"),
        ("The agent recommended the plan.", "The agent did not recommend the plan.", "did not", ""),
        ("Data is stored in private clouds.", "Data is stored in public clouds.", "public", "private"),
        ("Staff can export reports.", "Staff are unable to export reports.", "unable", "can"),
    ],
)
def test_the_contrary_is_contradicted(evidence: str, claim: str, quote: str, evidence_quote: str) -> None:
    found = support(evidence, claim)

    assert found.verdict is Support.CONTRADICTED
    assert any(quote in change.quote for change in found.changes)
    assert any(evidence_quote in change.evidence_quote for change in found.changes)


@pytest.mark.parametrize(
    ("evidence", "claim", "kind"),
    [
        ("Sales grew by 4% last quarter.", "Sales grew by 6% last quarter.", AlterationKind.NUMBER),
        ("The plan costs 30 euros a month.", "The plan costs 30 euros a year.", AlterationKind.TIMEFRAME),
        ("We sell car insurance to families.", "We sell health insurance to families.", AlterationKind.ENTITY_SWAP),
        ("Mr. Hale called the client.", "Mr. Orton called the client.", AlterationKind.ENTITY_SWAP),
        ("The client chose the Bronze plan.", "The client chose the Platinum plan.", AlterationKind.ENTITY_SWAP),
        ("The device can detect leaks.", "The device prevents leaks.", AlterationKind.STRENGTHENED_VERB),
        (CALL, "The Saver plan of Hollowell Freight is 14 euros a pallet.", AlterationKind.NUMBER),
    ],
)
def test_what_was_changed_is_named(evidence: str, claim: str, kind: AlterationKind) -> None:
    found = support(evidence, claim)

    assert found.verdict is Support.ALTERED
    assert kind in {change.kind for change in found.changes}


def test_a_claim_about_something_else_is_unsupported() -> None:
    found = support(CALL, "The warehouse trains forklift drivers every summer.")

    assert found.verdict is Support.UNSUPPORTED
    assert found.score < 0.6


def test_evidence_without_words_supports_nothing() -> None:
    assert support("…", "Parcels arrive on time.").verdict is Support.UNSUPPORTED


def test_a_score_falls_with_every_change() -> None:
    same = support("We serve 40 shops in Spain.", "We serve 40 shops in Spain.")
    one = support("We serve 40 shops in Spain.", "We serve 50 shops in Spain.")
    two = support("We serve 40 shops in Spain.", "We serve 50 shops in Peru.")

    assert same.score == 1
    assert same.score > one.score > two.score


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_can_be_compared(evidence: str, claim: str) -> None:
    found = support(evidence, claim)

    assert 0 <= found.score <= 1
    assert all(change.quote in claim for change in found.changes)


@given(
    st.text(alphabet="abcdefg 0123456789.,%", min_size=1, max_size=200).filter(lambda text: any(map(str.isalpha, text)))
)
def test_a_text_is_never_contradicted_by_itself(text: str) -> None:
    assert support(text, text).verdict in (Support.SUPPORTED, Support.UNSUPPORTED)


@pytest.mark.parametrize(
    "claim",
    [
        "The agent offers the client garden plans.",
        "The agent offers plans to the client, who recently bought a boat.",
        "The agent offers the client plans and a new garage.",
    ],
)
def test_what_a_restatement_adds_is_not_supported(claim: str) -> None:
    assert support("The agent offers the client plans.", claim).verdict is Support.UNSUPPORTED


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        ("The clerk sorts letters by their stamps.", "The clerk sorts stamps by their letters."),
        ("The tour ends before lunch.", "The tour ends after lunch."),
        ("The paint is toxic.", "The paint is non-toxic."),
        ("Each driver drives alone by night.", "Each driver drives alone by night, but never sleeps."),
        (
            "The client asks a few questions about prices and then signs.",
            "The client drinks two cups of tea and then signs.",
        ),
    ],
)
def test_a_restatement_that_says_something_else_is_not_supported(evidence: str, claim: str) -> None:
    assert support(evidence, claim).verdict is not Support.SUPPORTED


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        ("He raises fees and reduces costs.", "He increases fees and reduces costs."),
        ("They removed old entries.", "They eliminated old entries."),
        ("The agent discusses the difference between two plans.", "The agent compares two plans."),
        ("He shows different products.", "He shows a range of products."),
    ],
)
def test_other_words_for_the_same_deed_are_supported(evidence: str, claim: str) -> None:
    assert support(evidence, claim).verdict is Support.SUPPORTED


@pytest.mark.parametrize(
    ("evidence", "claim"),
    [
        ("The club is for people aged 12-18. It meets on Friday.", "The club is for 12-18 year olds."),
        ("It is their second fair. It opens in autumn 2025.", "Their second fair opens in the third quarter."),
        ("The second store opened before Phase 4 began.", "The fourth phase began after the second store opened."),
    ],
)
def test_ages_and_orders_told_in_another_way_are_supported(evidence: str, claim: str) -> None:
    assert AlterationKind.NUMBER not in {change.kind for change in support(evidence, claim).changes}
    assert AlterationKind.UNIT not in {change.kind for change in support(evidence, claim).changes}


def test_another_order_is_a_change() -> None:
    found = support("The second store opened before Phase 4 began.", "The fifth store opened before Phase 4 began.")

    assert AlterationKind.NUMBER in {change.kind for change in found.changes}
