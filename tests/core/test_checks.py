"""Every check against its golden cases, and every check documented and exemplified."""

import dataclasses
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.core.sample_policy import policy_set

from governance.core.audience import AudienceVerdict
from governance.core.checks import (
    altered_claim,
    audience_outside_profile,
    claim_out_of_scope,
    expired_claim,
    missing_qualifier,
    never_say,
    unsupported_claim,
)
from governance.core.checks.catalogue import CHECKS
from governance.core.checks.finding import Assessment, Check, Finding, Fix, Observation
from governance.core.claims.statement import Alteration, AlterationKind, Ground, Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.text import Span
from governance.core.copy.variant import Audience, Manifest, PartName, Revision, Variant
from governance.core.report import check_variant

CASES = Path(__file__).parents[1] / "cases"
HEADINGS = ("What it finds", "Why it matters", "Instead")
CLAIM = "planning-time@1"
NOT_HOUSE_WORDS = re.compile(r"\b(please|sorry|oops|invalid|successfully)\b|!$", re.IGNORECASE)


def cases(code: str) -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))
    return loaded


def case_params(kind: str) -> list[Any]:
    return [
        pytest.param(check.CODE, case, id=f"{check.CODE}-{number}")
        for check in CHECKS
        for number, case in enumerate(cases(check.CODE)[kind], start=1)
    ]


def variant(case: dict[str, Any]) -> Variant:
    audience = Audience(**case["audience"]) if "audience" in case else None
    regions = tuple(case["regions"]) if "regions" in case else None
    return Variant(
        id="case",
        revision=Revision(body=case["copy"], subject=case.get("subject"), html=case.get("html")),
        manifest=Manifest(
            case.get("channel", "email"), case.get("kind"), regions, audience, **case.get("sent_with", {})
        ),
    )


def findings(code: str, case: dict[str, Any]) -> list[Finding]:
    policies = policy_set(case.get("standard"), case.get("talk_track"), case.get("workspace"))
    report = check_variant(variant(case), policies)
    return [finding for finding in report.findings if finding.code == code]


def source(case: dict[str, Any], part: PartName) -> str:
    return variant(case).revision.parts.get(part, "")


def fixed(text: str, fixes: list[Fix]) -> str:
    for fix in sorted(fixes, key=lambda fix: fix.span, reverse=True):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    return text


@pytest.mark.parametrize(("code", "case"), case_params("flags"))
def test_what_must_be_flagged_is_quoted_exactly(code: str, case: dict[str, Any]) -> None:
    found = findings(code, case)
    assert [finding.quote for finding in found] == case["quotes"]
    if "messages" in case:
        assert [finding.message for finding in found] == case["messages"]
    assert [finding.message for finding in found if NOT_HOUSE_WORDS.search(finding.message)] == []


@pytest.mark.parametrize(("code", "case"), case_params("passes"))
def test_near_misses_pass(code: str, case: dict[str, Any]) -> None:
    assert findings(code, case) == []


@pytest.mark.parametrize(("code", "case"), case_params("flags"))
def test_every_quote_is_the_source_at_its_span(code: str, case: dict[str, Any]) -> None:
    for finding in findings(code, case):
        text = source(case, finding.part)
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.quote == text[finding.span.start : finding.span.end]


@pytest.mark.parametrize(("code", "case"), case_params("flags"))
def test_fixes_apply_cleanly(code: str, case: dict[str, Any]) -> None:
    found = findings(code, case)
    for part in {finding.part for finding in found}:
        fixes = [finding.fix for finding in found if finding.fix and finding.part is part]
        assert all(not a.span.overlaps(b.span) for a in fixes for b in fixes if a is not b)
        assert fixed(source(case, part), fixes) == case.get("fixed", fixed(source(case, part), fixes))


@pytest.mark.parametrize("code", ["preferred_word", "unknown_merge_field"])
def test_the_fixed_copy_passes(code: str) -> None:
    for case in cases(code)["flags"]:
        found = findings(code, case)
        if "fixed" in case and all(finding.fix for finding in found):
            part = "subject" if found[0].part is PartName.SUBJECT else "copy"
            assert findings(code, {**case, part: case["fixed"]}) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.CODE)
def test_every_check_is_documented_and_has_cases(check: Check) -> None:
    lines = (check.__doc__ or "").splitlines()
    assert lines[0].endswith(".")
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)
    assert len(cases(check.CODE)["flags"]) >= 4
    assert len(cases(check.CODE)["passes"]) >= 5


def test_codes_are_unique_module_names_with_a_severity() -> None:
    codes = [check.CODE for check in CHECKS]
    assert len(codes) == len(set(codes)) == 23
    assert sorted(codes) == sorted(path.stem for path in CASES.glob("*.yaml"))
    for check in CHECKS:
        assert check is sys.modules[f"governance.core.checks.{check.CODE}"]
        assert check.SEVERITY in ("blocker", "warning", "note")


# The claim checks by themselves, with statements made by hand.

