"""A list of recipients against the copy of a campaign. Nothing of the list is kept: it is other people's data."""

from dataclasses import asdict, replace
from io import BytesIO
from typing import Any
from uuid import UUID

from governance.actions.checks import variant_of_rows
from governance.core.actor import Actor
from governance.core.errors import CopyFileError, Unusable, WrongState
from governance.core.launch.lead_templates import Templates
from governance.core.launch.recipient_report import RecipientReport, judge_recipients
from governance.core.launch.recipients import Recipients
from governance.core.policy.policy_set import PolicySet
from governance.core.review.case import State
from governance.outside.lead_file import read_leads
from governance.store.campaigns import campaign_for
from governance.store.policies import policies_in_force
from governance.store.transaction import Tx
from governance.store.variants import heads_of_campaign

MOST_ROWS = 100_000
MOST_BYTES = 50 * 1024 * 1024
MOST_TEXTS = 2_000
MOST_JUDGED = 1_000
"""Different values that are checked for what they state; what is beyond is told as not checked."""
SENT: tuple[State, ...] = ("approved", "in_review", "draft", "checking", "changes_requested")
"""Variants in these states may still go out."""


def copy_of_campaign(tx: Tx, actor: Actor, id: UUID) -> tuple[Templates, PolicySet]:
    """The copy that recipients of a campaign get. Raises WrongState where there is none, or no policies."""
    actor.require_scope("submit", "launch")
    heads = heads_of_campaign(tx, campaign_for(tx, actor, id).id, SENT, MOST_TEXTS + 1)
    policies = policies_in_force(tx)
    if policies is None:
        raise WrongState("No complete policy set is in force, so nothing can be checked", code="no_policies")
    if not heads:
        raise WrongState("The campaign has no copy yet; bring some first", code="no_copy")
    if len(heads) > MOST_TEXTS:
        raise WrongState(f"The campaign has more than {MOST_TEXTS:,} texts; check its parts apart", code="too_large")
    return Templates([replace(variant_of_rows(*one), id=one[0].name) for one in heads]), policies


def judge_leads(content: bytes, name: str, templates: Templates, policies: PolicySet) -> RecipientReport:
    """Every row of a list against the copy. Raises Unusable for a file that cannot be read as a whole."""
    if len(content) > MOST_BYTES:
        raise Unusable(f"A list holds at most {MOST_BYTES // 2**20} MiB; split the file", code="too_large")
    try:
        leads = read_leads(BytesIO(content), name)
        report = RecipientReport.begun(templates, leads.columns)
        for so_far in judge_recipients(leads.rows, Recipients(templates, policies, MOST_JUDGED), report):
            if so_far.rows > MOST_ROWS:
                raise Unusable(f"A list holds at most {MOST_ROWS:,} rows; split the file", code="too_large")
    except CopyFileError as error:
        raise Unusable(str(error.problem), code="unreadable_file") from None
    return report


def report_json(report: RecipientReport) -> dict[str, Any]:
    return {
        "rows": report.rows,
        "flawed": report.flawed,
        "flaws": {flaw.value: report.flaws[flaw] for flaw in report.flaws},
        "missing": list(report.missing),
        "unproven": list(report.unproven),
        "unread": list(report.unread),
        "first": [asdict(row) for row in report.first],
    }
