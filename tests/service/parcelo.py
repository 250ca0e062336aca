"""Policies of a small invented company, and its people with a clock that stands until it is moved."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import yaml
from sqlalchemy import Connection
from tests.service.company import Company, company

from governance.core.actor import Actor
from governance.core.policy.document import Document
from governance.core.policy.history import KINDS
from governance.store.people import person_actor
from governance.store.transaction import Store, Tx

Result = TypeVar("Result")
FILES = Path(__file__).parent.parent / "cli/policies"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
APPROVAL = """
kind: approval
key: approval
title: Who approves
in_force_from: 2026-01-01
reason: First version.
roles: [marketing, sales, revops, compliance, partner]
owners:
  message_standard: [marketing]
  talk_track: [marketing, sales]
  qualification: [marketing, sales]
  approval: [revops]
requirements:
  - {id: marketing, role: marketing, approvals: 1}
  - {id: sales, role: sales, approvals: 1, after: [marketing]}
approval_valid_days: 60
permit_lasts_days: 30
"""


def document(text: str, **changed: Any) -> Document:
    value = {**yaml.safe_load(text), **changed}
    return KINDS[value["kind"]].model_validate_json(json.dumps(value, default=str))


def standard(**changed: Any) -> Document:
    return document((FILES / "message-standard.yaml").read_text(), **changed)


def talk_track(**changed: Any) -> Document:
    return document((FILES / "talk-track.yaml").read_text(), **changed)


def approval(**changed: Any) -> Document:
    return document(APPROVAL, **changed)


@dataclass
class Clocked:
    """A company whose time the test tells, and the work that it asked for."""

    company: Company
    now: datetime = START
    enqueued: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def enqueue(self, _connection: Connection, name: str, _id: str, arguments: tuple[Any, ...]) -> None:
        self.enqueued.append((name, arguments))

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def does(self, name: str, work: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """An action by somebody, found anew and in a transaction of its own, a minute after the last."""
        self.wait(minutes=1)
        return self.company.write(lambda tx: work(tx, self._actor(tx, name), *arguments, **named))

    def reads(self, name: str, work: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        return self.company.read(lambda tx: work(tx, self._actor(tx, name), *arguments, **named))

    def _actor(self, tx: Tx, name: str) -> Actor:
        if name == "machine":
            return Actor("machine", person=str(self.company["ines"]), machine=str(uuid4()))
        return person_actor(tx, self.company[name])


def clocked(store: Store, key: str = "parcelo") -> Clocked:
    """The company; nothing is in force yet."""
    store.clock = lambda: START
    made = Clocked(company(store, key))
    store.clock, store.enqueue = lambda: made.now, made.enqueue
    return made
