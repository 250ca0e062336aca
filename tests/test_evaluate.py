"""The evaluation, on an invented company in the layout of the data, through the real command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.company import companies
from benchmarks.compose import LEAST_WORDS, MOST_WORDS, compose
from benchmarks.evaluate import check_company, main
from benchmarks.growth import SIZES, in_own_process
from benchmarks.made_up import made_up_claims
from benchmarks.policy_files import policy_documents
from benchmarks.predictions import copy_row, prediction_rows, standards_issues
from benchmarks.scoring import area_under_curve

FAITHFUL = "Brackenfield cuts harvest planning by up to 20%."
ALTERED = "Brackenfield cuts harvest planning by up to 40%."
CLOSE = "Is Tuesday good?"
BODY = f"Hello {{{{first_name}}}},\n\n{FAITHFUL} {ALTERED} {CLOSE}\n\n{{{{opt_out}}}}"

TALK_TRACK = """# Brackenfield Farms - talk track, v3

**What we do:** We plan harvests for orchards. Nobody drives out twice.

**Three pillars**
1. *Fewer trips.* Pickers go where fruit is ripe.
2. *Own data.* Yields stay with the grower.

**Objections**
- "We have a spreadsheet." -> A spreadsheet does not see the weather.

**Ask:** a short call.
"""
CLAIM = {
    "id": "BF-1",
    "approved_wording": FAITHFUL,
    "category": "metric",
    "required_qualifier": None,
    "attribution_required": None,
    "source": "Season report",
    "valid_from": "2026-01-01",
    "valid_until": None,
    "channels": ["email"],
    "regions": ["all"],
    "status": "approved",
    "superseded_by": None,
}
STANDARDS = {
    "effective_from": "2026-02-01",
    "channels": ["email"],
    "banned_phrases": ["bumper crop"],
    "required_elements": {"email": ["subject", "{{opt_out}}", "{{postal_address}}"]},
    "length_limits": {"email": {"subject_max_chars": 50, "cold_max_words": 100, "followup_max_words": 80}},
    "tone": {"max_exclamation_marks": 1},
    "merge_tags_allowed": ["first_name", "opt_out", "postal_address"],
    "competitors": ["Applewise"],
    "max_links": {"email": 1},
    "prohibited_claims": [
        {"id": "N1", "rule": "Promises a harvest."},
        {"id": "CH", "rule": "Uses an approved claim on a channel it is not allowed on."},
    ],
    "approval_policy": {
        "stages": [{"stage": 1, "role": "sales"}],
        "approval_valid_days": 30,
        "business_hours": "Mon-Fri 09:00-17:00 Europe/Dublin",
    },
}
PROFILE = {
    "personas": [{"id": "orchard", "titles": ["Orchard Manager"]}],
    "seniority_min": "manager",
    "industries": [{"id": "fruit", "includes": ["apple growing"]}],
    "employee_range": {"min": 10, "max": 90},
    "countries": ["IE"],
    "exclusions": ["existing customer"],
}


def _sentence(index: int, text: str, label: str, **more: Any) -> dict[str, Any]:
    start = BODY.index(text)
    place = {"index": index, "start": start, "end": start + len(text), "text": text, "label": label}
    nothing: dict[str, Any] = {"claim_id": None, "claim_ids": [], "rule_id": None, "alteration": None}
    return place | nothing | {"accept_alterations": [], "accept_labels": []} | more


VARIANT = {
    "variant_id": "BF-V1",
    "type": "email_cold",
    "channel": "email",
    "review_date": "2026-05-04",
    "subject": "Before the harvest",
    "audience": {
        "persona": "Orchard Manager",
        "industry": "apple growing",
        "employees_min": 20,
        "employees_max": 60,
        "country": "IE",
    },
    "body": BODY,
    "labels": {"in_icp": True, "drift": "on_message", "standards_issues": [], "clean": False},
    "sentences": [
        _sentence(0, FAITHFUL, "supported", claim_ids=["BF-1"]),
        _sentence(1, ALTERED, "altered", claim_ids=["BF-1"], alteration="number"),
        _sentence(2, CLOSE, "none"),
    ],
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    folder = tmp_path / "world" / "brackenfield"
    folder.mkdir(parents=True)
    (folder / "talk_track.md").write_text(TALK_TRACK, "utf-8")
    (folder / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n", "utf-8")
    (folder / "variants.jsonl").write_text(json.dumps(VARIANT) + "\n", "utf-8")
    (folder / "standards.json").write_text(json.dumps(STANDARDS), "utf-8")
    (folder / "icp.json").write_text(json.dumps(PROFILE), "utf-8")
    return folder.parent


def test_a_company_goes_through_the_command_line_and_comes_back_as_prediction_rows(world: Path, tmp_path: Path) -> None:
    (company,) = companies(world)
    *sentences, variant = prediction_rows(company, check_company(company, tmp_path)["BF-V1"])
    rows = {BODY[row["start"] : row["end"]]: row for row in sentences}
    assert rows[FAITHFUL] == {
        "variant_id": "BF-V1",
        "start": BODY.index(FAITHFUL),
        "end": BODY.index(FAITHFUL) + len(FAITHFUL),
        "flag": False,
        "label": "supported",
        "claim_id": "BF-1",
        "claim_ids": ["BF-1"],
        "rule_id": None,
        "alteration": None,
    }
    assert (rows[ALTERED]["flag"], rows[ALTERED]["label"]) == (True, "altered")
    assert (rows[ALTERED]["claim_id"], rows[ALTERED]["alteration"]) == ("BF-1", "number")
    assert rows[CLOSE]["label"] == "none"
    assert variant["variant_id"] == "BF-V1"
    assert variant["in_icp"] is True
    assert variant["standards_issues"] == ["missing_postal_address"]


def test_the_summary_counts_what_was_caught_and_says_that_the_scorer_is_absent(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(world)])
    printed = capsys.readouterr().out
    assert "Flagged sentences: 1 right, 0 false alarms, 0 missed" in printed
    assert "Alterations: 1 of 1 (100.0%)" in printed
    assert f"No scorer at {world / 'score.py'}; only the summary is given." in printed


def test_the_talk_track_page_becomes_names_pillars_objections_and_rules(world: Path) -> None:
    (company,) = companies(world)
    talk_track = policy_documents(company)["talk-track"]
    assert talk_track["names"] == ["Brackenfield Farms", "Brackenfield"]
    assert talk_track["positioning"] == "We plan harvests for orchards."
    assert [pillar["says"] for pillar in talk_track["pillars"]] == [
        "Fewer trips. Pickers go where fruit is ripe.",
        "Own data. Yields stay with the grower.",
    ]
    assert talk_track["objections"] == [
        {"hears": "We have a spreadsheet.", "answers": "A spreadsheet does not see the weather."}
    ]
    assert talk_track["offers"] == [{"id": "ask", "says": "a short call."}]
    assert talk_track["never_say"] == [{"id": "N1", "rule": "Promises a harvest."}]


def test_missing_data_is_said_and_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tmp_path / "nowhere")])
    assert capsys.readouterr().out == f"No labelled data in {tmp_path / 'nowhere'}; nothing is measured.\n"


def test_no_label_reaches_the_product() -> None:
    row = copy_row(VARIANT)
    assert row.keys() == {"id", "subject", "body", "channel", "kind", "audience"}
    assert row["kind"] == "cold"
    assert row["audience"] == VARIANT["audience"]


def test_findings_of_the_standard_are_named_in_the_words_of_the_data() -> None:
    findings = [
        {"code": "forbidden_word", "message": ""},
        {"code": "missing_element", "message": "The e-mail has no {{unsubscribe_link}}."},
        {"code": "altered_claim", "message": ""},
    ]
    assert standards_issues(findings) == {"banned_phrase", "missing_unsubscribe"}


def test_a_claim_on_a_channel_it_may_not_use_is_reported_under_the_rule_of_the_data(
    world: Path, tmp_path: Path
) -> None:
    elsewhere = json.dumps(CLAIM | {"channels": ["call_script"]})
    (world / "brackenfield" / "claims.jsonl").write_text(elsewhere, "utf-8")
    standards = json.dumps(STANDARDS | {"channels": ["email", "call_script"]})
    (world / "brackenfield" / "standards.json").write_text(standards, "utf-8")
    (company,) = companies(world)
    rows = prediction_rows(company, check_company(company, tmp_path)["BF-V1"])
    faithful = next(row for row in rows if row.get("start") == BODY.index(FAITHFUL))
    assert (faithful["label"], faithful["rule_id"], faithful["claim_id"]) == ("prohibited", "BF-CH", "BF-1")


def test_the_area_under_the_curve_counts_ties_half() -> None:
    assert area_under_curve([1.0, 0.5], [0.5, 0.0]) == 0.875
    assert area_under_curve([1.0], []) is None


def test_composed_emails_are_the_same_every_time_and_have_80_to_120_words() -> None:
    claims = made_up_claims(28)
    emails = compose(200, claims)
    assert emails == compose(200, claims)
    assert all(LEAST_WORDS <= len(email.body.split()) <= MOST_WORDS for email in emails)


def test_made_up_claims_are_distinct() -> None:
    assert len({claim.wording for claim in made_up_claims(2_800)}) == 2_800


def test_made_up_claims_are_distinct_up_to_the_largest_size_that_is_measured() -> None:
    claims = made_up_claims(max(SIZES))
    assert len({claim.wording for claim in claims}) == len(claims) == max(SIZES)


def test_growth_is_measured_in_a_process_of_its_own() -> None:
    measured = in_own_process(28, 5)
    assert measured.claims == 28
    assert min(measured.new_per_second, measured.known_per_second, measured.peak_mib) > 0
