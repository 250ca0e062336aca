"""What was approved of one customer may be told of that customer, or of one unnamed; never of others."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import AlterationKind, Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.outside.policy_files import load_policy_set

LOOPFERN = Path(__file__).parents[2] / "policies" / "loopfern"
POLICIES = load_policy_set(LOOPFERN, datetime(2026, 10, 1, tzinfo=UTC))


def last_statement(body: str) -> Statement:
    manifest = Manifest("email", regions=("DE",))
    return judge_copy(read_message(parse_copy(Revision(body=body), PLAIN)), manifest, POLICIES)[-1]


@pytest.mark.parametrize(
    "body",
    [
        "At Kettwig & Sohn, refunds went from 8 days to 4 within the first three months on Loopfern.",
        "One shop cut its refund time from 8 days to 4 in its first three months on Loopfern.",
    ],
)
def test_one_customer_is_one_customer_named_or_not(body: str) -> None:
    assert last_statement(body).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("subject", ["Our customers", "Shops on Loopfern", "You"])
def test_one_customer_s_result_told_of_many_is_widened(subject: str) -> None:
    statement = last_statement(f"{subject} cut the refund time from 8 days to 4 in the first three months.")
    changes = [(change.kind, change.approved_quote) for change in statement.alterations]
    assert (statement.verdict, changes) == (Verdict.ALTERED, [(AlterationKind.SCOPE_WIDENED, "Kettwig & Sohn")])
