"""Weeks of drift, summed up by the database: a handful of grouped queries, as long as weeks times groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import ColumnElement, case, distinct, func, select, tuple_
from sqlmodel import col

from governance.core.actor import Actor
from governance.core.drift.comparison import Told
from governance.core.drift.element import ElementName
from governance.store.tables.drift import DriftRow, StatedRow, ToldRow
from governance.store.transaction import Tx

By = Literal["campaign", "partner", "writer", "channel"]
BYS: tuple[By, ...] = get_args(By)
SHOWN = 12
"""Groups that are looked at together."""
WRITERS = 8
"""Those that wrote most."""
PER_CELL = 12
"""Things of a channel under an element that are read: so many that depart, and so many that most texts say."""


Group = tuple[Any, ...]
"""A campaign's id; a partner's, or the workspace's for the company's own; a writer's model and prompt; a channel."""


@dataclass(frozen=True, slots=True)
class WeekSum:
    """The texts of a group that were first checked in one week, and their mean distance."""

    group: Group
    week: date
    variants: int
    distance: float


@dataclass(frozen=True, slots=True)
class WriterSum:
    """What a model with a prompt wrote: findings by kind, and how many texts passed at their first check."""

    model: str
    prompt: str
    variants: int
    altered: int
    unsupported: int
    other: int
    first: int
    passed: int


@dataclass(frozen=True, slots=True)
class ClaimSum:
    """How often a claim was stated in a week, and how often altered."""

    claim: str
    week: date
    stated: int
    altered: int


def farthest(tx: Tx, actor: Actor, by: By, since: date, recent: date) -> tuple[list[Group], int]:
    """The groups that stood farthest away lately, those with recent copy first, and how many groups there are."""
    lately = func.avg(case((col(DriftRow.week) >= recent, col(DriftRow.score))))
    columns = _columns(by)
    chosen = (
        select(*columns, func.count().over())
        .where(*_within(tx, actor, DriftRow, since))
        .group_by(*columns)
        .order_by(lately.is_(None), lately.desc(), func.avg(col(DriftRow.score)).desc(), *columns)
        .limit(SHOWN)
    )
    rows = tx.session.execute(chosen).all()
    return [tuple(row[:-1]) for row in rows], rows[0][-1] if rows else 0


def week_sums(tx: Tx, actor: Actor, by: By, since: date, groups: Sequence[Group]) -> list[WeekSum]:
    """The weeks of these groups."""
    columns = _columns(by)
    chosen = select(*columns, col(DriftRow.week), func.count(), func.avg(col(DriftRow.score)))
    of_these = chosen.where(*_of_groups(tx, actor, by, since, groups)).group_by(*columns, col(DriftRow.week))
    return [WeekSum(tuple(row[:-3]), *row[-3:]) for row in tx.session.execute(of_these)]


def beginnings(tx: Tx, actor: Actor, by: By, since: date, groups: Sequence[Group]) -> list[tuple[Group, date]]:
    """The weeks in which a model with a prompt first wrote for one of these groups."""
    columns = _columns(by)
    named = [column.label(f"part{number}") for number, column in enumerate(columns)]
    first = (
        select(*named, func.min(col(DriftRow.week)).label("week"))
        .where(*_of_groups(tx, actor, by, since, groups))
        .group_by(*columns, col(DriftRow.model), col(DriftRow.prompt))
        .subquery()
    )
    return [(tuple(row[:-1]), row[-1]) for row in tx.session.execute(select(first).distinct())]


def channels_by_group(tx: Tx, actor: Actor, by: By, since: date, groups: Sequence[Group]) -> list[tuple[Group, str]]:
    """The channels of these groups."""
    chosen = select(*_columns(by), col(DriftRow.channel)).where(*_of_groups(tx, actor, by, since, groups)).distinct()
    return [(tuple(row[:-1]), row[-1]) for row in tx.session.execute(chosen.order_by(col(DriftRow.channel)))]


