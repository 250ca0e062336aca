"""The tables. Every row of a workspace carries its id, and every key and unique index starts with it."""

from governance.store.tables import audit, drift, people, permits, policies, reading, review, variants, workspaces

__all__ = ["audit", "drift", "people", "permits", "policies", "reading", "review", "variants", "workspaces"]
