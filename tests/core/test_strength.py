"""How strongly a text speaks: hedges, superlatives, words for all, denials, ladders of verbs."""

import pytest

from governance.core.claims.meaning import meaning
from governance.core.claims.relations import SPOKEN
from governance.core.claims.strength import Hedge
from governance.core.claims.words import stem


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Fleets typically save 8% on fuel.", Hedge.TYPICAL),
        ("On average, a route takes ten minutes.", Hedge.TYPICAL),
        ("The estimated saving is 8%.", Hedge.TYPICAL),
        ("A median lab saves nine hours.", Hedge.TYPICAL),
        ("Dispatchers can plan a day in ten minutes.", Hedge.ABILITY),
        ("Krona helps to find fuel theft.", Hedge.ABILITY),
        ("The app is designed to work offline.", Hedge.ABILITY),
        ("Most shops go live in nine days.", Hedge.SOME),
        ("A few carriers refuse a load.", Hedge.SOME),
        ("Selected dealers take part.", Hedge.SOME),
    ],
)
def test_a_hedge_is_heard(text: str, hedge: Hedge) -> None:
    assert meaning(text).hedges == {hedge}


@pytest.mark.parametrize(
    "text", ["Fleets save 8% on fuel.", "At most 20 people join.", "As many as 20 people join.", "Cancel any time."]
)
def test_a_plain_statement_has_no_hedge(text: str) -> None:
    assert meaning(text).hedges == frozenset()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The fastest machine on the floor.", ["fastest"]),
        ("We are the market leader in Graz.", ["market leader"]),
        ("The best beans and the largest choice.", ["best", "largest"]),
        ("Service second to none.", ["second to none"]),
        ("The #1 tool for hauliers.", ["#1"]),
        ("The most reliable logger of all.", ["most reliable"]),
        ("An unrivalled network of dealers.", ["unrivalled"]),
    ],
)
def test_a_superlative_is_heard(text: str, said: list[str]) -> None:
    read = meaning(text)
    assert [read.folded.text[start:end] for start, end in read.superlatives] == said


@pytest.mark.parametrize(
    "text",
    ["The rest of the harvest.", "We test each request.", "An honest interest in forest honey.", "The latest version."],
)
def test_a_word_that_only_ends_like_a_superlative_is_none(text: str) -> None:
    assert meaning(text).superlatives == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Every truck is tracked.", ["every"]),
        ("All orders are always back in time.", ["all", "always"]),
        ("It works everywhere, without exception.", ["everywhere", "without exception"]),
        ("27 in every 100 offices.", []),
        ("Three deliveries in every 1,000 are late.", []),
    ],
)
def test_a_word_for_all_is_heard_unless_it_belongs_to_a_figure(text: str, said: list[str]) -> None:
    read = meaning(text)
    assert [read.folded.text[start:end] for start, end in read.widening] == said


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The machine does not report an empty tank.", "report"),
        ("Bikes aren't insured against theft.", "insured"),
        ("We never share your data.", "share"),
        ("No typing is needed.", "typing"),
        ("We cannot replace a chemist.", "replace"),
    ],
)
def test_what_stands_behind_a_denial_is_denied(text: str, denied: str) -> None:
    assert stem(denied) in meaning(text).denied


@pytest.mark.parametrize("text", ["It takes no more than an hour.", "Not only drivers use it.", "No matter the size."])
def test_a_denying_word_may_deny_nothing(text: str) -> None:
    assert meaning(text).denied == frozenset()


@pytest.mark.parametrize(
    ("said", "approved"),
    [
        ("prevents", "detects"),
        ("stops", "alerts"),
        ("ensures", "advises"),
        ("guarantees", "supports"),
        ("eliminates", "reduces"),
        ("certifies", "checks"),
    ],
)
def test_a_verb_higher_on_the_ladder_says_more(said: str, approved: str) -> None:
    assert SPOKEN.stronger(stem(said), frozenset({stem(approved)}))
    assert not SPOKEN.stronger(stem(approved), frozenset({stem(said)}))


def test_a_verb_that_is_approved_says_no_more() -> None:
    assert not SPOKEN.stronger(stem("prevents"), frozenset({stem("detects"), stem("prevents")}))


@pytest.mark.parametrize(("said", "approved"), [("rises", "falls"), ("late", "punctual"), ("manual", "automatic")])
def test_contraries_oppose_each_other(said: str, approved: str) -> None:
    assert SPOKEN.opposite(stem(said), frozenset({stem(approved)}))
    assert SPOKEN.opposite(stem(approved), frozenset({stem(said)}))
