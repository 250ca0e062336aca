"""Between the evaluation data and the product: copy rows in, the scorer's prediction rows out."""

from collections.abc import Iterable, Iterator

from benchmarks.company import Company, Row
from benchmarks.policy_files import OUT_OF_SCOPE_RULES
from benchmarks.scoring import FLAGGED

_COPY_FIELDS = ("subject", "body", "channel")
_AUDIENCE_FIELDS = ("persona", "industry", "employees_min", "employees_max", "country")
_KINDS = {"email_cold": "cold", "email_followup": "followup"}

ISSUES = {
    "forbidden_word": "banned_phrase",
    "competitor_mention": "competitor_mention",
    "too_many_links": "too_many_links",
    "too_long": "too_long",
    "shouting": "shouting",
    "unknown_merge_field": "unknown_merge_tag",
}
"""What the data calls the findings of our checks; `missing_element` is named by the element instead."""

_ELEMENTS = {
    "unsubscribe": "missing_unsubscribe",
    "postal": "missing_postal_address",
    "subject": "missing_subject",
}


def copy_row(variant: Row) -> Row:
    """A variant as the product reads it: only what a sender knows, so no label can come along."""
    row = _present(variant, _COPY_FIELDS) | {"kind": _KINDS.get(variant["type"])}
    audience = _present(variant["audience"], _AUDIENCE_FIELDS)
    return {"id": variant["variant_id"], "audience": audience} | _present(row, row)


def _present(values: Row, fields: Iterable[str]) -> Row:
    return {field: values[field] for field in fields if values.get(field) is not None}


def prediction_rows(company: Company, report: Row) -> Iterator[Row]:
    """One row for every statement of the body, and one for the variant."""
    for statement in report["statements"]:
        if statement["part"] == "body":
            yield _statement_row(company, report, statement)
    yield {
        "variant_id": report["id"],
        "drift": report["drift"]["verdict"],
        "drift_score": report["drift"]["score"],
        "in_icp": report["audience"]["inside"] is True,
        "standards_issues": sorted(standards_issues(report["findings"])),
    }


def standards_issues(findings: list[Row]) -> set[str]:
    """The findings of the message standard in the data's words; other findings have none."""
    issues = {ISSUES[finding["code"]] for finding in findings if finding["code"] in ISSUES}
    missing = [finding["message"].casefold() for finding in findings if finding["code"] == "missing_element"]
    return issues | {name for message in missing for word, name in _ELEMENTS.items() if word in message}


def _statement_row(company: Company, report: Row, statement: Row) -> Row:
    claims = [_unversioned(claim) for claim in statement["claims"]]
    return {
        "variant_id": report["id"],
        "start": statement["start"],
        "end": statement["end"],
        "flag": statement["verdict"] in FLAGGED,
        "label": statement["verdict"],
        "claim_id": claims[0] if claims else None,
        "claim_ids": claims,
        "rule_id": _rule_id(company, report, statement),
        "alteration": next((alteration["kind"] for alteration in statement["alterations"]), None),
    }


def _unversioned(claim: str) -> str:
    return claim.rsplit("@", 1)[0]


def _rule_id(company: Company, report: Row, statement: Row) -> str | None:
    """The rule that prohibits a statement, with the prefix that all ids of the company have in the labels."""
    if statement["verdict"] != "prohibited":
        return None
    rule: str = statement["rule"] or _scope_rule(company, report, statement)
    return company.id_prefix + rule.removeprefix(company.id_prefix)


def _scope_rule(company: Company, report: Row, statement: Row) -> str:
    """Prohibited under no rule of its own: a claim on a channel, else in a region, not allowed to it."""
    channel = next(row["channel"] for row in company.variants if row["variant_id"] == report["id"])
    named = [_unversioned(claim) for claim in statement["claims"]]
    elsewhere = [row for row in company.claims if row["id"] in named and channel not in row["channels"]]
    return OUT_OF_SCOPE_RULES["channel" if elsewhere else "region"]
