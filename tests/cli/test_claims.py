"""`governance claims compare`, run as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.cli.claims import claims

SAME = {"id": "a", "evidence": "Parcels arrive within two days.", "claim": "Parcels arrive within 48 hours."}
OTHER = {"id": "b", "evidence": "Sales grew by 4% in May.", "claim": "Sales grew by 6% in May."}


def _compare(tmp_path: Path, text: str) -> tuple[int, list[dict[str, object]], str]:
    file = tmp_path / "pairs.jsonl"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(claims, ["compare", str(file)], standalone_mode=False)
    code = result.return_value if result.exception is None else -1
    return code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_every_claim_has_a_verdict_a_score_and_what_it_changed(tmp_path: Path) -> None:
    code, found, _ = _compare(tmp_path, json.dumps(SAME) + "\n" + json.dumps(OTHER) + "\n")

    assert code == 1
    assert found[0] == {"id": "a", "verdict": "supported", "score": 1.0, "alterations": []}
    assert found[1]["verdict"] == "altered"
    assert found[1]["alterations"] == [{"kind": "number", "quote": "6%", "evidence_quote": "4%"}]


def test_claims_that_are_all_supported_end_well(tmp_path: Path) -> None:
    assert _compare(tmp_path, json.dumps(SAME))[0] == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a", "evidence": "x"}', "claim is missing"),
        ('{"id": "a", "evidence": 3, "claim": "x"}', "evidence is missing"),
        ('{"id": "a", "claim": "x", "claim": "y", "evidence": "z"}', "stands twice"),
        ("[1]", "no JSON object"),
        ("", "The file is empty"),
        ("\n\n", "nothing was compared"),
        (json.dumps(SAME | {"claim": "x" * 2_001}), "at most 2,000"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, said: str) -> None:
    code, _, complaint = _compare(tmp_path, line)

    assert code == 2
    assert said in complaint
    assert "pairs.jsonl" in complaint
