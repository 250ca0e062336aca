"""Roles: two administrators stand behind each, and an end acts at once."""

from functools import partial

import pytest
from tests.service.company import Company, sample_documents

from governance.actions.looking_after import OPERATOR
from governance.actions.newcomers import Newcomer, invite
from governance.actions.people import deactivate, list_people
from governance.actions.roles import confirm_role, end_role, grant_role
from governance.core.errors import NotAllowed, NotFound, Unusable, WrongState
from governance.core.policy.approval import ApprovalPolicy


def test_a_role_counts_once_a_second_administrator_confirmed_it(guarded: Company) -> None:
    granted = guarded.as_("ada", partial(grant_role, person_id=guarded["ines"], role="sales"))
    assert not granted["counts"]
    assert "sales" not in guarded.actor("ines").roles
    confirmed = guarded.as_("mara", partial(confirm_role, person_id=guarded["ines"], role="sales"))
    assert confirmed["counts"]
    assert "sales" in guarded.actor("ines").roles
    assert guarded.acts()[-2:] == ["role.granted", "role.confirmed"]


def test_who_granted_a_role_does_not_confirm_it(guarded: Company) -> None:
    guarded.as_("ada", partial(grant_role, person_id=guarded["ines"], role="sales"))
    with pytest.raises(NotAllowed) as refused:
        guarded.as_("ada", partial(confirm_role, person_id=guarded["ines"], role="sales"))
    assert refused.value.code == "second_person"


def test_nobody_grants_or_confirms_a_role_of_their_own(guarded: Company) -> None:
    with pytest.raises(NotAllowed, match="for themselves"):
        guarded.as_("ada", partial(grant_role, person_id=guarded["ada"], role="sales"))
    guarded.as_("ada", partial(grant_role, person_id=guarded["mara"], role="sales"))
    with pytest.raises(NotAllowed, match="for themselves"):
        guarded.as_("mara", partial(confirm_role, person_id=guarded["mara"], role="sales"))


def test_a_grant_of_the_operator_counts_once_one_administrator_confirmed_it(loopfern: Company) -> None:
    loopfern.write(lambda tx: grant_role(tx, OPERATOR, loopfern["ines"], "sales"))
    assert "sales" not in loopfern.actor("ines").roles
    with pytest.raises(NotAllowed):
        loopfern.write(lambda tx: confirm_role(tx, OPERATOR, loopfern["ines"], "sales"))
    loopfern.as_("ada", partial(confirm_role, person_id=loopfern["ines"], role="sales"))
    assert "sales" in loopfern.actor("ines").roles


def test_roles_given_with_an_invitation_wait_for_a_second_person_too(guarded: Company) -> None:
    nils = Newcomer("Nils", "nils@loopfern.example", roles=("sales", "sales"))
    invited = guarded.as_("ada", partial(invite, newcomer=nils))
    assert invited["roles"] == ["sales"]
    seen = guarded.seen_by("ada", list_people)["items"]
    assert [role["counts"] for one in seen if one["id"] == invited["id"] for role in one["roles"]] == [False]
    assert [one["roles"] for one in guarded.seen_by("tom", list_people)["items"] if one["id"] == invited["id"]] == [[]]


def test_an_end_acts_at_once_and_the_role_can_be_given_again(guarded: Company) -> None:
    guarded.as_("ada", partial(end_role, person_id=guarded["ines"], role="marketing"))
    assert guarded.actor("ines").roles == {}
    with pytest.raises(NotFound, match="does not hold this role"):
        guarded.as_("ada", partial(end_role, person_id=guarded["ines"], role="marketing"))
    guarded.as_("ada", partial(grant_role, person_id=guarded["ines"], role="marketing"))
    assert guarded.actor("ines").roles == {}


@pytest.mark.parametrize(
    ("name", "role", "code"),
    [
        ("leo", "sales", "role_of_company"),
        ("ines", "partner", "role_of_partner"),
        ("ines", "not a role", "role_unknown"),
        ("ines", "x" * 65, "role_unknown"),
        ("ines", "\x00", "role_unknown"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(loopfern: Company, name: str, role: str, code: str) -> None:
    with pytest.raises(Unusable) as refused:
        loopfern.as_("ada", partial(grant_role, person_id=loopfern[name], role=role))
    assert (refused.value.code, refused.value.field) == (code, "role")


def test_roles_are_those_that_the_approval_policy_declares(loopfern: Company) -> None:
    loopfern.as_("ada", partial(grant_role, person_id=loopfern["ines"], role="legal"))
    loopfern.put_in_force()
    with pytest.raises(Unusable, match="legal is not declared; outreach-approval declares marketing, sales"):
        loopfern.as_("ada", partial(grant_role, person_id=loopfern["tom"], role="legal"))


def test_a_delay_may_stand_for_the_second_person_where_the_policy_says_so(loopfern: Company) -> None:
    loopfern.put_in_force(
        one.model_copy(update={"new_role_votes_after": "hours"}) if isinstance(one, ApprovalPolicy) else one
        for one in sample_documents()
    )
    granted = loopfern.as_("ada", partial(grant_role, person_id=loopfern["ines"], role="sales"))
    assert not granted["counts"]
    assert granted["counts_since"] is not None


def test_a_role_is_held_once_and_by_active_people(loopfern: Company) -> None:
    with pytest.raises(WrongState, match="already"):
        loopfern.as_("ada", partial(grant_role, person_id=loopfern["ines"], role="marketing"))
    with pytest.raises(WrongState, match="confirmed already"):
        loopfern.as_("ada", partial(confirm_role, person_id=loopfern["ines"], role="marketing"))
    loopfern.as_("ada", partial(deactivate, person_id=loopfern["ines"]))
    with pytest.raises(WrongState, match="only active people"):
        loopfern.as_("ada", partial(grant_role, person_id=loopfern["ines"], role="sales"))


@pytest.mark.parametrize("role", ["legal", "", "\x00", "\ud800"])
def test_a_role_that_nobody_gave_is_not_found(loopfern: Company, role: str) -> None:
    for act in (confirm_role, end_role):
        with pytest.raises(NotFound, match="does not hold this role"):
            loopfern.as_("ada", partial(act, person_id=loopfern["ines"], role=role))


@pytest.mark.parametrize("name", ["mara", "leo"])
def test_roles_take_an_administrator(loopfern: Company, name: str) -> None:
    for act in (grant_role, confirm_role, end_role):
        with pytest.raises(NotAllowed, match="administrator"):
            loopfern.as_(name, partial(act, person_id=loopfern["ines"], role="sales"))
