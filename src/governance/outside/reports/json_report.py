"""A report as a JSON object, as an array (`json`) or a line each (`jsonl`).

Offsets are Unicode code points of the part as given. The output is ASCII, so that nothing in hostile copy
acts on a terminal and no encoding can spoil it.
"""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from governance.core.checks.finding import Finding
from governance.core.claims.statement import Alteration, Statement
from governance.core.drift.comparison import Cell, Row
from governance.core.drift.element import Element, Place
from governance.core.drift.judgement import Drift
from governance.core.report import Report
from governance.outside.checking import Checked


def write_json_lines(checked: Iterable[Checked], out: BinaryIO) -> None:
    out.writelines(_encoded(one) + b"\n" for one in checked)


def write_json(checked: Iterable[Checked], out: BinaryIO) -> None:
    separator = b"[\n"
    for one in checked:
        out.write(separator + _encoded(one))
        separator = b",\n"
    out.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def _encoded(checked: Checked) -> bytes:
    return json.dumps(report_object(checked.report), separators=(",", ":")).encode("ascii")


def report_object(report: Report) -> dict[str, Any]:
    return {
        "id": report.variant_id,
        "verdict": report.verdict,
        "findings": [_finding(finding) for finding in report.findings],
        "statements": [_statement(statement) for statement in report.statements],
        "drift": _drift(report.drift),
        "audience": {"inside": report.audience.inside, "reasons": report.audience.reasons},
        "policy_set": report.policy_set,
        "engine": report.engine,
    }


def _drift(drift: Drift) -> dict[str, Any]:
    return {
        "verdict": drift.verdict,
        "score": drift.score,
        "pulls": [{**_place(pull.place), "quote": pull.quote, "words": pull.words} for pull in drift.pulls],
        "elements": [_element(element) for element in drift.elements],
    }


def _element(element: Element) -> dict[str, Any]:
    carried = [
        {
            "words": one.words,
            "of": one.of,
            "approved": one.approved,
            "departs": one.departs,
            "places": [_place(place) for place in one.places],
        }
        for one in element.carried
    ]
    return {"element": element.name, "departs": element.departs, "carried": carried}


def comparison_object(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Elements by channel."""
    return [{"element": row.element, "channels": [_cell(cell) for cell in row.cells]} for row in rows]


def _cell(cell: Cell) -> dict[str, Any]:
    things = [
        {
            "words": one.words,
            "of": one.of,
            "approved": one.approved,
            "departs": one.departs,
            "variants": one.variants,
        }
        for one in cell.things
    ]
    return {"channel": cell.channel, "departs": cell.departs, "alone": cell.alone, "things": things, "more": cell.more}


def _place(place: Place) -> dict[str, Any]:
    return {"part": place.part, "start": place.span.start, "end": place.span.end}


def _finding(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    return {
        "code": finding.code,
        "severity": finding.severity,
        "part": finding.part,
        "start": finding.span.start,
        "end": finding.span.end,
        "quote": finding.quote,
        "message": finding.message,
        "claim": finding.claim,
        "fix": {"start": fix.span.start, "end": fix.span.end, "text": fix.text} if fix else None,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "part": statement.part,
        "start": statement.span.start,
        "end": statement.span.end,
        "quote": statement.quote,
        "verdict": statement.verdict,
        "claim": statement.claim,
        "claims": statement.claims,
        "rule": statement.rule,
        "ground": statement.ground,
        "wording": statement.wording,
        "detail": statement.detail,
        "alterations": [_alteration(alteration) for alteration in statement.alterations],
    }


def _alteration(alteration: Alteration) -> dict[str, Any]:
    return {
        "kind": alteration.kind,
        "span": alteration.span,
        "quote": alteration.quote,
        "approved_quote": alteration.approved_quote,
    }