def writers(tx: Tx, actor: Actor, since: date) -> list[WriterSum]:
    """Who wrote most, by model and prompt."""
    parts = col(DriftRow.model), col(DriftRow.prompt)
    first = col(DriftRow.revision) == 1
    counted = (col(DriftRow.altered), col(DriftRow.unsupported), col(DriftRow.other))
    chosen = (
        select(
            *parts,
            func.count(),
            *(func.sum(one) for one in counted),
            func.sum(case((first, 1), else_=0)),
            func.sum(case((first & col(DriftRow.passes), 1), else_=0)),
        )
        .where(*_within(tx, actor, DriftRow, since))
        .group_by(*parts)
        .order_by(func.count().desc(), *parts)
        .limit(WRITERS)
    )
    return [WriterSum(*row) for row in tx.session.execute(chosen)]


def claim_weeks(tx: Tx, actor: Actor, since: date) -> list[ClaimSum]:
    """Every claim that was stated, week by week."""
    parts = col(StatedRow.claim_id), col(StatedRow.week)
    chosen = select(*parts, func.sum(col(StatedRow.stated)), func.sum(col(StatedRow.altered)))
    found = tx.session.execute(chosen.where(*_within(tx, actor, StatedRow, since)).group_by(*parts).order_by(*parts))
    return [ClaimSum(*row) for row in found]


def told_in_campaign(tx: Tx, campaign: UUID) -> list[Told]:
    """What the head revisions of a campaign carry by channel: of each element what departs and what most texts say."""
    parts = (col(ToldRow.channel), col(ToldRow.element), col(ToldRow.thing), col(ToldRow.departs))
    number = func.count()
    place = func.row_number().over(
        partition_by=(*parts[:2], col(ToldRow.departs)), order_by=(number.desc(), col(ToldRow.thing))
    )
    said = (
        func.min(col(ToldRow.words)).label("words"),
        func.min(col(ToldRow.of)).label("about"),
        func.min(col(ToldRow.approved)).label("approved"),
        number.label("variants"),
        place.label("place"),
    )
    mine = col(ToldRow.workspace_id) == tx.workspace_id, col(ToldRow.campaign_id) == campaign
    ranked = select(*parts, *said).where(*mine).group_by(*parts).subquery()
    rows = tx.session.execute(
        select(ranked).where(ranked.c.place <= PER_CELL).order_by(ranked.c.channel, ranked.c.element, ranked.c.place)
    )
    return [
        Told(
            row.channel,
            ElementName(row.element),
            row.thing,
            row.words,
            row.about,
            row.approved,
            row.departs,
            row.variants,
        )
        for row in rows
    ]


def channels_of(tx: Tx, campaign: UUID) -> list[str]:
    """The channels of a campaign whose head revisions were checked, the one with most texts first."""
    number = func.count(distinct(col(ToldRow.variant_id)))
    mine = col(ToldRow.workspace_id) == tx.workspace_id, col(ToldRow.campaign_id) == campaign
    chosen = select(col(ToldRow.channel)).where(*mine).group_by(col(ToldRow.channel))
    return list(tx.session.execute(chosen.order_by(number.desc(), col(ToldRow.channel))).scalars())


def _columns(by: By) -> tuple[Any, ...]:
    if by == "partner":
        return (func.coalesce(col(DriftRow.partner_id), col(DriftRow.workspace_id)),)
    if by == "writer":
        return col(DriftRow.model), col(DriftRow.prompt)
    return (col(DriftRow.campaign_id),) if by == "campaign" else (col(DriftRow.channel),)


def _of_groups(tx: Tx, actor: Actor, by: By, since: date, groups: Sequence[Group]) -> tuple[ColumnElement[bool], ...]:
    return *_within(tx, actor, DriftRow, since), tuple_(*_columns(by)).in_(groups)


def _within(
    tx: Tx, actor: Actor, table: type[DriftRow] | type[StatedRow], since: date
) -> tuple[ColumnElement[bool], ...]:
    """The weeks from a Monday on, of what whoever looks may know of."""
    within = col(table.workspace_id) == tx.workspace_id, col(table.week) >= since
    return (*within, col(table.partner_id) == UUID(actor.partner)) if actor.partner else within
