"""The channels of one campaign side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.drifting import drift

from governance.core.drift.comparison import Row, side_by_side, told_in
from governance.core.drift.element import ElementName

MEASURED = "Measured in 52 offices in spring 2026."
FAITHFUL = f"Offices on Bohnenkreis throw away up to 30% less coffee. {MEASURED}"
BOLD = "Offices on Bohnenkreis throw away 30% less coffee."


def compared(**bodies: str) -> dict[ElementName, Row]:
    messages = [(channel, drift(body).elements) for channel, body in bodies.items()]
    return {row.element: row for row in side_by_side(told_in(messages), bodies)}


def words(row: Row) -> list[list[str]]:
    return [[one.words for one in cell.things] for cell in row.cells]


def test_the_cell_that_departs_is_marked() -> None:
    rows = compared(email=BOLD, ad=FAITHFUL, call_script=FAITHFUL)
    promise, proof = rows[ElementName.PROMISE], rows[ElementName.PROOF]
    assert words(promise) == [["30%"], ["up to 30%"], ["up to 30%"]]
    assert [cell.departs for cell in promise.cells] == [True, False, False]
    assert [one[0] for one in words(proof)] == ["none named", MEASURED[:-1], MEASURED[:-1]]
    assert [cell.departs for cell in proof.cells] == [True, False, False]


def test_the_same_claim_stands_first_where_another_channel_tells_it_wrongly() -> None:
    many = "A machine brews a cup in 40 seconds on average. Most machines need descaling only once every three months."
    promise = compared(email=BOLD, ad=f"{many} {FAITHFUL}")[ElementName.PROMISE]
    assert words(promise)[1][0] == "up to 30%"


def test_one_channel_that_asks_for_something_else_than_all_others_stands_alone() -> None:
    tasting = "Would you like a free tasting with three roasts?"
    actions = compared(email=tasting, ad=tasting, linkedin="Who cleans yours?")[ElementName.CALL_TO_ACTION]
    assert [cell.alone for cell in actions.cells] == [False, False, True]
    assert not any(cell.departs for cell in actions.cells)


def test_two_channels_that_differ_are_neither_alone() -> None:
    actions = compared(email="Would you like a free tasting?", ad="Who cleans yours?")[ElementName.CALL_TO_ACTION]
    assert not any(cell.alone for cell in actions.cells)


def test_a_cell_shows_a_few_things_and_says_that_there_are_more() -> None:
    messages = [("email", drift(f"We save offices {number}% of their costs.").elements) for number in range(10, 16)]
    promise = next(row for row in side_by_side(told_in(messages), ["email"]) if row.element is ElementName.PROMISE)
    assert (len(promise.cells[0].things), promise.cells[0].more) == (3, True)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([BOLD, FAITHFUL, "Who cleans yours?", "Try a free audit.", ""]), max_size=4),
    st.integers(2, 4),
)
def test_equal_messages_do_not_differ(parts: list[str], channels: int) -> None:
    rows = compared(**{f"channel{number}": " ".join(parts) for number in range(channels)})
    for row in rows.values():
        assert len({tuple(told) for told in map(tuple, words(row))}) == 1
        assert len({(cell.departs, cell.alone, cell.more) for cell in row.cells}) == 1
        assert not row.cells[0].alone
