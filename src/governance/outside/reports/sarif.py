"""SARIF 2.1.0 for code review tools: one run, one result a finding, written as it is found.

A text file has true positions. In JSON lines, tables and mail a result points at the variant's line, and
its `properties` give the part and the code points within it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from inspect import getdoc
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from governance import __version__
from governance.core.checks.catalogue import CHECKS
from governance.core.checks.finding import Check, Finding
from governance.core.copy.variant import PartName
from governance.core.errors import Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE
from governance.outside.checking import Checked

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"blocker": "error", "warning": "warning", "note": "note"}


def write_sarif(checked: Iterable[Checked], policies: PolicySet, unread: Sequence[Problem], out: BinaryIO) -> None:
    """`unread` are the files that could not be read; it may still grow while `checked` is consumed."""
    out.write(f'{{"$schema":{_json(SCHEMA)},"version":"2.1.0","runs":[{{"tool":{_json(_tool())},'.encode())
    out.write(b'"columnKind":"unicodeCodePoints","results":[')
    separator = b"\n"
    for result in (result for one in checked for result in _results(one)):
        out.write(separator + _json(result).encode())
        separator = b",\n"
    end = {
        "invocations": [_invocation(unread)],
        "properties": {"policySet": policies.digest, "engine": ENGINE},
    }
    out.write(b"\n]," + _json(end)[1:].encode() + b"]}\n")


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _tool() -> dict[str, Any]:
    rules = [_rule(check) for check in CHECKS]
    return {"driver": {"name": "governance", "version": __version__, "rules": rules}}


def _rule(check: Check) -> dict[str, Any]:
    documentation = getdoc(check) or check.CODE
    return {
        "id": check.CODE,
        "shortDescription": {"text": documentation.splitlines()[0]},
        "fullDescription": {"text": documentation},
        "help": {"text": documentation},
        "defaultConfiguration": {"level": _LEVELS[check.SEVERITY]},
    }


def _results(checked: Checked) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for finding in checked.report.findings:
        identity = "\0".join((checked.report.variant_id, finding.code, finding.part, finding.quote))
        seen[identity] += 1
        fingerprint = sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()
        yield {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [_location(checked, finding)],
            "partialFingerprints": {"governance/v1": fingerprint},
            "properties": _properties(finding),
        }


def _properties(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    return {
        "part": finding.part,
        "start": finding.span.start,
        "end": finding.span.end,
        "quote": finding.quote,
        "claim": finding.claim,
        "fix": {"start": fix.span.start, "end": fix.span.end, "text": fix.text} if fix else None,
    }


def _location(checked: Checked, finding: Finding) -> dict[str, Any]:
    name = f"{checked.report.variant_id}/{finding.part}"
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(checked.located.place.file)},
            "region": _region(checked, finding),
        },
        "logicalLocations": [{"fullyQualifiedName": name}],
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _region(checked: Checked, finding: Finding) -> dict[str, int]:
    line = checked.located.place.line or 1
    offset, variant = checked.located.body_offset, checked.variant
    if offset is None or variant is None or finding.part != PartName.BODY:
        return {"startLine": line if offset is None else 1}
    before = (variant.revision.body or "")[: finding.span.start]
    return {
        "startLine": line + before.count("\n"),
        "startColumn": len(before) - (before.rfind("\n") + 1) + 1,
        "charOffset": offset + finding.span.start,
        "charLength": finding.span.end - finding.span.start,
    }


def _invocation(unread: Sequence[Problem]) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": str(problem)}} for problem in unread]
    return {"executionSuccessful": not unread, "toolExecutionNotifications": notes}
