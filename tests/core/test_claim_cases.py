"""A library of claims as a whole: whatever says the same is found and supported, what was changed is flagged."""

from functools import cache
from pathlib import Path

import pytest
from tests.core.sample_policy import policy_set

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.policy_set import PolicySet

LINES = [line for line in Path(__file__).with_name("claim_cases.txt").read_text("utf-8").splitlines() if line]
CLAIMS = [line for line in LINES if line[0] not in "#=!"]
SAME = [line[2:] for line in LINES if line.startswith("= ")]
CHANGED = [line[2:] for line in LINES if line.startswith("! ")]
COMPANIES = (
    "Deskpilot Grainline Nordholm Sunvale Brayfield Wrenfield Castellan Ostler Pellwood Brackenfield Tidebrook "
    "Ferncastle Larkmoor Alderpoint Highmere Corvane Moorlane Vantor"
).split()
CUSTOMERS = ("Halden Outdoor", "Tellus Books", "Linden Stud", "Hotel Aurelius", "Rowan Insurance")
SOURCES = ("Adult Learning Index 2026", "Home Panel 2026", "Marlow Health")


@cache
def approving_all() -> PolicySet:
    claims = [
        {
            "id": f"claim-{number}",
            "category": "customer_proof" if any(name in wording for name in CUSTOMERS) else "metric",
            "wordings": [wording],
            "attribution": next((source for source in SOURCES if source in wording), None),
            "evidence": "Folder 7",
            "owner": "marketing",
            "valid_from": "2026-01-01",
        }
        for number, wording in enumerate(CLAIMS)
    ]
    return policy_set(talk_track={"names": COMPANIES, "claims": claims, "never_say": []})


def judged(text: str) -> tuple[Statement, ...]:
    copy = parse_copy(Revision(body=text), PLAIN)
    return judge_copy(read_message(copy), Manifest("email"), approving_all())


@pytest.mark.parametrize("text", SAME)
def test_copy_that_says_the_same_is_supported(text: str) -> None:
    assert {one.verdict for one in judged(text)} <= {Verdict.SUPPORTED, Verdict.NONE}
    assert any(one.verdict is Verdict.SUPPORTED for one in judged(text))


@pytest.mark.parametrize("text", CHANGED)
def test_copy_that_says_something_else_is_flagged(text: str) -> None:
    assert any(one.verdict not in (Verdict.SUPPORTED, Verdict.NONE) for one in judged(text))
