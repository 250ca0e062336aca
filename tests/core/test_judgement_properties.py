"""What holds for every text, every approved claim and every figure of it."""

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.test_judgement import NAMES, judge, judge_sentence, world

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim
from governance.outside.policy_files import load_policy_set

ROOT = Path(__file__).parents[2]
NOON = datetime.fromisoformat("2026-09-14T12:00:00+00:00")
QUESTIONS = ("How long does your team queue for a cup?", "Who answers for the kitchen on your floor?")


@lru_cache
def sample(name: str) -> PolicySet:
    return load_policy_set(ROOT / "policies" / name, NOON)


def valid_wordings() -> list[Any]:
    return [
        pytest.param(name, claim.claim, wording, id=f"{name}-{claim.claim.id}-{number}")
        for name in ("loopfern", "nordkeel")
        for claim in sample(name).claims
        if claim.claim.valid(sample(name).day)
        for number, wording in enumerate(claim.claim.wordings, start=1)
    ]


def judge_wording(name: str, claim: Claim, wording: str) -> Statement:
    """The wording with its qualifier and source, where the claim may be said."""
    source = f"Source: {claim.attribution}." if claim.attribution else ""
    body = "\n\n".join(text for text in (wording, claim.qualifier, source) if text)
    channel = "email" if claim.channels == "all" else claim.channels[0]
    region = None if claim.regions == "all" else a_region(name, claim.regions[0])
    manifest = Manifest(channel, regions=(region,) if region else None)
    return judge_copy(read_message(parse_copy(Revision(body=body), PLAIN)), manifest, sample(name))[0]


def a_region(name: str, region: str) -> str:
    return sample(name).standard.groups.get(region, (region,))[0]


@pytest.mark.parametrize(("name", "claim", "wording"), valid_wordings())
def test_approved_wording_in_its_place_is_supported(name: str, claim: Claim, wording: str) -> None:
    statement = judge_wording(name, claim, wording)
    assert (statement.quote, statement.verdict) == (wording, Verdict.SUPPORTED)
    assert statement.claim is not None
    assert statement.claim.startswith(f"{claim.id}@")


FIGURE = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-])")


def raised(figure: str) -> str:
    whole, dot, part = figure.partition(".")
    return f"{int(whole.replace(',', '')) + 1:,}{dot}{part}"


def raised_figures() -> list[Any]:
    return [
        pytest.param(*param.values[:2], f"{w[: m.start()]}{raised(m[0])}{w[m.end() :]}", id=f"{param.id}-{m.start()}")
        for param in valid_wordings()
        for w in (str(param.values[2]),)
        for m in FIGURE.finditer(w)
    ]


@pytest.mark.parametrize(("name", "claim", "changed"), raised_figures())
def test_a_figure_one_higher_is_not_supported(name: str, claim: Claim, changed: str) -> None:
    assert judge_wording(name, claim, changed).verdict not in (Verdict.SUPPORTED, Verdict.NONE)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.sampled_from(NAMES))
def test_no_text_stops_the_judging_and_every_quote_is_of_the_source(text: str, name: str) -> None:
    for statement in judge(Revision(body=text), name):
        assert statement.quote == text[slice(*statement.span)]
        for change in statement.alterations:
            assert change.quote == text[slice(*change.span)]


PIECES = st.sampled_from(
    ["up to 30% less coffee", "€89 a month", "{a|b}", "{{first_name|there}}", "never", "Bohnenkreis", "900 offices",
     "every", "−10 °C", "half", "{", "}", "|", ".", "?", "\n", "<b>", "&amp;", "1/0", "0 of every 0", "24/7", "1,2,3"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_no_jumble_of_figures_and_choices_stops_the_judging(text: str) -> None:
    for part, source in Revision(subject=text, body=text, html=text).parts.items():
        statements = judge(Revision(subject=text, body=text, html=text), "coffee_machines")
        for statement in (s for s in statements if s.part is part):
            assert statement.quote == source[slice(*statement.span)]
            assert all(change.quote == source[slice(*change.span)] for change in statement.alterations)


EVERY_CASE = [
    case
    for cases in world("coffee_machines")["cases"].values()
    for case in ([c for kind in cases.values() for c in kind] if isinstance(cases, dict) else cases)
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(EVERY_CASE), max_size=6))
def test_judging_is_deterministic(cases: list[dict[str, Any]]) -> None:
    revision = Revision(body="\n\n".join(case["copy"] for case in cases))
    assert judge(revision, "coffee_machines") == judge(revision, "coffee_machines")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EVERY_CASE), st.lists(st.sampled_from(QUESTIONS), max_size=3), st.booleans())
def test_questions_beside_a_sentence_change_nothing(case: dict[str, Any], asked: list[str], before: bool) -> None:
    alone = judge_sentence(case["copy"], case.get("beside") or "")
    body = [*asked, case["copy"]] if before else [case["copy"], *asked]
    among = judge(Revision(body="\n\n".join((*body, case.get("beside") or ""))), "coffee_machines")
    found = next(statement for statement in among if statement.quote == case["copy"])
    assert (found.verdict, found.claims, found.rule) == (alone.verdict, alone.claims, alone.rule)
