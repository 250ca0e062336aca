"""Finding the approved wording that a sentence may come from."""

import pytest
from tests.core.test_judgement import policies

from governance.core.claims.library import library
from governance.core.claims.meaning import meaning
from governance.core.claims.retrieval import candidates


def nearest(sentence: str, world: str) -> str | None:
    ranked = candidates(meaning(sentence), library(policies(world)))
    return ranked[0].claim.claim.id if ranked else None


@pytest.mark.parametrize(
    ("sentence", "world", "claim"),
    [
        ("You wait forty seconds for a cup.", "coffee_machines", "brew-time"),
        ("Hotel Seeblick halved what it pays for coffee.", "coffee_machines", "lindenhof"),
        ("Every machine grinds its beans fresh.", "coffee_machines", "fresh-beans"),
        ("Payroll files reach SAP by themselves.", "bike_leasing", "payroll"),
        ("Theft is insured from delivery on.", "bike_leasing", "theft"),
        ("All sample data sits in Dublin.", "lab_software", "hosting"),
        ("A certificate is reviewed in ten minutes.", "lab_software", "review-time"),
        ("Malvern Pumps spends less on translation.", "translation_agency", "malvern"),
    ],
)
def test_a_sentence_finds_its_claim_first(sentence: str, world: str, claim: str) -> None:
    assert nearest(sentence, world) == claim


@pytest.mark.parametrize("sentence", ["", "???", "Hi there!", "Bohnenkreis", "Xylophone quartz."])
def test_a_sentence_that_shares_no_telling_word_finds_nothing(sentence: str) -> None:
    assert candidates(meaning(sentence), library(policies("coffee_machines"))) == ()


def test_each_claim_is_found_once_and_the_nearest_comes_first() -> None:
    ranked = candidates(meaning("More than 900 offices drink our coffee."), library(policies("coffee_machines")))
    ids = [candidate.claim.claim.id for candidate in ranked]
    assert len(ids) == len(set(ids))
    assert [candidate.score for candidate in ranked] == sorted((c.score for c in ranked), reverse=True)
    assert ids[0] == "offices-2025"
