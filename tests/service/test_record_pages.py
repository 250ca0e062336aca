"""The record as its page asks for it: by day, in the time zone of the workspace, and one entry in full."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.service.company import Company

from governance.actions.record_pages import explore, look_at_entry
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, NotFound

NOTHING_ASKED: dict[str, Any] = dict.fromkeys(("act", "person", "about", "since", "until", "before", "entry"))
LATE = datetime(2040, 3, 9, 23, 30, tzinfo=UTC)
"""Half past midnight of the tenth, where the sample company is."""


def found(company: Company, **asked: Any) -> list[int]:
    answer = company.seen_by("mara", lambda tx, actor: explore(tx, actor, {**NOTHING_ASKED, **asked}, []))
    return [entry["sequence"] for entry in answer["entries"]]


def late_entry(company: Company) -> int:
    company.store.clock = lambda: LATE
    company.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, company.actor("mara")))
    company.store.clock = lambda: LATE + timedelta(days=30)
    return len(company.entries())


def test_a_day_begins_at_midnight_in_the_zone_of_the_workspace(loopfern: Company) -> None:
    last = late_entry(loopfern)
    tenth, ninth = date(2040, 3, 10), date(2040, 3, 9)
    assert found(loopfern, since=tenth) == found(loopfern, since=tenth, until=tenth) == [last]
    assert found(loopfern, since=ninth, until=ninth) == []
    assert last not in found(loopfern, until=ninth)


def test_days_and_actions_narrow_each_other(loopfern: Company) -> None:
    last = late_entry(loopfern)
    assert found(loopfern, since=date(2040, 3, 10), act=Act.CAMPAIGN_CREATED) == [last]
    assert found(loopfern, since=date(2040, 3, 10), act=Act.SESSION_ENDED) == []
    assert found(loopfern, since=date(2040, 3, 10), before=last) == []


def test_the_last_of_all_days_is_a_day(loopfern: Company) -> None:
    assert found(loopfern, until=date.max) == found(loopfern)


def test_one_entry_is_told_without_the_others(loopfern: Company) -> None:
    one = loopfern.seen_by("mara", lambda tx, actor: look_at_entry(tx, actor, 1, []))
    assert one["chosen"]["sequence"] == 1
    with pytest.raises(NotFound):
        loopfern.seen_by("mara", lambda tx, actor: look_at_entry(tx, actor, 9_999, []))
    with pytest.raises(NotAllowed):
        loopfern.seen_by("leo", lambda tx, actor: look_at_entry(tx, actor, 1, []))
