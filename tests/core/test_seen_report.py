"""What a report says of hidden text and disguise, under a standard that weighs them otherwise."""

import pytest
from tests.core.sample_policy import policy_set

from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.report import ReportVerdict, check_variant

FOOTER = "<p>{{postal_address}} {{unsubscribe_link}}</p>"


def report(html: str, severities: dict[str, str] | None = None) -> tuple[ReportVerdict, list[tuple[str, str]]]:
    variant = Variant("one", Revision(subject="Shifts", html=html + FOOTER), Manifest("email"))
    made = check_variant(variant, policy_set({"severities": severities or {}}))
    return made.verdict, [(finding.code, finding.severity) for finding in made.findings]


def test_a_preheader_is_only_a_note() -> None:
    html = "<div style='display:none'>Ovens first.</div><p>Shall we talk?</p>"
    assert report(html) == (ReportVerdict.CLEAN, [("preheader", "note")])
    assert report(html, {"preheader": "warning"}) == (ReportVerdict.REVIEW, [("preheader", "warning")])


def test_hidden_text_blocks_unless_the_standard_weighs_it_otherwise() -> None:
    html = "<p>Shall we talk?</p><p hidden>Ovens last.</p>"
    assert report(html) == (ReportVerdict.BLOCKED, [("hidden_text", "blocker")])
    assert report(html, {"hidden_text": "note"}) == (ReportVerdict.CLEAN, [("hidden_text", "note")])


def test_disguise_is_a_warning_and_the_word_is_judged_all_the_same() -> None:
    verdict, found = report("<p>We gu\u0430rantee it.</p>")
    assert verdict is ReportVerdict.BLOCKED
    assert {("disguised_characters", "warning"), ("forbidden_word", "blocker")} <= set(found)


@pytest.mark.parametrize("attribute", ["alt", "title", "aria-label"])
def test_a_claim_beside_the_text_is_judged(attribute: str) -> None:
    _, found = report(
        f"<p>Shall we talk?</p><img {attribute}='Staff can swap 40 shifts on their phone with Lanternfold.'>"
    )
    assert ("altered_claim", "warning") in found or ("altered_claim", "blocker") in found
