"""The sample accounts, for the sign-in page of the demonstration. Their password is public."""

from collections.abc import Iterable
from typing import Any

from governance.store.people_lists import members, open_grants, workspace_by_key
from governance.store.transaction import Store, Tx
from governance.store.workspaces import partners

MOST = 40


def sample_accounts(store: Store, keys: Iterable[str]) -> list[dict[str, Any]]:
    """The people of the sample companies, by company, with what they do there."""
    rows = store.read(None, lambda tx: [workspace_by_key(tx, key) for key in keys])
    return [{"name": row.name, "people": store.read(row.id, _people)} for row in rows if row is not None]


def _people(tx: Tx) -> list[dict[str, Any]]:
    rows = members(tx, None, None, MOST)
    grants = open_grants(tx, (person.id for _, person in rows))
    names = {id: row.name for id, row in partners(tx).items()}
    people = [
        {
            "name": person.name,
            "email": person.email,
            "partner": names[member.partner_id] if member.partner_id else None,
            "administrator": member.administrator,
            "roles": [grant.role for grant in grants.get(person.id, [])],
        }
        for member, person in rows
        if person.password_hash and not member.ended_at
    ]
    return sorted(people, key=lambda one: (one["partner"] or "", one["roles"], one["name"]))
