"""Rules as sales leaders write them, broken in plain words that are not theirs; and sentences that break none."""

from functools import cache
from pathlib import Path

import pytest
from tests.core.sample_policy import policy_set

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.policy_set import PolicySet

TEXT = Path(__file__).with_name("never_say_cases.txt").read_text("utf-8")
LINES = {
    name: [line for line in lines.splitlines() if line]
    for name, _, lines in (block.partition("]") for block in TEXT.split("\n[")[1:])
}
BREAKING = [(name, line[2:]) for name, lines in LINES.items() for line in lines if line.startswith("! ")]
HARMLESS = [(name, line[2:]) for name, lines in LINES.items() for line in lines if line.startswith("= ")]


@cache
def of(name: str) -> PolicySet:
    rules = [line for line in LINES[name] if line[:2] not in ("! ", "+ ", "= ")]
    wordings = [line[2:] for line in LINES[name] if line.startswith("+ ")]
    claims = [
        {
            "id": f"claim-{number}",
            "category": "metric",
            "wordings": [wording],
            "evidence": "Folder 7",
            "owner": "marketing",
            "valid_from": "2026-01-01",
        }
        for number, wording in enumerate(wordings)
    ]
    never_say = [{"id": f"rule-{number}", "rule": rule} for number, rule in enumerate(rules)]
    return policy_set(talk_track={"names": [name], "claims": claims, "never_say": never_say})


def verdicts(name: str, text: str) -> set[Verdict]:
    copy = parse_copy(Revision(body=text), PLAIN)
    return {one.verdict for one in judge_copy(read_message(copy), Manifest("email"), of(name))}


@pytest.mark.parametrize(("name", "text"), BREAKING)
def test_a_rule_is_broken_by_words_that_are_not_its_own(name: str, text: str) -> None:
    assert Verdict.PROHIBITED in verdicts(name, text)


@pytest.mark.parametrize(("name", "text"), HARMLESS)
def test_what_claims_nothing_of_us_breaks_no_rule(name: str, text: str) -> None:
    assert verdicts(name, text) <= {Verdict.NONE, Verdict.SUPPORTED}
