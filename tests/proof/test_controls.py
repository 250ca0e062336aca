"""Each control is needed: with it off, the record breaks an invariant or somebody is answered what nobody may be.

A control that something else backs up is shown to be backed up, and to matter once that is off too. What is off
is the same code on both databases, so one of them is enough here.
"""

from collections.abc import Iterator

import pytest
from tests.proof.controls import CONTROLS, Control
from tests.proof.ground import Ground, World, database_of_its_own, ground
from tests.web.oracle import Violation


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("controls")
    with database_of_its_own("sqlite", request, folder) as url, ground(url, folder) as made:
        yield made


def _named(control: Control) -> str:
    return f"{control.name}: {control.story.__name__}".replace(" ", "_")


@pytest.mark.parametrize("control", CONTROLS, ids=_named)
def test_a_control_is_needed(place: Ground, control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    control.story(place.found())
    world, other = place.found(), place.found()
    control.off(monkeypatch)
    if control.beside:
        _backed_up(control, world)
        control.beside[1](monkeypatch)
    with pytest.raises(Violation) as caught:
        control.story(other)
    assert caught.value.invariant == control.caught, caught.value


def _backed_up(control: Control, world: World) -> None:
    """Nothing goes out; at most the reasons that are named are fewer than they should be."""
    found: list[str] = []
    try:
        control.story(world)
    except Violation as said:
        found = [said.invariant]
    assert set(found) <= {"I23"}
