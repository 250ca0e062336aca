"""Does an approved wording entail a sentence? Slot by slot: altered beside honest, in pairs."""

from functools import lru_cache

import pytest
from tests.core.sample_policy import policy_set

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import AlterationKind, Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.policy_set import PolicySet

FUEL = "Fleets on Krona typically save 8% on fuel."
THEFT = "Krona detects fuel theft within five minutes."
SUPPORT = "In Germany, Krona support answers within four hours."
PANEL = "60% of surveyed drivers prefer Krona, says Fleet Panel 2026."
ROSSI = "Rossi Trasporti cut empty runs from 22% to 14% in one season."
STORED = "Krona stores positions for 90 days."
PRICE = "Krona costs €12 a truck a month."
REFUSE = "Some carriers can refuse a load in the app."
LEARN = "Many drivers learn the app in less than an hour."
BREAK = "If the tachograph is connected, Krona warns of a break 15 minutes ahead."
BASIC = "Krona supports up to 400 trucks on the Basic plan."
CATEGORIES = {ROSSI: "customer_proof", PRICE: "price_offer"}
OTHERS = ("Krona exports invoices to Xero.", "Dispatchers see the next stop on a map.")


@lru_cache
def approving(*wordings: str) -> PolicySet:
    """Policies with wordings to compare and two others beside them."""
    claims = [
        {
            "id": f"claim-{number}",
            "category": CATEGORIES.get(text, "metric"),
            "wordings": [text],
            "attribution": "Fleet Panel 2026" if text == PANEL else None,
            "evidence": "Folder 3",
            "owner": "marketing",
            "valid_from": "2026-01-01",
        }
        for number, text in enumerate((*wordings, *OTHERS))
    ]
    return policy_set(talk_track={"names": ["Krona"], "claims": claims, "never_say": []})


def judge(wording: str, sentence: str, *beside: str) -> Statement:
    copy = parse_copy(Revision(body=sentence), PLAIN)
    return judge_copy(read_message(copy), Manifest("email"), approving(wording, *beside))[0]


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (FUEL, "Fleets on Krona usually save 8% on fuel."),
        (FUEL, "Some fleets on Krona typically save 8% on fuel."),
        (FUEL, "Fleets on Krona can save 8% on fuel."),
        (FUEL, "Typically, fleets on Krona save eight percent on fuel."),
        (FUEL, "Fleets on Krona typically save up to 8% on fuel."),
        (FUEL, "In most cases, fleets on Krona save 8% on fuel."),
        (THEFT, "Krona spots fuel theft within 5 minutes."),
        (THEFT, "Krona helps detect fuel theft within five minutes."),
        (THEFT, "Krona can detect fuel theft in up to five minutes."),
        (THEFT, "Fuel theft is detected by Krona within 300 seconds."),
        (THEFT, "With Krona, fuel theft is detected in five minutes at most."),
        (SUPPORT, "In Germany, Krona support answers within 240 minutes."),
        (SUPPORT, "Krona support replies within four hours in Germany."),
        (SUPPORT, "Krona support in Germany usually answers within 4 hours."),
        (PANEL, "According to Fleet Panel 2026, 60% of surveyed drivers prefer Krona."),
        (PANEL, "Three out of five surveyed drivers prefer Krona (Fleet Panel 2026)."),
        (PANEL, "Fleet Panel 2026 says that six in ten surveyed drivers prefer Krona."),
        (ROSSI, "Rossi Trasporti cut empty runs in one season."),
        (ROSSI, "Rossi Trasporti cut empty runs to 14% in one season."),
        (ROSSI, "In one season, Rossi Trasporti reduced empty runs from 22 to 14 percent."),
        (STORED, "Krona stores positions for up to 90 days."),
        (STORED, "Positions are stored for 90 days."),
        (STORED, "For ninety days, Krona stores positions."),
        (PRICE, "Krona costs only €12 a truck a month."),
        (PRICE, "Krona costs EUR 12 per truck and month."),
        (PRICE, "Krona costs at most €12 a truck a month."),
        (PRICE, "A truck costs 12 euros a month with Krona."),
        (REFUSE, "A few carriers can refuse a load in the app."),
        (REFUSE, "Certain carriers can refuse a load in the app."),
        (LEARN, "Some drivers learn the app in less than an hour."),
        (BREAK, "Krona warns of a break 15 minutes ahead when the tachograph is connected."),
        (BREAK, "Krona warns of a break fifteen minutes ahead, provided the tachograph is connected."),
        (BASIC, "On the Basic plan, Krona supports up to 400 trucks."),
        (BASIC, "Krona supports as many as 400 trucks on the Basic plan."),
    ],
)
def test_an_honest_paraphrase_is_supported(wording: str, sentence: str) -> None:
    statement = judge(wording, sentence)
    assert (statement.verdict, statement.claim, statement.alterations) == (Verdict.SUPPORTED, "claim-0@1", ())


