"""Sessions: new at each sign-in, twelve hours long, and locked after ten wrong passwords."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from pwdlib import PasswordHash
from sqlmodel import select
from tests.service.company import CHEAP, PASSWORD, Company, company

from governance.actions.newcomers import Newcomer, invite
from governance.actions.people import list_people
from governance.actions.perform import Credential, Request, look
from governance.actions.sessions import confirm_password, require_csrf, session_of, sign_in, sign_out
from governance.core.errors import NotAllowed, NotFound, NotSignedIn
from governance.store.tables.people import SessionRow


def fail(loopfern: Company, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotSignedIn, match="or the password is wrong"):
            sign_in(loopfern.store, loopfern.email("ines"), "wrong", CHEAP)


def test_each_sign_in_is_a_session_of_its_own(loopfern: Company) -> None:
    one, other = loopfern.sign_in("ines"), loopfern.sign_in("ines")
    assert len({one["session"], one["csrf"], other["session"], other["csrf"]}) == 4
    sign_out(loopfern.store, one["session"])
    sign_out(loopfern.store, one["session"])
    with pytest.raises(NotSignedIn):
        session_of(loopfern.store, one["session"])
    assert session_of(loopfern.store, other["session"])["workspaces"] == [
        {"key": "loopfern", "name": "Loopfern", "partner": None, "administrator": False}
    ]
    assert loopfern.acts()[-3:] == ["session.started", "session.started", "session.ended"]


def test_only_hashes_are_kept(loopfern: Company) -> None:
    given = loopfern.sign_in("ines")
    row = loopfern.read(lambda tx: tx.session.exec(select(SessionRow)).one())
    assert not {given["session"], given["csrf"]} & {row.token_hash, row.csrf_hash}
    assert len(row.token_hash) == len(row.csrf_hash) == 64


def test_a_session_lasts_twelve_hours_and_no_longer(loopfern: Company) -> None:
    session = loopfern.sign_in("ines")["session"]
    loopfern.later(timedelta(hours=11, minutes=59))
    assert session_of(loopfern.store, session)["email"] == loopfern.email("ines")
    loopfern.later(timedelta(minutes=2))
    with pytest.raises(NotSignedIn):
        session_of(loopfern.store, session)
    loopfern.sign_in("ines")
    assert len(loopfern.read(lambda tx: tx.session.exec(select(SessionRow)).all())) == 1


def test_a_form_belongs_to_one_session(loopfern: Company) -> None:
    one, other = loopfern.sign_in("ines"), loopfern.sign_in("tom")
    require_csrf(loopfern.store, one["session"], one["csrf"])
    for csrf in (other["csrf"], "", "é", "\ud800"):
        with pytest.raises(NotAllowed):
            require_csrf(loopfern.store, one["session"], csrf)


def test_ten_wrong_passwords_lock_the_account_for_fifteen_minutes(loopfern: Company) -> None:
    loopfern.accept("ines")
    fail(loopfern, 10)
    with pytest.raises(NotSignedIn, match=r"locked until 20\S+Z") as refused:
        loopfern.sign_in("ines")
    assert refused.value.code == "locked"
    loopfern.later(timedelta(minutes=15))
    assert loopfern.sign_in("ines")
    refusals = [entry["data"]["reason"] for entry in loopfern.record() if entry["act"] == "session.refused"]
    assert refusals == ["password"] * 10 + ["locked"]


def test_a_right_password_starts_the_count_anew(loopfern: Company) -> None:
    loopfern.accept("ines")
    fail(loopfern, 9)
    loopfern.sign_in("ines")
    fail(loopfern, 9)
    assert loopfern.sign_in("ines")


def test_guesses_at_the_same_time_are_all_counted(loopfern: Company) -> None:
    loopfern.accept("ines")

    def guess(_: int) -> str:
        try:
            sign_in(loopfern.store, loopfern.email("ines"), "wrong", CHEAP)
        except NotSignedIn as refused:
            return refused.code
        return "in"

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(16)))
    assert codes.count("password_wrong") == 10
    assert codes.count("locked") == 6


@pytest.mark.parametrize("email", ["nobody@loopfern.example", "", "a\x00@b.example", "\ud800@b.example"])
def test_an_unknown_address_costs_the_same_and_leaves_no_trace(loopfern: Company, email: str) -> None:
    before = len(loopfern.record())
    counted = Counted()
    with pytest.raises(NotSignedIn, match="The e-mail address or the password is wrong"):
        sign_in(loopfern.store, email, PASSWORD, counted)
    assert counted.times == 1
    assert loopfern.acts(before) == []


class Counted(PasswordHash):
    """Counts how often the slow work is done."""

    def __init__(self) -> None:
        super().__init__(CHEAP.hashers)
        self.times = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.times += 1
        return super().hash(password, salt=salt)


def test_somebody_who_was_invited_but_has_no_password_does_not_get_in(loopfern: Company) -> None:
    with pytest.raises(NotSignedIn):
        sign_in(loopfern.store, loopfern.email("ines"), PASSWORD, CHEAP)


def test_confirming_the_password_is_noted_on_the_session(loopfern: Company) -> None:
    session = loopfern.sign_in("ines")["session"]
    started = session_of(loopfern.store, session)["confirmed_at"]
    loopfern.later(timedelta(hours=1))
    confirmed = confirm_password(loopfern.store, session, PASSWORD, CHEAP)["confirmed_at"]
    assert started < confirmed == session_of(loopfern.store, session)["confirmed_at"]
    request = Request("loopfern", Credential(session=session), "r1")
    assert look(loopfern.store, request, lambda tx, actor: actor.confirmed_at == tx.now)


def test_wrong_passwords_at_confirming_count_as_well(loopfern: Company) -> None:
    session = loopfern.sign_in("ines")["session"]
    for _ in range(10):
        with pytest.raises(NotAllowed, match="The password is wrong"):
            confirm_password(loopfern.store, session, "wrong", CHEAP)
    with pytest.raises(NotAllowed, match="locked until"):
        confirm_password(loopfern.store, session, PASSWORD, CHEAP)
    with pytest.raises(NotSignedIn, match="locked until"):
        loopfern.sign_in("ines")


def test_a_session_is_in_the_record_of_each_workspace_of_its_person(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    other.as_("ada", lambda tx, actor: invite(tx, actor, Newcomer("Leo", loopfern.email("leo"), partner="halyard")))
    session = loopfern.sign_in("leo")["session"]
    confirm_password(loopfern.store, session, PASSWORD, CHEAP)
    sign_out(loopfern.store, session)
    acts = ["session.started", "session.confirmed", "session.ended"]
    assert loopfern.acts()[-3:] == other.acts()[-3:] == acts
    assert [entry["actor"]["partner"] for entry in other.record()[-3:]] == [str(other.partners["halyard"])] * 3
    assert other.verified().broken is None
    assert loopfern.verified().broken is None


def test_sign_ins_of_many_workspaces_at_once_all_succeed(loopfern: Company) -> None:
    other = company(loopfern.store, "nordkeel")
    for name in ("ines", "tom"):
        loopfern.accept(name)
        other.as_("ada", partial(invite, newcomer=Newcomer(name, loopfern.email(name))))
    with ThreadPoolExecutor(4) as pool:
        sessions = list(pool.map(lambda name: loopfern.sign_in(name)["session"], ["ines", "tom"] * 6))
    assert len(set(sessions)) == 12
    for one in (loopfern, other):
        assert one.acts().count("session.started") == 12
        assert one.verified().broken is None


def test_a_session_opens_no_other_workspace(loopfern: Company) -> None:
    company(loopfern.store, "nordkeel")
    credential = Credential(session=loopfern.sign_in("ines")["session"])
    for key in ("nordkeel", "nowhere"):
        with pytest.raises(NotFound, match="There is no such workspace, or it is not yours"):
            look(loopfern.store, Request(key, credential, "r1"), list_people)
