"""Each control is needed: with it off, the record breaks an invariant or somebody is answered what nobody may be.

A control that something else backs up is shown to be backed up, and to matter once that is off too. What is off
is the same code on both databases, so one of them is enough here.
"""

from collections.abc import Iterator

import pytest
from tests.proof.controls import CONTROLS, Control
from tests.proof.ground import Ground, ground
from tests.web.oracle import Violation


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground("sqlite", request, tmp_path_factory.mktemp("controls")) as made:
        yield made


def _named(control: Control) -> str:
    return f"{control.name}: {control.story.__name__}".replace(" ", "_")


@pytest.mark.parametrize("control", CONTROLS, ids=_named)
def test_a_control_is_needed(place: Ground, control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    control.story(place.found())
    world, other = place.found(), place.found()
    control.off(monkeypatch)
    if control.beside:
        control.story(world)
        control.beside[1](monkeypatch)
    with pytest.raises(Violation) as caught:
        control.story(other)
    assert caught.value.invariant == control.caught, caught.value