@pytest.mark.parametrize(
    ("wording", "sentence", "kinds"),
    [
        (FUEL, "Fleets on Krona save 8% on fuel.", {"hedge_removed"}),
        (FUEL, "Every fleet on Krona saves 8% on fuel.", {"hedge_removed", "scope_widened"}),
        (FUEL, "Fleets on Krona typically save 18% on fuel.", {"number"}),
        (FUEL, "Fleets on Krona typically save almost 10% on fuel.", {"number"}),
        (FUEL, "Fleets on Krona typically save more than 8% on fuel.", {"number"}),
        (FUEL, "Fleets on Krona typically save €8 on fuel.", {"unit"}),
        (FUEL, "Fleets on Krona typically do not save 8% on fuel.", {"negation"}),
        (FUEL, "Fleets on Krona typically save 8% on fuel, the best result in Europe.", {"superlative_added"}),
        (THEFT, "Krona prevents fuel theft within five minutes.", {"strengthened_verb"}),
        (THEFT, "Krona stops fuel theft within five minutes.", {"strengthened_verb"}),
        (THEFT, "Krona eliminates fuel theft within five minutes.", {"strengthened_verb"}),
        (THEFT, "Krona does not detect fuel theft within five minutes.", {"negation"}),
        (THEFT, "Krona detects any theft within five minutes.", {"scope_widened"}),
        (THEFT, "Krona detects fuel theft within five seconds.", {"unit"}),
        (THEFT, "Krona detects fuel theft within two minutes.", {"number"}),
        (THEFT, "Krona is the only system that detects fuel theft within five minutes.", {"superlative_added"}),
        (SUPPORT, "Krona support answers within four hours.", {"qualifier_dropped"}),
        (SUPPORT, "In Germany, Krona support answers within four working hours.", {"unit"}),
        (PANEL, "60% of surveyed drivers prefer Krona.", {"source_dropped"}),
        (PANEL, "All surveyed drivers prefer Krona, says Fleet Panel 2026.", {"scope_widened"}),
        (PANEL, "6% of surveyed drivers prefer Krona, says Fleet Panel 2026.", {"number"}),
        (PANEL, "Two thirds of surveyed drivers prefer Krona, says Fleet Panel 2026.", {"number"}),
        (ROSSI, "Rossi Trasporti cut empty runs from 22% to 12% in one season.", {"number"}),
        (ROSSI, "Bianchi Logistica cut empty runs from 22% to 14% in one season.", {"entity_swap"}),
        (ROSSI, "Rossi Trasporti increased empty runs from 22% to 14% in one season.", {"negation"}),
        (STORED, "Krona never stores positions.", {"negation"}),
        (STORED, "Krona stores positions for at least 90 days.", {"number"}),
        (STORED, "Krona stores positions for 90 weeks.", {"unit"}),
        (STORED, "Krona stores positions for 60 days.", {"number"}),
        (PRICE, "Krona costs €12 a truck a year.", {"timeframe"}),
        (PRICE, "Krona costs €1.20 a truck a month.", {"number"}),
        (PRICE, "Krona costs £12 a truck a month.", {"unit"}),
        (REFUSE, "All carriers can refuse a load in the app.", {"scope_widened"}),
        (REFUSE, "Some carriers cannot refuse a load in the app.", {"negation"}),
        (REFUSE, "Some carriers can accept a load in the app.", {"negation"}),
        (LEARN, "Every driver learns the app in less than an hour.", {"scope_widened"}),
        (LEARN, "Drivers learn the app in less than an hour.", {"scope_widened"}),
        (BREAK, "Krona warns of a break 15 minutes ahead.", {"qualifier_dropped"}),
        (BREAK, "Krona warns of a break 50 minutes ahead if the tachograph is connected.", {"number"}),
        (
            BREAK,
            "If the tachograph is connected, Krona prevents missed breaks 15 minutes ahead.",
            {"strengthened_verb"},
        ),
        (BASIC, "Krona supports up to 400 trucks.", {"qualifier_dropped"}),
        (BASIC, "Krona supports up to 500 trucks on the Basic plan.", {"number"}),
        (BASIC, "Krona supports up to 400 trucks on the Pro plan.", {"entity_swap"}),
    ],
)
def test_a_change_of_meaning_is_named(wording: str, sentence: str, kinds: set[str]) -> None:
    statement = judge(wording, sentence)
    assert (statement.verdict, statement.claim) == (Verdict.ALTERED, "claim-0@1")
    assert {change.kind for change in statement.alterations} == {AlterationKind(kind) for kind in kinds}
