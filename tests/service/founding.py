"""A company is founded once in a test process, through the real action; other empty databases get its rows.

Founding takes longer than most tests, and always leaves the same rows.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, RowMapping, Table, select
from sqlmodel import SQLModel

from governance.store.people_lists import workspaces
from governance.store.transaction import Store

Answer = dict[str, Any]


@dataclass(frozen=True)
class Founded:
    """What the action answered, and the rows that it left in a database that held none, table by table."""

    answer: Answer
    rows: tuple[tuple[Table, Sequence[RowMapping]], ...]


_FOUNDED: dict[tuple[str, frozenset[str], datetime | None], Founded] = {}


def founded(store: Store, key: str, administrators: Collection[str], found: Callable[[], Answer]) -> Answer:
    """What founding a company answers; `found` does so. A store whose clock is set has companies of that time."""
    named = (key, frozenset(administrators), store.clock() if store.clock else None)
    if store.read(None, workspaces):
        return found()
    if named not in _FOUNDED:
        answer = found()
        _FOUNDED[named] = Founded(answer, _rows(store.engine))
    else:
        _put(store.engine, _FOUNDED[named])
    return _FOUNDED[named].answer


def _rows(engine: Engine) -> tuple[tuple[Table, Sequence[RowMapping]], ...]:
    tables = SQLModel.metadata.sorted_tables
    with engine.connect() as connection:
        held = [(table, connection.execute(select(table)).mappings().all()) for table in tables]
    return tuple((table, rows) for table, rows in held if rows)


def _put(engine: Engine, company: Founded) -> None:
    with engine.begin() as connection:
        for table, rows in company.rows:
            connection.execute(table.insert(), [dict(row) for row in rows])
