"""People: how they come in, who sees them, and how they stop."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from rich_click import Command
from tests.service.company import CHEAP, PASSWORD, PEOPLE, Company, company, company_of, definition, email_of

from governance.actions import workspaces
from governance.actions.invitations import accept_invitation, reset, reset_everywhere
from governance.actions.looking_after import OPERATOR
from governance.actions.newcomers import Newcomer, invite
from governance.actions.people import (
    deactivate,
    deactivate_everywhere,
    list_partners,
    list_people,
    reactivate,
    reactivate_everywhere,
)
from governance.actions.perform import Credential, Request, look, perform
from governance.actions.sessions import sign_in
from governance.actions.workspaces import create_workspace
from governance.cli.people import person as person_command
from governance.cli.people import workspace as workspace_command
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, NotSignedIn, Unusable, WrongState
from governance.outside.passwords import hash_password, matches
from governance.paths import packaged
from governance.store.people import person_actor
from governance.store.tables.people import PersonRow
from governance.store.transaction import Store, Tx

NEW = Newcomer("Nils Park", "nils@loopfern.example", roles=("marketing",))
OTHER = "another long password"


def test_founding_roles_count_at_once(loopfern: Company) -> None:
    for role, names in PEOPLE.items():
        for name in names:
            assert list(loopfern.actor(name).roles) == [role]
    assert list(loopfern.actor("leo").roles) == ["partner"]
    assert loopfern.actor("leo").organisation == "northwind"
    assert loopfern.actor("ada").administrator
    assert not loopfern.actor("ines").administrator


def test_the_record_of_a_founding_names_nobody(loopfern: Company) -> None:
    acts = loopfern.acts()
    assert acts[:4] == ["workspace.created", "partner.created", "partner.created", "person.invited"]
    assert {entry["actor"]["kind"] for entry in loopfern.record()} == {"operator"}
    assert loopfern.verified().broken is None
    written = b"".join(entry.canonical for entry in loopfern.entries()).lower()
    assert b"@" not in written
    assert b"ines" not in written


def test_a_workspace_is_created_once(store: Store) -> None:
    _create(store)
    with pytest.raises(WrongState, match="exists already; nothing was changed"):
        _create(store)


def test_an_interrupted_creation_is_completed_by_asking_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workspaces, "_filled", cut_off)
        with pytest.raises(KeyboardInterrupt):
            _create(store)
    again = company_of(store, _create(store))
    assert again.actor("ines").roles
    assert again.verified().broken is None


def _create(store: Store) -> dict[str, Any]:
    return create_workspace(store, definition(), [email_of("ada", "loopfern")])


@pytest.mark.parametrize(
    ("administrators", "message"),
    [
        ([], "at least one administrator"),
        (["nobody@loopfern.example"], "none of the workspace's people"),
        (["leo@loopfern.example"], "belong to the company itself"),
    ],
)
def test_founding_needs_an_administrator_of_the_company(store: Store, administrators: list[str], message: str) -> None:
    with pytest.raises(Unusable, match=message):
        create_workspace(store, definition(), administrators)


def test_an_invitation_sets_a_password_once(loopfern: Company) -> None:
    invited = loopfern.as_("ada", partial(invite, newcomer=NEW))
    token = invited["invitation"]["token"]
    accept_invitation(loopfern.store, token, PASSWORD, CHEAP)
    assert sign_in(loopfern.store, "Nils@Loopfern.example ", PASSWORD, CHEAP)["person"] == invited["id"]
    with pytest.raises(NotFound, match="unknown, was used or has ended"):
        accept_invitation(loopfern.store, token, OTHER, CHEAP)
    assert loopfern.acts()[-4:] == ["person.invited", "role.granted", "person.accepted", "session.started"]


def test_an_invitation_ends_after_seven_days(loopfern: Company) -> None:
    loopfern.later(timedelta(days=7))
    with pytest.raises(NotFound):
        loopfern.accept("ines")


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800"])
def test_an_unknown_invitation_is_refused(loopfern: Company, token: str) -> None:
    with pytest.raises(NotFound):
        accept_invitation(loopfern.store, token, PASSWORD, CHEAP)


@pytest.mark.parametrize("password", ["short", "x" * 201, "INES@loopfern.example"])
def test_a_password_that_is_too_short_too_long_or_known_is_refused(loopfern: Company, password: str) -> None:
    with pytest.raises(Unusable) as refused:
        loopfern.accept("ines", password)
    assert refused.value.field == "password"


def test_a_password_is_compared_whatever_its_characters(loopfern: Company) -> None:
    password = "\ud800 \x00 Straße e\u0301 and so on"
    hashed = hash_password(password, "a@b.example", "A", CHEAP)
    assert matches(password.replace("e\u0301", "\u00e9"), hashed, CHEAP)
    assert not matches(password + " ", hashed, CHEAP)
    assert not matches(password, None, CHEAP)
    assert loopfern.store.read(None, lambda tx: tx.session.get_one(PersonRow, loopfern["ines"])).password_hash is None


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [
        ("nobody", "N", "email"),
        ("a@b@c.example", "N", "email"),
        ("a b@c.example", "N", "email"),
        ("a\x00@c.example", "N", "email"),
        ("\u202ea@c.example", "N", "email"),
        ("a" * 250 + "@c.example", "N", "email"),
        ("a@c.example", " ", "name"),
        ("a@c.example", "N\x00", "name"),
        ("a@c.example", "N" * 201, "name"),
    ],
)
def test_an_address_or_name_that_cannot_be_used_is_named(loopfern: Company, email: str, name: str, field: str) -> None:
    with pytest.raises(Unusable) as refused:
        loopfern.as_("ada", partial(invite, newcomer=Newcomer(name, email)))
    assert refused.value.field == field


def test_only_administrators_invite_and_only_the_operator_makes_administrators(loopfern: Company) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        loopfern.as_("mara", partial(invite, newcomer=NEW))
    chief = Newcomer("Nils Park", NEW.email, administrator=True)
    with pytest.raises(NotAllowed, match="Only the operator"):
        loopfern.as_("ada", partial(invite, newcomer=chief))
    made = loopfern.write(lambda tx: invite(tx, OPERATOR, chief))
    seen = loopfern.seen_by("ada", list_people)["items"]
    assert next(one for one in seen if one["id"] == made["id"])["administrator"]


def test_a_member_is_not_invited_twice(loopfern: Company) -> None:
    again = Newcomer("Ines", loopfern.email("ines"))
    with pytest.raises(WrongState, match="member already"):
        loopfern.as_("ada", partial(invite, newcomer=again))


def test_an_invitation_takes_over_no_account_of_another_workspace(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    loopfern.accept("ines")
    for name in ("ines", "tom"):
        invited = other.as_("ada", partial(invite, newcomer=Newcomer(f"Not {name}", loopfern.email(name))))
        assert invited["invitation"] is None
        with pytest.raises(NotAllowed, match="by the operator"):
            other.as_("ada", partial(reset, person_id=loopfern[name]))
    assert loopfern.sign_in("ines")["person"] == str(loopfern["ines"])
    assert other.acts()[-1] == loopfern.acts()[-1] == "session.started"
    assert other.seen_by("ada", list_people)["items"] != loopfern.seen_by("ada", list_people)["items"]


def test_a_reset_ends_the_password_and_every_session(loopfern: Company) -> None:
    request = loopfern.request("ines")
    answer = loopfern.as_("ada", partial(reset, person_id=loopfern["ines"]))
    with pytest.raises(NotSignedIn):
        look(loopfern.store, request, list_people)
    with pytest.raises(NotSignedIn):
        loopfern.sign_in("ines")
    accept_invitation(loopfern.store, answer["invitation"]["token"], OTHER, CHEAP)
    assert loopfern.sign_in("ines", OTHER)
    reset_entry = next(entry for entry in loopfern.record() if entry["act"] == "password.reset")
    assert reset_entry["data"] == {"sessions_ended": 1}


def test_administrators_are_reset_by_the_operator_alone(guarded: Company) -> None:
    with pytest.raises(NotAllowed, match="by the operator"):
        guarded.as_("ada", partial(reset, person_id=guarded["mara"]))
    answer = reset_everywhere(guarded.store, OPERATOR, guarded.id, guarded["mara"])
    accept_invitation(guarded.store, answer["invitation"]["token"], OTHER, CHEAP)
    with pytest.raises(NotAllowed, match="Only the operator"):
        reset_everywhere(guarded.store, guarded.actor("ada"), guarded.id, guarded["mara"])


def test_somebody_deactivated_is_out_at_once_and_back_with_their_roles(loopfern: Company) -> None:
    request = loopfern.request("ines")
    loopfern.as_("ada", partial(deactivate, person_id=loopfern["ines"]))
    with pytest.raises(NotSignedIn):
        look(loopfern.store, request, list_people)
    with pytest.raises(NotSignedIn):
        loopfern.sign_in("ines")
    with pytest.raises(WrongState, match="deactivated already"):
        loopfern.as_("ada", partial(deactivate, person_id=loopfern["ines"]))
    loopfern.as_("ada", partial(reactivate, person_id=loopfern["ines"]))
    loopfern.sign_in("ines")
    assert "marketing" in loopfern.actor("ines").roles


def test_a_workspace_does_not_sign_people_out_of_another(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    request = loopfern.request("ines")
    other.as_("ada", partial(invite, newcomer=Newcomer("Ines", loopfern.email("ines"))))
    other.as_("ada", partial(deactivate, person_id=loopfern["ines"]))
    assert look(loopfern.store, request, list_people)["items"]
    with pytest.raises(NotFound):
        other.read(lambda tx: person_actor(tx, loopfern["ines"]))


def test_the_operator_deactivates_a_person_in_every_workspace(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    other.as_("ada", partial(invite, newcomer=Newcomer("Ines", loopfern.email("ines"))))
    request = loopfern.request("ines")
    deactivate_everywhere(loopfern.store, OPERATOR, other.id, loopfern["ines"])
    assert loopfern.acts()[-1] == other.acts()[-1] == "person.deactivated"
    with pytest.raises(NotSignedIn):
        look(loopfern.store, request, list_people)
    with pytest.raises(WrongState, match="by the operator"):
        loopfern.as_("ada", partial(reactivate, person_id=loopfern["ines"]))
    reactivate_everywhere(loopfern.store, OPERATOR, loopfern.id, loopfern["ines"])
    loopfern.sign_in("ines")
    for one in (loopfern, other):
        assert one.verified().broken is None


def test_nobody_deactivates_themselves_and_the_last_administrator_stays(guarded: Company) -> None:
    with pytest.raises(NotAllowed, match="for themselves"):
        guarded.as_("ada", partial(deactivate, person_id=guarded["ada"]))
    guarded.as_("ada", partial(deactivate, person_id=guarded["mara"]))
    with pytest.raises(WrongState, match="last active administrator of loopfern"):
        deactivate_everywhere(guarded.store, OPERATOR, guarded.id, guarded["ada"])


def test_people_of_another_workspace_do_not_exist(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    for id in (other["ines"], uuid4()):
        with pytest.raises(NotFound) as refused:
            loopfern.as_("ada", partial(deactivate, person_id=id))
        assert refused.value.message == "There is no such person, or they are not yours"


def test_everybody_sees_the_people_they_may_see(loopfern: Company) -> None:
    for_administrators = loopfern.seen_by("ada", list_people)["items"]
    assert len(for_administrators) == 16
    ines = next(one for one in for_administrators if one["id"] == str(loopfern["ines"]))
    assert ines["email"] == "ines@loopfern.example"
    assert [(role["role"], role["counts"], role["founding"]) for role in ines["roles"]] == [("marketing", True, True)]
    for_colleagues = loopfern.seen_by("tom", list_people)["items"]
    assert len(for_colleagues) == 16
    assert {frozenset(one) for one in for_colleagues} == {frozenset({"id", "name", "active", "partner", "roles"})}
    for_partners = loopfern.seen_by("leo", list_people)["items"]
    assert {one["name"] for one in for_partners} == {"Leo", "Nia", "Bram"}
    assert [one["key"] for one in loopfern.seen_by("leo", list_partners)["items"]] == ["northwind"]
    assert len(loopfern.seen_by("tom", list_partners)["items"]) == 2


def test_no_list_carries_a_secret(loopfern: Company) -> None:
    loopfern.sign_in("ines")
    seen = str(loopfern.seen_by("ada", list_people))
    assert "hash" not in seen
    assert "argon2" not in seen


def test_lists_are_paged_by_key(loopfern: Company) -> None:
    names: list[str] = []
    after: UUID | None = None
    while True:
        page = loopfern.seen_by("tom", partial(list_people, after=after, most=5))
        names += [one["name"] for one in page["items"]]
        if page["next"] is None:
            break
        after = UUID(page["next"])
    assert len(names) == len(set(names)) == 16


def test_a_refusal_is_recorded_and_changes_nothing(loopfern: Company) -> None:
    request = loopfern.request("tom", act="person.deactivate")
    before = len(loopfern.record())

    def work(tx: Tx, actor: Actor) -> dict[str, object]:
        return deactivate(tx, actor, loopfern["ines"])

    with pytest.raises(NotAllowed):
        perform(loopfern.store, request, work)
    assert loopfern.acts(before) == ["access.refused"]
    stranger = Request(loopfern.key, Credential(session="unknown"), "r1")
    with pytest.raises(NotSignedIn):
        perform(loopfern.store, stranger, work)
    assert loopfern.acts(before) == ["access.refused"]


def run(command: Command, url: str, *arguments: str) -> str:
    result = CliRunner().invoke(command, [*arguments, "--database", url], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_operator_founds_and_looks_after_a_workspace(database_url: str, store: Store) -> None:
    folder = str(packaged("policies") / "loopfern")
    founded = run(
        workspace_command, database_url, "create", folder, "--administrator", "mara.lindqvist@loopfern.example"
    )
    assert founded.count("until 20") == 16
    assert run(workspace_command, database_url, "list") == "loopfern  Loopfern GmbH\n"
    at = ("--workspace", "loopfern")
    invited = run(person_command, database_url, "invite", *at, "--name", "Nils", "--role", "sales", NEW.email)
    token = invited.split()[1]
    accept_invitation(store, token, PASSWORD, CHEAP)
    run(person_command, database_url, "grant", *at, NEW.email, "marketing")
    run(person_command, database_url, "deactivate", *at, NEW.email)
    with pytest.raises(NotSignedIn):
        sign_in(store, NEW.email, PASSWORD, CHEAP)
    run(person_command, database_url, "reactivate", *at, NEW.email)
    assert sign_in(store, NEW.email, PASSWORD, CHEAP)
    assert token not in run(person_command, database_url, "reset", *at, NEW.email)
    with pytest.raises(NotSignedIn):
        sign_in(store, NEW.email, PASSWORD, CHEAP)


def test_a_database_that_cannot_be_opened_is_said_in_one_sentence(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/missing/governance.db", "nonsense"):
        result = CliRunner().invoke(workspace_command, ["list", "--database", url])
        assert result.exit_code != 0
        assert "database" in result.output
        assert "Traceback" not in result.output
