"""Column types and keys that every table shares."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

PREFIX = "gov_"
"""Of every table: the job library keeps tables of its own in the same SQLite file."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC on both databases. SQLite has no zones, so they are put back when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value; on PostgreSQL in its binary form."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())


class Ordered(TypeDecorator[str]):
    """Text in the order of its code points on both databases, so that what begins alike stands together."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))


# Constraints have names on every database, so that migrations can speak of them.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def instant(**more: Any) -> Any:
    return Field(sa_type=Instant, **more)


def json(**more: Any) -> Any:
    return Field(sa_type=Json, **more)


class InWorkspace(SQLModel):
    """What every row of a workspace begins with."""

    workspace_id: UUID = Field(primary_key=True)


class Identified(InWorkspace):
    """A row with a random id."""

    id: UUID = Field(primary_key=True)
