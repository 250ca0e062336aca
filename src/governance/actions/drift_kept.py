"""What a report says of drift, summed up in the transaction that keeps the report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from governance.core.claims.statement import Verdict
from governance.core.copy.variant import Generator, Variant
from governance.core.report import Report, ReportVerdict
from governance.store.drift import Revision, add_drift, first_weeks, forget_drift, replace_told
from governance.store.tables.drift import NAME
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.workspaces import workspace

Values = dict[str, Any]
Reported = tuple[VariantRow, Variant, Report]
"""A variant's row, its head revision as it was checked, and what the checks said."""
_COUNTED = {"altered_claim": "altered", "unsupported_claim": "unsupported"}


def keep_drift(tx: Tx, reports: Sequence[Reported]) -> None:
    """One row a head revision, in the week of its first check, and what it carries."""
    revisions = [_revision(row) for row, _, _ in reports]
    known = first_weeks(tx, revisions)
    if known:
        forget_drift(tx, revisions)
    weeks = dict.fromkeys(revisions, monday(workspace(tx).day(tx.now))) | known
    drift = [_drift(row, variant, report, weeks[_revision(row)]) for row, variant, report in reports]
    stated = [one for row, _, report in reports for one in _stated(row, report, weeks[_revision(row)])]
    add_drift(tx, drift, stated)
    replace_told(tx, [row.id for row, _, _ in reports], [one for told in reports for one in _told(*told)])


def forget_told(tx: Tx, row: VariantRow) -> None:
    """A head revision that was not checked carries nothing that anybody knows of."""
    replace_told(tx, [row.id], ())


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _revision(row: VariantRow) -> Revision:
    return row.id, row.revision


def _drift(row: VariantRow, variant: Variant, report: Report, week: date) -> Values:
    writer = variant.generator or Generator()
    counts = Counter(_COUNTED.get(one.code, "other") for one in report.findings if one.severity != "note")
    return {
        "variant_id": row.id,
        "revision": row.revision,
        "week": week,
        "campaign_id": row.campaign_id,
        "partner_id": row.partner_id,
        "channel": _name(variant.manifest.channel),
        "model": _name(writer.model),
        "prompt": _name(writer.prompt),
        "verdict": report.drift.verdict,
        "score": report.drift.score,
        **{name: counts[name] for name in ("altered", "unsupported", "other")},
        "passes": report.verdict is not ReportVerdict.BLOCKED,
    }


def _name(name: str | None) -> str:
    return (name or "")[:NAME]


def _stated(row: VariantRow, report: Report, week: date) -> Iterator[Values]:
    claims = [_id(ref) for one in report.statements for ref in one.claims]
    altered = Counter(_id(one.claim) for one in report.statements if one.claim and one.verdict is Verdict.ALTERED)
    for claim, number in Counter(claims).items():
        yield {
            "variant_id": row.id,
            "revision": row.revision,
            "claim_id": claim,
            "week": week,
            "partner_id": row.partner_id,
            "stated": number,
            "altered": altered[claim],
        }


def _id(ref: str) -> str:
    """The claim of `id@n`."""
    return ref.rpartition("@")[0]


def _told(row: VariantRow, variant: Variant, report: Report) -> Iterator[Values]:
    carried = ((element.name, one) for element in report.drift.elements for one in element.carried)
    for number, (element, one) in enumerate(carried):
        yield {
            "variant_id": row.id,
            "number": number,
            "campaign_id": row.campaign_id,
            "channel": _name(variant.manifest.channel),
            "element": element,
            "thing": one.thing,
            "words": one.words,
            "of": one.of,
            "approved": one.approved,
            "departs": one.departs,
        }