SENTENCE = "Bakeries spend 27% less time on shift planning."
BODY = f"Hi. {SENTENCE} Bye."
AT = Span(4, 4 + len(SENTENCE))
STATEMENT = Statement(PartName.BODY, AT, SENTENCE, Verdict.NONE, claims=(CLAIM,))


def observed(
    check: Check, *, channel: str = "email", audience: AudienceVerdict | None = None, **said: Any
) -> Observation:
    statement = dataclasses.replace(STATEMENT, **said)
    outside = audience or AudienceVerdict(None, ())
    seen = Assessment(Manifest(channel), parse_copy(Revision(body=BODY), PLAIN), (statement,), outside)
    (observation,) = check.check(seen, policy_set())
    return observation


def test_an_altered_claim_lists_every_change_and_points_at_the_first() -> None:
    changes = (
        Alteration(AlterationKind.HEDGE_REMOVED, Span(19, 22), "27%", "up to 27%"),
        Alteration(AlterationKind.SOURCE_DROPPED, AT, SENTENCE, "Bakers' Union"),
        Alteration(AlterationKind.SUPERLATIVE_ADDED, Span(23, 27), "less", ""),
    )
    wording = "Bakeries on Lanternfold spend up to 27% less time on shift planning."
    seen = observed(altered_claim, verdict=Verdict.ALTERED, alterations=changes, wording=wording)
    assert seen.part.quote(seen.span) == "27%"
    assert seen.message == (
        "Hedge removed: “up to 27%” became “27%”; Source dropped: “Bakers' Union” is missing; "
        "Superlative added: “less” (shift-planning@7, planning-time@1)"
    )
    assert (seen.claim, seen.fix) == (CLAIM, Fix(AT, wording))


def test_an_alteration_without_a_place_quotes_the_sentence() -> None:
    assert observed(altered_claim, verdict=Verdict.ALTERED).span == AT


def test_an_unsupported_statement_names_the_nearest_wording_and_is_never_fixed_by_it() -> None:
    seen = observed(unsupported_claim, verdict=Verdict.UNSUPPORTED, wording="Staff can swap shifts.")
    assert seen.message == (
        "No claim of shift-planning@7 covers this statement; the nearest approved wording is “Staff can swap shifts.”"
    )
    assert seen.fix is None


def test_an_expired_claim_is_fixed_by_its_successor_only() -> None:
    reason = "expired on 2026-06-30"
    without = observed(expired_claim, verdict=Verdict.EXPIRED, detail=reason)
    assert without.message == "planning-time@1 of shift-planning@7 may not be said: expired on 2026-06-30"
    assert without.fix is None
    assert observed(expired_claim, verdict=Verdict.EXPIRED, wording="New.").fix == Fix(AT, "New.")


def test_a_prohibited_statement_is_found_by_exactly_one_check() -> None:
    by_ground = {Ground.CHANNEL: claim_out_of_scope, Ground.REGION: claim_out_of_scope}
    for ground in (*Ground, None):
        expected = by_ground.get(ground, never_say) if ground else never_say
        said = {"verdict": Verdict.PROHIBITED, "ground": ground, "rule": "live-by-date"}
        assert observed(expected, channel="linkedin", **said).span == AT
        other = never_say if expected is claim_out_of_scope else claim_out_of_scope
        with pytest.raises(ValueError, match="not enough values"):
            observed(other, channel="linkedin", **said)


def test_a_missing_qualifier_is_put_behind_the_sentence() -> None:
    qualifier = "Measured in our 2026 survey of 64 bakeries."
    seen = observed(missing_qualifier, verdict=Verdict.MISSING_QUALIFIER, detail=qualifier)
    assert seen.message == f"shift-planning@7 allows planning-time@1 only with “{qualifier}”"
    assert seen.fix == Fix(Span(AT.end, AT.end), f" {qualifier}")


def test_a_claim_for_some_regions_is_found_where_no_region_is_declared() -> None:
    policies = policy_set()
    limited = next(known for known in policies.claims if not isinstance(known.claim.regions, str))
    statement = dataclasses.replace(STATEMENT, verdict=Verdict.SUPPORTED, claims=(limited.ref,))
    copy = parse_copy(Revision(body=BODY), PLAIN)
    for regions, number in ((None, 1), (("DE",), 0)):
        seen = Assessment(Manifest("email", regions=regions), copy, (statement,), AudienceVerdict(None, ()))
        found = list(claim_out_of_scope.check(seen, policies))
        assert len(found) == number
        assert all("no region or country is declared" in observation.message for observation in found)


def test_an_audience_outside_gives_its_reasons_at_the_beginning_of_the_body() -> None:
    outside = AudienceVerdict(False, ("Country US is not in the profile.", "5 employees are too few."))
    seen = observed(audience_outside_profile, audience=outside)
    assert seen.span == Span(0, 0)
    assert seen.message == ("Outside the profile of fit@2: Country US is not in the profile; 5 employees are too few")
