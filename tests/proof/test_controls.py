"""Each control is needed: with it off, the record breaks an invariant or somebody is answered what nobody may be.

A control that something else backs up is shown to be backed up, and to matter once that is off too. What is off
is the same code on both databases, so one of them is enough here.
"""

from pathlib import Path

import pytest
from tests.proof.controls import CONTROLS, Control
from tests.proof.ground import Founded, World, founded
from tests.web.oracle import Violation


@pytest.fixture(scope="module")
def company(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return founded(sqlite_file, tmp_path_factory.mktemp("controls"))


def _named(control: Control) -> str:
    return f"{control.name}: {control.story.__name__}".replace(" ", "_")


@pytest.mark.parametrize("control", CONTROLS, ids=_named)
def test_a_control_is_needed(company: Founded, control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    with company.again() as world:
        control.story(world)
    control.off(monkeypatch)
    if control.beside:
        with company.again() as world:
            _backed_up(control, world)
        control.beside[1](monkeypatch)
    with company.again() as world, pytest.raises(Violation) as caught:
        control.story(world)
    assert caught.value.invariant == control.caught, caught.value


def _backed_up(control: Control, world: World) -> None:
    """Nothing goes out; at most the reasons that are named are fewer than they should be."""
    found: list[str] = []
    try:
        control.story(world)
    except Violation as said:
        found = [said.invariant]
    assert set(found) <= {"I23"}
