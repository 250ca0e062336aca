"""Verdicts on sentences: golden cases in four companies' worlds, and where in a message they stand.

The worlds are `tests/cases/verdicts/*.yaml`: a company's talk track, then sentences by verdict and, for altered
ones, by the kind of alteration. `beside` is the rest of the body, `kinds` all kinds where there are several.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.core.sample_policy import policy_set

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import AlterationKind, Ground, Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, PartName, Revision
from governance.core.policy.policy_set import PolicySet

WORLDS = Path(__file__).parents[1] / "cases" / "verdicts"
NAMES = sorted(path.stem for path in WORLDS.glob("*.yaml"))
EMPTY: dict[str, Any] = {"pillars": [], "objections": [], "offers": [], "never_say": []}
CLAIM = {"evidence": "Folder 7", "owner": "marketing", "valid_from": "2026-01-01"}
WASTE = "Offices on Bohnenkreis throw away up to 30% less coffee."
MEASURED = "Measured in 52 offices in spring 2026."


@lru_cache
def world(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((WORLDS / f"{name}.yaml").read_text("utf-8"))
    return loaded


@lru_cache
def policies(name: str) -> PolicySet:
    track = world(name)["talk_track"]
    return policy_set(talk_track={**EMPTY, **track, "claims": [{**CLAIM, **claim} for claim in track["claims"]]})


def judge(revision: Revision, name: str, channel: str = "email", region: str | None = None) -> tuple[Statement, ...]:
    manifest = Manifest(channel, regions=(region,) if region else None)
    return judge_copy(read_message(parse_copy(revision, PLAIN)), manifest, policies(name))


def judge_case(name: str, case: dict[str, Any]) -> Statement:
    body = " ".join(text for text in (case["copy"], case.get("beside")) if text)
    statements = judge(Revision(body=body), name, case.get("channel", "email"), case.get("region"))
    return next(statement for statement in statements if statement.quote == case["copy"])


def judge_sentence(sentence: str, *others: str) -> Statement:
    """In the world of the coffee machines."""
    statements = judge(Revision(body=" ".join((sentence, *others))), "coffee_machines")
    return next(statement for statement in statements if statement.quote == sentence)


def case_params(verdict: str) -> list[Any]:
    return [
        pytest.param(name, case, id=f"{name}-{number}")
        for name in NAMES
        for number, case in enumerate(world(name)["cases"].get(verdict, ()), start=1)
    ]


def altered_params() -> list[Any]:
    return [
        pytest.param(name, kind, case, id=f"{name}-{kind}-{number}")
        for name in NAMES
        for kind, cases in world(name)["cases"]["altered"].items()
        for number, case in enumerate(cases, start=1)
    ]


def claim_id(statement: Statement) -> str | None:
    return statement.claim.partition("@")[0] if statement.claim else None


@pytest.mark.parametrize(("name", "case"), case_params("supported"))
def test_the_same_meaning_in_other_words_is_supported(name: str, case: dict[str, Any]) -> None:
    statement = judge_case(name, case)
    assert (statement.verdict, claim_id(statement), statement.alterations) == (Verdict.SUPPORTED, case["claim"], ())


@pytest.mark.parametrize(("name", "case"), case_params("missing_qualifier"))
def test_a_faithful_claim_without_its_qualifier_lacks_it(name: str, case: dict[str, Any]) -> None:
    statement = judge_case(name, case)
    assert (statement.verdict, claim_id(statement)) == (Verdict.MISSING_QUALIFIER, case["claim"])


@pytest.mark.parametrize(("name", "kind", "case"), altered_params())
def test_a_changed_claim_is_altered_and_says_how(name: str, kind: str, case: dict[str, Any]) -> None:
    statement = judge_case(name, case)
    assert (statement.verdict, claim_id(statement)) == (Verdict.ALTERED, case["claim"])
    assert {change.kind for change in statement.alterations} == set(case.get("kinds", [kind]))
    if "quotes" in case:
        assert [change.quote for change in statement.alterations] == case["quotes"]


@pytest.mark.parametrize(("name", "case"), case_params("expired"))
def test_a_claim_out_of_date_is_expired(name: str, case: dict[str, Any]) -> None:
    statement = judge_case(name, case)
    assert (statement.verdict, claim_id(statement)) == (Verdict.EXPIRED, case["claim"])


@pytest.mark.parametrize(("name", "case"), case_params("prohibited"))
def test_a_promise_never_to_be_made_or_a_claim_out_of_place_is_prohibited(name: str, case: dict[str, Any]) -> None:
    statement = judge_case(name, case)
    assert statement.verdict is Verdict.PROHIBITED
    assert (statement.rule, claim_id(statement)) == (case.get("rule"), case.get("claim"))


@pytest.mark.parametrize(("name", "case"), case_params("unsupported"))
def test_a_fact_about_us_that_no_claim_covers_is_unsupported(name: str, case: dict[str, Any]) -> None:
    assert judge_case(name, case).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(("name", "case"), case_params("none"))
def test_what_asserts_nothing_about_us_has_no_verdict(name: str, case: dict[str, Any]) -> None:
    assert judge_case(name, case).verdict is Verdict.NONE


def test_every_verdict_and_every_kind_of_alteration_has_cases() -> None:
    assert {verdict for name in NAMES for verdict in world(name)["cases"]} == set(Verdict)
    kinds = {kind for name in NAMES for kind in world(name)["cases"]["altered"]}
    assert kinds == set(AlterationKind)


def test_an_alteration_shows_the_words_and_the_approved_ones() -> None:
    body = f"A line before. {WASTE.replace('30%', '35%')} {MEASURED}"
    changes = [change for s in judge(Revision(body=body), "coffee_machines") for change in s.alterations]
    number = next(change for change in changes if change.kind is AlterationKind.NUMBER)
    assert body[slice(*number.span)] == number.quote == "up to 35%"
    assert number.approved_quote == "up to 30%"


def test_a_judged_sentence_names_the_approved_wording_with_its_qualifier() -> None:
    assert judge_sentence(WASTE).wording == f"{WASTE} {MEASURED}"


def test_a_superseded_claim_names_its_successor() -> None:
    statement = judge_sentence("More than 900 offices drink Bohnenkreis coffee.")
    assert (statement.claim, statement.detail) == ("offices-2025@1", "superseded by offices-2026@1")


@pytest.mark.parametrize(
    ("channel", "region", "ground"), [("linkedin", None, Ground.CHANNEL), ("email", "DE", Ground.REGION)]
)
def test_a_claim_out_of_place_says_which_place(channel: str, region: str | None, ground: Ground) -> None:
    sentence = {
        Ground.CHANNEL: "A machine costs from €89 a month on a 24-month contract.",
        Ground.REGION: "Bio Alpina has certified our house blend as organic.",
    }[ground]
    statement = judge(Revision(body=sentence), "coffee_machines", channel, region)[0]
    assert (statement.verdict, statement.ground) == (Verdict.PROHIBITED, ground)


def test_a_claim_is_allowed_in_every_region_that_it_names() -> None:
    sentence = "Bio Alpina has certified our house blend as organic."
    verdicts = {judge(Revision(body=sentence), "coffee_machines", region=r)[0].verdict for r in ("AT", "CH")}
    assert verdicts == {Verdict.SUPPORTED}


@pytest.mark.parametrize(
    "body",
    [
        f"{MEASURED} {WASTE}",
        f"{WASTE}\n\nWould you like to taste it?\n\n{MEASURED}",
        f"{WASTE} Best regards, Lena\n\n* In spring 2026, we measured 52 offices.",
        f"{WASTE[:-1]} (measured in 52 offices in spring 2026).",
    ],
)
def test_a_qualifier_may_stand_anywhere_in_the_body(body: str) -> None:
    verdicts = {statement.verdict for statement in judge(Revision(body=body), "coffee_machines")}
    assert Verdict.SUPPORTED in verdicts
    assert Verdict.MISSING_QUALIFIER not in verdicts


def test_a_qualifier_that_only_one_branch_holds_is_missing() -> None:
    body = f"{WASTE} {{{MEASURED}|Lovely coffee.}}"
    assert judge(Revision(body=body), "coffee_machines")[0].verdict is Verdict.MISSING_QUALIFIER


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Offices on Bohnenkreis throw away {up to|as much as} 30% less coffee.", Verdict.SUPPORTED),
        ("Offices on Bohnenkreis throw away {up to |}30% less coffee.", Verdict.ALTERED),
        ("Offices on Bohnenkreis throw away up to {30|40}% less coffee.", Verdict.ALTERED),
        ("{Our machines grind fresh beans for every cup.|More than 900 offices drink Bohnenkreis coffee.}", "expired"),
        ("{Who cleans it?|More than 1,200 offices drink Bohnenkreis coffee.}", Verdict.SUPPORTED),
    ],
)
def test_a_sentence_is_as_bad_as_its_worst_branch(sentence: str, verdict: str) -> None:
    assert judge_sentence(sentence, MEASURED).verdict == verdict


def test_a_subject_line_may_leave_out_what_the_message_says() -> None:
    revision = Revision(subject="Up to 30% less coffee thrown away on Bohnenkreis", body=f"{WASTE} {MEASURED}")
    assert [s.verdict for s in judge(revision, "coffee_machines") if s.part is PartName.SUBJECT] == [Verdict.SUPPORTED]


def test_a_subject_line_may_not_say_another_figure() -> None:
    revision = Revision(subject="Up to 50% less coffee thrown away on Bohnenkreis", body=f"{WASTE} {MEASURED}")
    assert [s.verdict for s in judge(revision, "coffee_machines") if s.part is PartName.SUBJECT] == [Verdict.ALTERED]


def test_a_figure_changed_in_the_html_part_only_is_altered_there() -> None:
    html = f"<p>{WASTE.replace('30%', '<b>40%</b>')}</p><p>{MEASURED}</p>"
    statements = judge(Revision(body=f"{WASTE} {MEASURED}", html=html), "coffee_machines")
    altered = [s.part for s in statements if s.verdict is Verdict.ALTERED]
    assert altered == [PartName.HTML]


def test_the_worst_of_several_claims_in_one_sentence_decides_and_all_are_named() -> None:
    sentence = "Our machines grind fresh beans for every cup, and more than 900 offices drink Bohnenkreis coffee."
    statement = judge_sentence(sentence)
    assert statement.verdict is Verdict.EXPIRED
    assert set(statement.claims) == {"offices-2025@1", "fresh-beans@1"}


def test_a_claim_that_a_question_implies_has_no_verdict() -> None:
    sentence = "Would it help if offices on Bohnenkreis throw away 50% less coffee?"
    assert judge_sentence(sentence).verdict is Verdict.NONE
