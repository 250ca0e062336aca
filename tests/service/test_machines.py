"""Machines: tokens with an owner, a purpose and an end."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.service.company import Company, company

from governance.actions.machines import create_machine, list_machines, revoke_machine
from governance.actions.people import deactivate, list_people
from governance.actions.perform import Credential, Request, look, perform
from governance.actions.roles import grant_role
from governance.core.errors import NotAllowed, NotFound, NotSignedIn, Unusable, WrongState

SOON = timedelta(days=30)


def created(loopfern: Company, owner: str = "ines", scopes: tuple[str, ...] = ("read", "submit")) -> dict[str, Any]:
    return loopfern.as_(
        "ada", lambda tx, actor: create_machine(tx, actor, "Composer", loopfern[owner], scopes, tx.now + SOON)
    )


def request(token: str, workspace: str = "loopfern") -> Request:
    return Request(workspace, Credential(token=token), "r1")


def test_a_machine_acts_for_its_owner_without_a_role(loopfern: Company) -> None:
    machine = created(loopfern, "leo")
    assert machine["token"].startswith("gov_")
    actor = look(loopfern.store, request(machine["token"]), lambda _, actor: actor)
    assert (actor.kind, actor.person, actor.machine) == ("machine", str(loopfern["leo"]), machine["id"])
    assert (actor.partner, actor.roles, actor.administrator) == (str(loopfern.partners["northwind"]), {}, False)
    assert actor.scopes == {"submit", "read"}


def test_a_token_is_shown_once(loopfern: Company) -> None:
    machine = created(loopfern)
    listed = loopfern.seen_by("ada", list_machines)["items"]
    assert [one["id"] for one in listed] == [machine["id"]]
    assert "token" not in listed[0]
    assert machine["token"] not in str(loopfern.record())


def test_a_machine_of_an_administrator_looks_after_nobody(loopfern: Company) -> None:
    token = created(loopfern, "ada")["token"]
    with pytest.raises(NotAllowed, match="Only a person"):
        perform(loopfern.store, request(token), lambda tx, actor: grant_role(tx, actor, loopfern["ines"], "sales"))
    assert loopfern.acts()[-1] == "access.refused"


def test_a_token_is_for_its_scopes(loopfern: Company) -> None:
    token = created(loopfern, scopes=("launch",))["token"]
    with pytest.raises(NotAllowed, match="The token is not for read; it is for launch"):
        look(loopfern.store, request(token), list_people)


def test_a_revoked_token_stops_at_once(loopfern: Company) -> None:
    machine = created(loopfern)
    id = UUID(machine["id"])
    loopfern.as_("ada", lambda tx, actor: revoke_machine(tx, actor, id))
    with pytest.raises(NotSignedIn):
        look(loopfern.store, request(machine["token"]), list_people)
    with pytest.raises(WrongState, match="revoked already"):
        loopfern.as_("ada", lambda tx, actor: revoke_machine(tx, actor, id))
    assert loopfern.acts()[-1] == "machine.revoked"


def test_a_token_stops_with_its_owner_and_with_its_time(loopfern: Company) -> None:
    of_ines, of_tom = created(loopfern, "ines")["token"], created(loopfern, "tom")["token"]
    loopfern.as_("ada", lambda tx, actor: deactivate(tx, actor, loopfern["ines"]))
    with pytest.raises(NotSignedIn, match="owner"):
        look(loopfern.store, request(of_ines), list_people)
    loopfern.later(SOON + timedelta(minutes=1))
    with pytest.raises(NotSignedIn, match="expired"):
        look(loopfern.store, request(of_tom), list_people)


def test_a_token_opens_no_other_workspace(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    token = created(loopfern)["token"]
    with pytest.raises(NotSignedIn):
        look(loopfern.store, request(token, "nordkeel"), list_people)
    id = UUID(loopfern.seen_by("ada", list_machines)["items"][0]["id"])
    with pytest.raises(NotFound):
        other.as_("ada", lambda tx, actor: revoke_machine(tx, actor, id))


@pytest.mark.parametrize(
    ("name", "scopes", "ends_at", "field"),
    [
        (" ", {"read"}, SOON, "name"),
        ("a\x00", {"read"}, SOON, "name"),
        ("x", set(), SOON, "scopes"),
        ("x", {"decide"}, SOON, "scopes"),
        ("x", {"read"}, timedelta(0), "ends_at"),
        ("x", {"read"}, timedelta(days=366, seconds=1), "ends_at"),
    ],
)
def test_what_cannot_be_used_is_named(
    loopfern: Company, name: str, scopes: set[str], ends_at: timedelta, field: str
) -> None:
    with pytest.raises(Unusable) as refused:
        loopfern.as_(
            "ada", lambda tx, actor: create_machine(tx, actor, name, loopfern["ines"], scopes, tx.now + ends_at)
        )
    assert refused.value.field == field


def test_an_end_without_a_time_zone_is_refused(loopfern: Company) -> None:
    naive = datetime.now(UTC).replace(tzinfo=None) + SOON
    with pytest.raises(Unusable, match="time zone"):
        loopfern.as_("ada", lambda tx, actor: create_machine(tx, actor, "x", loopfern["ines"], {"read"}, naive))


@pytest.mark.parametrize("name", ["mara", "leo"])
def test_machines_take_an_administrator(loopfern: Company, name: str) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        loopfern.seen_by(name, list_machines)
    with pytest.raises(NotAllowed, match="administrator"):
        loopfern.as_(name, lambda tx, actor: create_machine(tx, actor, "x", loopfern["ines"], {"read"}, tx.now + SOON))
