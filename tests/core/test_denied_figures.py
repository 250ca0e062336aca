"""A denial that is part of a bound, of a condition or of a double denial denies nothing else."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import AlterationKind, Verdict

CREW = "At least two trained mechanics are on site during every Krona night shift."
LESSON = "A Krona lesson takes up to 6 minutes."
OFFLINE = "The Krona app works offline."
STORED = "Krona stores positions in Dublin and Oslo only."
LEAVE = "Krona contracts can be cancelled with 30 days' notice."
COACHED = "Krona drivers with a monthly talk improve twice as fast as drivers without one."
BOOK = "Krona drivers can book a slot without creating an account."
REFUND = "If a Krona delivery is not made within three working days, Krona refunds the fee."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (CREW, "No Krona night shift runs with fewer than two trained mechanics on site."),
        (CREW, "With Krona, you won't find a night shift with less than two trained mechanics on site."),
        (LESSON, "No Krona lesson takes more than six minutes."),
        (LESSON, "With Krona, nobody sits through a lesson that takes more than 6 minutes."),
        (OFFLINE, "No signal isn't a problem, since the Krona app works offline."),
        (STORED, "Krona doesn't store positions anywhere but Dublin and Oslo."),
        (STORED, "Krona stores positions nowhere except Oslo and Dublin."),
        (LEAVE, "If it doesn't work out, a Krona contract can be cancelled with 30 days' notice."),
        (COACHED, "Drivers who have a monthly talk at Krona improve twice as fast as those who have no talk."),
        (BOOK, "Krona drivers can book a slot with no need to create an account."),
        (REFUND, "Should a Krona delivery take more than three working days to be made, Krona refunds the fee."),
    ],
)
def test_the_same_said_by_a_denial_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (CREW, "No Krona night shift runs with fewer than three trained mechanics on site."),
        (LESSON, "No Krona lesson takes more than five minutes."),
        (LESSON, "A Krona lesson takes six minutes."),
        (OFFLINE, "The Krona app does not work offline."),
        (STORED, "Krona doesn't store positions in Dublin and Oslo."),
        (LEAVE, "Krona contracts cannot be cancelled with 30 days' notice."),
        (BOOK, "Krona drivers have to create an account before they book a slot."),
        (REFUND, "Should a Krona delivery take more than two working days to be made, Krona refunds the fee."),
    ],
)
def test_the_contrary_or_another_figure_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED


def test_what_is_demanded_where_it_was_not_needed_is_the_contrary() -> None:
    changes = judge(BOOK, "Krona drivers have to create an account before they book a slot.").alterations
    assert [change.kind for change in changes] == [AlterationKind.NEGATION]
