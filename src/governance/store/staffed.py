"""Which roles somebody could act in."""

from sqlmodel import col, select

from governance.core.review.people import PARTNER, CountsAfter
from governance.store.people import grant_of
from governance.store.tables.people import GrantRow, MembershipRow, PersonRow
from governance.store.transaction import Tx


def staffed_roles(tx: Tx, rule: CountsAfter) -> set[str]:
    """Roles that at least one active person holds, and that count now by the rule on new roles."""
    chosen = (
        select(GrantRow, MembershipRow.partner_id)
        .join(
            MembershipRow,
            (col(MembershipRow.workspace_id) == col(GrantRow.workspace_id))
            & (col(MembershipRow.person_id) == col(GrantRow.person_id)),
        )
        .join(PersonRow, col(PersonRow.id) == col(GrantRow.person_id))
        .where(
            GrantRow.workspace_id == tx.workspace_id,
            col(GrantRow.ended_at).is_(None),
            col(MembershipRow.ended_at).is_(None),
            col(PersonRow.deactivated_at).is_(None),
        )
    )
    return {row.role for row, partner in tx.session.exec(chosen) if _counts(tx, row, rule, partner is not None)}


def _counts(tx: Tx, row: GrantRow, rule: CountsAfter, of_partner: bool) -> bool:
    since = grant_of(row).counts_since(rule)
    return since is not None and since <= tx.now and of_partner is (row.role == PARTNER)
