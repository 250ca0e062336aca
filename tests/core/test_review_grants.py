"""Since when a role counts: founding at once, otherwise a second person, or a day where the policy says so."""

from datetime import datetime, timedelta

import pytest
from tests.core.review_cases import DAY, NOW

from governance.core.review.people import CountsAfter, Grant

LATER, HOUR = NOW + DAY, timedelta(hours=1)


@pytest.mark.parametrize(
    ("grant", "second_person", "hours"),
    [
        (Grant("sales", NOW, None, founding=True), NOW, NOW),
        (Grant("sales", NOW, "ada"), None, LATER),
        (Grant("sales", NOW, "ada", NOW + HOUR, "bob"), NOW + HOUR, NOW + HOUR),
        (Grant("sales", NOW, "ada", NOW + 2 * DAY, "bob"), NOW + 2 * DAY, LATER),
        (Grant("sales", NOW, "ada", NOW + HOUR, "ada"), None, LATER),
        (Grant("sales", NOW, "ada", NOW + HOUR, None), None, LATER),
        (Grant("sales", NOW, None), None, None),
        (Grant("sales", NOW, None, NOW + HOUR, "bob"), NOW + HOUR, NOW + HOUR),
        (Grant("sales", NOW, None, NOW + HOUR, None), None, None),
    ],
    ids="founding unconfirmed confirmed late own nobody operator operator-confirmed operator-nobody".split(),
)
def test_a_role_counts_since(grant: Grant, second_person: datetime | None, hours: datetime | None) -> None:
    rules: tuple[CountsAfter, CountsAfter] = ("second_person", "hours")
    assert tuple(map(grant.counts_since, rules)) == (second_person, hours)
