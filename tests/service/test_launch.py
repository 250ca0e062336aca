"""Launch: one message at a time, evaluated anew when it is asked for and again when it is handed over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.service.company import sample_documents
from tests.service.copy import (
    CHECKS_RETURNS,
    EMAIL,
    VALUES,
    Desk,
    changed,
    codes,
    counted,
    message,
    rendered,
)

from governance.actions.launch import authorize
from governance.actions.permits import recall
from governance.core.actor import Actor
from governance.core.copy.variant import Revision
from governance.core.errors import NotAllowed, NotFound, WrongState
from governance.store.tables.permits import AuthorisationRow, PermitRow

QUERIES_OF_AN_AUTHORISATION = 24
ANNA, BEN = "anna@shop.example", "ben@shop.example"


def sent_as(body: str, **more: Any) -> Any:
    return message(rendered=Revision(body, "A question"), **more)


def machine(desk: Desk, *scopes: str) -> Actor:
    owner = desk.company.actor("ines")
    return replace(owner, kind="machine", machine=str(UUID(int=1)), roles={}, scopes=frozenset(scopes))


def authorized_by(desk: Desk, actor: Actor, id: UUID) -> dict[str, Any]:
    return desk.company.write(lambda tx: authorize(tx, actor, id, message(), None, 1))


def test_a_message_is_allowed_once_to_each_recipient_and_step(desk: Desk) -> None:
    id = desk.approved()
    given = desk.authorize(id, to=ANNA)
    assert given["allow"]
    assert desk.authorize(id, to=f" {ANNA.upper()} ") == given, "asked twice, answered the same"
    other = {**VALUES, "first_name": "Anne"}
    assert codes(desk.authorize(id, message(values=other), to=ANNA)) == {"already_authorised"}
    assert desk.use(given)["allow"]
    with pytest.raises(WrongState) as twice:
        desk.use(given)
    assert twice.value.code == "already_authorised"
    assert codes(desk.authorize(id, to=ANNA)) == {"already_authorised"}
    assert desk.use(desk.authorize(id, to=ANNA, step=2))["allow"]
    assert desk.use(desk.authorize(id, to=BEN))["allow"]
    assert [entry["act"] for entry in desk.company.record()].count("authorisation.used") == 3
    for personal in (ANNA, BEN, "Anna", "Ritterstr"):
        assert personal not in str(desk.company.record())
    assert desk.company.verified().broken is None


def test_without_an_address_the_merge_values_stand_for_the_recipient(desk: Desk) -> None:
    id = desk.approved()
    desk.use(desk.authorize(id))
    assert codes(desk.authorize(id)) == {"already_authorised"}
    other = {**VALUES, "first_name": "Ben"}
    assert desk.authorize(id, message(values=other))["allow"]


def test_an_authorisation_lasts_fifteen_minutes(desk: Desk) -> None:
    id = desk.approved()
    first = desk.authorize(id)
    desk.company.later(timedelta(minutes=14))
    second = desk.authorize(id)
    assert second == first
    desk.company.later(timedelta(minutes=2))
    assert codes(desk.use(first)) == {"authorisation_expired"}
    third = desk.authorize(id)
    assert third["authorisation"]["id"] != first["authorisation"]["id"]
    assert desk.use(third)["allow"]
    assert codes(desk.use(first)) == {"authorisation_expired"}
    assert len(desk.rows(AuthorisationRow)) == 2


def test_a_recall_between_the_steps_stops_the_message(desk: Desk) -> None:
    before_asking, before_use = desk.approved(), desk.approved(says=CHECKS_RETURNS)
    given = desk.authorize(before_use, message(CHECKS_RETURNS))
    for permit in [row.id for row in desk.rows(PermitRow)]:
        desk.does("tom", recall, permit)
    assert {"recalled", "permit_recalled"} <= codes(desk.authorize(before_asking))
    assert {"recalled", "permit_recalled"} <= codes(desk.use(given))
    assert [row.used_at for row in desk.rows(AuthorisationRow)] == [None]


def test_only_the_approved_text_with_harmless_data_goes_out(desk: Desk) -> None:
    id = desk.approved()
    right = rendered()
    cases = [
        (sent_as(right.replace("quick", "quicks")), {"not_a_rendering"}),
        (sent_as(right.replace("today?", "today")), {"not_a_rendering"}),
        (sent_as(right + "\n\nPS: We are the cheapest."), {"not_a_rendering"}),
        (message(rendered=Revision(right, "A question!")), {"not_a_rendering"}),
        (message(rendered=Revision(right, None)), {"not_a_rendering"}),
        (message(values={**VALUES, "first_name": "{{company_name}}"}), {"merge_value"}),
        (message(values={**VALUES, "first_name": "<b>Anna</b>"}), {"merge_value"}),
        (message(values={**VALUES, "unsubscribe_link": "javascript:alert(1)"}), {"merge_value"}),
        (
            message(values={**VALUES, "postal_address": "Loopfern is the cheapest returns tool in Europe"}),
            {"rendered_text_blocked"},
        ),
        (message(values={**VALUES, "postal_address": CHECKS_RETURNS}), {"rendered_text_blocked"}),
        (message(country=None), {"country_not_covered"}),
        (message(country="Atlantis"), {"country_not_covered"}),
    ]
    for number, (sent, expected) in enumerate(cases):
        answer = desk.authorize(id, sent, to=f"{number}@shop.example")
        assert not answer["allow"], sent
        assert expected <= codes(answer), sent
    assert desk.rows(AuthorisationRow) == []
    assert desk.authorize(id)["allow"]


def test_country_platform_and_volume_are_those_of_the_manifest(desk: Desk) -> None:
    limited = replace(EMAIL, regions=("DE",), platform="smartlead", volume_cap=2)
    id = desk.approved(manifest=limited)
    assert codes(desk.authorize(id, message(country="FR", platform="smartlead"))) == {"country_not_covered"}
    for platform in (None, "instantly"):
        assert codes(desk.authorize(id, message(platform=platform))) == {"other_platform"}
    ours = message(platform="smartlead")
    first = desk.authorize(id, ours, to=ANNA)
    assert desk.use(first)["allow"]
    assert desk.authorize(id, ours, to=BEN)["allow"]
    assert codes(desk.authorize(id, ours, to="c@c.example")) == {"volume_cap_reached"}
    desk.company.later(timedelta(minutes=16))
    assert desk.authorize(id, ours, to="c@c.example")["allow"], "one that nobody used is over"
    assert codes(desk.authorize(id, ours, to=BEN)) == {"volume_cap_reached"}


def test_other_policies_end_what_was_held_against_the_earlier_ones(desk: Desk) -> None:
    id = desk.approved()
    given = desk.authorize(id)
    standard = next(one for one in sample_documents() if one.kind == "message_standard")
    desk.publish(changed(standard, title="New"))
    refused = codes(desk.use(given))
    assert {"authorisation_expired", "check_missing"} <= refused
    assert "check_missing" in codes(desk.authorize(id)), "nothing goes out before it was checked again"
    desk.work_off()
    assert codes(desk.use(given)) == {"authorisation_expired"}
    assert desk.authorize(id, to=ANNA)["allow"]


def test_whoever_may_not_send_is_told_so(desk: Desk) -> None:
    id = desk.approved()
    with pytest.raises(NotAllowed, match="takes a role"):
        desk.authorize(id, by="ada")
    for name in ("leo", "cosima"):
        with pytest.raises(NotFound):
            desk.authorize(id, by=name)
    for scopes in (("read",), ("submit",)):
        with pytest.raises(NotAllowed, match="not for launch"):
            authorized_by(desk, machine(desk, *scopes), id)
    given = authorized_by(desk, machine(desk, "launch"), id)
    assert given["allow"]
    with pytest.raises(NotFound):
        desk.use(given, by="cosima")
    with pytest.raises(NotFound):
        desk.use({"authorisation": {"id": str(id)}})


def test_an_authorisation_asks_the_database_a_bounded_number_of_questions(desk: Desk) -> None:
    id = desk.approved()
    numbers = []
    for recipient in (ANNA, BEN):
        with counted(desk.store) as asked:
            given = desk.authorize(id, to=recipient)
        numbers.append(len(asked))
        assert len(asked) <= QUERIES_OF_AN_AUTHORISATION, "\n".join(asked)
        with counted(desk.store) as asked:
            desk.use(given)
        assert len(asked) <= QUERIES_OF_AN_AUTHORISATION, "\n".join(asked)
    assert numbers[0] == numbers[1]
