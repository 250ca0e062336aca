"""Every control that keeps something from going out, how to switch it off, and a short story that needs it.

A story passes while the control is on. With the control off the record must break an invariant, which the oracle
says, or somebody must be answered what nobody may be ("answer").
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, update
from tests.proof.ground import (
    BLOCKED,
    CLAIMING,
    DOCUMENTS,
    FOREVER,
    OWNERS,
    PLAIN,
    STANDARD,
    WARNED,
    Json,
    World,
    changed,
)
from tests.web.oracle import Violation

from governance.actions import export, launch, looking_after, messages, perform, policies, roles, waivers
from governance.core.actor import Actor
from governance.core.copy import merge_values, rendered
from governance.core.launch import gate, message, permit
from governance.core.review import counting, deciding, matching, refusals, state, survival
from governance.core.review.case import Case
from governance.core.review.people import Grant, Standing
from governance.store import people as people_store
from governance.store import permits as permits_store
from governance.store import submissions as submissions_store
from governance.store import variants as variants_store
from governance.store.tables.permits import PermitRow
from governance.web.door import Door

Off = Callable[[pytest.MonkeyPatch], None]
Story = Callable[[World], None]
PREFERRED_TODAY = changed(STANDARD, words={"forbidden": [], "preferred": [{"instead_of": "today", "say": "now"}]})


@dataclass(frozen=True)
class Control:
    """`caught` is the invariant that breaks, or "answer". `beside` is what still holds while it alone is off."""

    name: str
    off: Off
    story: Story
    caught: str
    beside: tuple[str, Off] | None = None


# How something is switched off


def instead(target: Any, name: str, make: Callable[[Any], Any]) -> Off:
    """Another function in the place of one, wherever it was imported."""

    def off(patch: pytest.MonkeyPatch) -> None:
        original = getattr(target, name)
        replacement = make(original)
        patch.setattr(target, name, replacement)
        for module in [one for key, one in sys.modules.items() if key.startswith("governance.")]:
            for known, value in list(vars(module).items()):
                if value is original:
                    patch.setattr(module, known, replacement)

    return off


def returning(target: Any, name: str, value: Any) -> Off:
    """A function that says nothing any more."""
    return instead(target, name, lambda _original: lambda *_args, **_named: value)


def told(target: Any, name: str, change: Callable[..., tuple[Any, ...]]) -> Off:
    """A function that is told something else than what is there."""
    return instead(target, name, lambda original: lambda *args: original(*change(*args)))


def answering(target: Any, name: str, change: Callable[..., Any]) -> Off:
    """A function whose answer is changed, by its answer and its arguments."""
    return instead(target, name, lambda original: lambda *args, **named: change(original(*args, **named), *args))


def both(*offs: Off) -> Off:
    def off(patch: pytest.MonkeyPatch) -> None:
        for one in offs:
            one(patch)

    return off


def _of_submission(**fields: Any) -> Callable[[Case, Any], tuple[Any, ...]]:
    def change(case: Case, now: Any) -> tuple[Any, ...]:
        known = {name: value(case) if callable(value) else value for name, value in fields.items()}
        return (replace(case, submission=replace(case.submission, **known)) if case.submission else case), now

    return change


def _of_permit(**fields: Any) -> Callable[..., tuple[Any, ...]]:
    def change(case: Case, permit: Any, platform: Any, now: Any) -> tuple[Any, ...]:
        known = {name: value(case) if callable(value) else value for name, value in fields.items()}
        return case, replace(permit, **known) if permit else None, platform, now

    return change


def _without(code: str) -> Callable[..., list[Any]]:
    return lambda found, *_args: [one for one in found if one.code != code]


def _every_approval(_found: Any, all_: Any, submission: str) -> list[Any]:
    return [one for one in all_ if one.submission == submission and not one.withdrawn]


def _withdrawn_too(_found: Any, all_: Any, submission: str) -> list[Any]:
    return list({one.person: one for one in all_ if one.submission == submission}.values())


def _fills_every_slot(_found: Any, open_: Any, approvals: Any, case: Case) -> dict[str, list[str]]:
    fitting = {one.id: [a.id for a in approvals if matching._fits(one, a, case)] for one in open_}
    return {one.id: (fitting[one.id] * one.approvals)[: one.approvals] for one in open_}


def _holds_inactive(self: Standing, role: str, since: Any, now: Any) -> bool:
    counted = self.roles.get(role)
    return counted is not None and counted <= since <= now


def _holds_since_whenever(self: Standing, role: str, _since: Any, _now: Any) -> bool:
    return self.active and role in self.roles


def _any_report(self: Case) -> Any:
    return next((self.bases[one] for one in (self.in_force, *self.bases) if one and one in self.bases), None)


def _all_roles(say: Any, _case: Case, policy: Any, *_rest: Any) -> list[Any]:
    return [one for one in policy.requirements if one.role == (say.role or one.role)]


def _of_nobody(found: Any, *_args: Any) -> Any:
    found.granted_by = None
    return found


def _of_the_actor(found: Any, _tx: Any, actor: Actor, *_args: Any) -> Any:
    found[0].person_id = UUID(actor.person)
    return found


def _unused(found: Any, *_args: Any) -> Any:
    found[0].used_at = None
    return found


def _proposed_by_another(found: Any, *_args: Any) -> Any:
    found[1].proposed_by = UUID(int=1)
    return found


def _with_all_roles(found: Actor, tx: Any, *_args: Any) -> Actor:
    return replace(found, roles=dict.fromkeys(("marketing", "sales", "compliance"), tx.now))


def _owner(self: Actor) -> str:
    return str(self.person)


def _no(*_args: Any) -> bool:
    return False


def _yes(*_args: Any) -> bool:
    return True


def _campaign_of(voter: Standing, case: Case) -> Case:
    return replace(case, campaign=replace(case.campaign, partner=voter.partner))


def _active(found: Standing, *_args: Any) -> Standing:
    return replace(found, active=True)


# Stories


def refused(world: World, answer: httpx.Response) -> None:
    """Nothing came of it: the oracle judges first, then the answer."""
    world.replay()
    said: Json = answer.json() if answer.content else {}
    unsigned = answer.request.url.path.endswith("/permit") and said.get("permit") is None
    if answer.status_code < 400 and said.get("allow") is not False and not unsigned:
        raise Violation("answer", f"{answer.request.method} {answer.request.url.path}: {answer.text[:200]}")


def approved(world: World, text: int = PLAIN, campaign: str = "house", who: str = "klara", manifest: int = 0) -> str:
    variant = world.bring(who, text, campaign, manifest)
    assert variant
    assert world.approve_all(variant), world.oracle.launch_refusals(variant, world.ground.now)
    return variant


def in_review(world: World, text: int = PLAIN, campaign: str = "house", who: str = "klara") -> str:
    variant = world.bring(who, text, campaign)
    assert variant
    return variant


def publish(world: World, document: str | Json) -> None:
    found = DOCUMENTS[document] if isinstance(document, str) else document
    assert world.publish(found, *OWNERS[found["kind"]])
    world.work()
    world.replay()


def send(world: World, variant: str, who: str = "robot", **more: Any) -> httpx.Response:
    return world.authorise(who, world.message(variant, **more))


def permitted(world: World, variant: str) -> httpx.Response:
    return world.ask("robot", "POST", f"/variants/{variant}/permit")


def allowed(answer: httpx.Response) -> str:
    assert answer.json()["allow"], answer.text
    return str(answer.json()["authorisation"]["id"])


def own_approval(world: World) -> None:
    variant = in_review(world, who="ines")
    refused(world, world.decide("ines", variant))


def organisation_approves(world: World) -> None:
    publish(world, "partner organisation stands back")
    variant = in_review(world, campaign="north", who="leo")
    refused(world, world.decide("nia", variant))


def another_partner_looks(world: World) -> None:
    variant = in_review(world, campaign="north", who="leo")
    refused(world, world.ask("cosima", "GET", f"/variants/{variant}"))


def another_partner_decides(world: World) -> None:
    variant = in_review(world, campaign="north", who="leo")
    refused(world, world.decide("cosima", variant))


def edited(world: World) -> None:
    variant = approved(world)
    world.edit("klara", variant, WARNED)
    refused(world, send(world, variant))


def edited_and_back(world: World) -> None:
    """A-B-A: the words are those that were approved, and yet nobody approved this revision."""
    variant = approved(world)
    world.edit("klara", variant, WARNED)
    world.edit("klara", variant, PLAIN)
    refused(world, send(world, variant))


def other_words_named(world: World) -> None:
    variant = in_review(world)
    text = {**world.review(variant)["text"], "content_digest": f"sha256:{'0' * 64}"}
    refused(world, world.decide("ines", variant, text=text))


def other_policies_named(world: World) -> None:
    before = world.review(in_review(world))["policy_set"]
    publish(world, "standard with other words")
    refused(world, world.decide("ines", in_review(world), policy_set=before))


def wrong_role(world: World) -> None:
    refused(world, world.decide("amelie", in_review(world), role="marketing"))


def _first_decider(world: World, variant: str) -> str:
    found = min(world.look(variant)["decisions"], key=lambda one: str(one["decided_at"]))
    return world.name_of(found["person"])


def role_ended(world: World) -> None:
    variant = approved(world)
    world.ok("ada", "DELETE", f"/people/{world.ids[_first_decider(world, variant)]}/roles/marketing")
    refused(world, send(world, variant))


def role_ended_and_given_again(world: World) -> None:
    variant = approved(world)
    world.wait(seconds=1)
    path = f"/people/{world.ids[_first_decider(world, variant)]}/roles/marketing"
    world.ok("ada", "DELETE", path)
    world.ok("ada", "POST", path)
    world.ok("mara", "POST", f"{path}/confirm")
    refused(world, send(world, variant))


def person_deactivated(world: World) -> None:
    variant = approved(world)
    world.ok("ada", "POST", f"/people/{world.ids[_first_decider(world, variant)]}/deactivate")
    refused(world, send(world, variant, "jonas"))


def deactivated_decides(world: World) -> None:
    variant = in_review(world)
    world.ok("ada", "POST", f"/people/{world.ids['tom']}/deactivate")
    refused(world, world.decide("tom", variant))


def role_without_second_person(world: World) -> None:
    variant = in_review(world)
    world.ok("ada", "POST", f"/people/{world.ids['priya']}/roles/marketing")
    refused(world, world.decide("priya", variant, role="marketing"))


def role_confirmed_by_its_giver(world: World) -> None:
    path = f"/people/{world.ids['priya']}/roles/marketing"
    world.ok("ada", "POST", path)
    refused(world, world.ask("ada", "POST", f"{path}/confirm"))


def role_for_oneself(world: World) -> None:
    refused(world, world.ask("mara", "POST", f"/people/{world.ids['mara']}/roles/marketing"))


def role_by_anybody(world: World) -> None:
    refused(world, world.ask("tom", "POST", f"/people/{world.ids['priya']}/roles/marketing"))


def decision_taken_back(world: World) -> None:
    variant = approved(world)
    decision = world.look(variant)["decisions"][0]
    person = world.name_of(decision["person"])
    world.ok(person, "POST", f"/variants/{variant}/decisions/{decision['id']}/withdraw")
    refused(world, send(world, variant))


def one_person_twice(world: World) -> None:
    publish(world, "two of marketing")
    variant = in_review(world)
    assert world.decide("tom", variant).status_code == 201
    assert world.decide("tom", variant).status_code == 201
    world.decide("priya", variant)
    refused(world, send(world, variant))


def one_of_two(world: World) -> None:
    publish(world, "two of marketing")
    variant = in_review(world)
    assert world.decide("tom", variant).status_code == 201
    world.decide("priya", variant)
    refused(world, send(world, variant))


def nobody_approves(world: World) -> None:
    refused(world, send(world, in_review(world)))


def vetoed(world: World) -> None:
    variant = approved(world)
    assert world.decide("jonas", variant, "veto").status_code == 201
    refused(world, send(world, variant))


def veto_taken_back_by_another(world: World) -> None:
    variant = approved(world)
    veto = world.decide("jonas", variant, "veto").json()["decision"]
    refused(world, world.ask("priya", "POST", f"/variants/{variant}/decisions/{veto['id']}/withdraw"))


def changes_requested(world: World) -> None:
    variant = approved(world)
    assert world.decide("jonas", variant, "request_changes").status_code == 201
    refused(world, send(world, variant))


def not_checked_yet(world: World) -> None:
    variant = approved(world)
    document = DOCUMENTS["standard with other words"]
    assert world.publish(document, *OWNERS[document["kind"]])
    refused(world, send(world, variant))


def blocked(world: World) -> None:
    variant = in_review(world, BLOCKED)
    refused(world, world.decide("tom", variant))


def claim_ended(world: World) -> None:
    publish(world, "claim that ends")
    variant = approved(world, CLAIMING)
    world.wait(days=19)
    refused(world, permitted(world, variant))


def approval_ended(world: World) -> None:
    variant = approved(world)
    world.wait(days=31)
    refused(world, permitted(world, variant))


def claim_changed(world: World) -> None:
    variant = approved(world, CLAIMING)
    publish(world, "claim with other evidence")
    refused(world, send(world, variant))


def new_warning(world: World) -> None:
    variant = approved(world)
    publish(world, PREFERRED_TODAY)
    refused(world, send(world, variant))


def standard_changed(world: World) -> None:
    publish(world, "review again")
    variant = approved(world)
    publish(world, "standard with other words")
    refused(world, send(world, variant))


def policy_stricter(world: World) -> None:
    variant = approved(world)
    publish(world, "approvals last five days")
    refused(world, send(world, variant))


def permit_ended(world: World) -> None:
    variant = approved(world)
    world.wait(days=11)
    refused(world, send(world, variant))


def recalled(world: World) -> None:
    variant = approved(world)
    assert world.recall("priya", variant) == 200
    refused(world, send(world, variant))


def recalled_before_use(world: World) -> None:
    variant = approved(world)
    authorisation = allowed(send(world, variant))
    assert world.recall("priya", variant) == 200
    refused(world, world.use("robot", authorisation))


def withdrawn(world: World) -> None:
    variant = approved(world)
    world.ok("klara", "POST", f"/variants/{variant}/withdraw")
    refused(world, send(world, variant))


def decided_after_withdrawal(world: World) -> None:
    variant = in_review(world)
    world.ok("klara", "POST", f"/variants/{variant}/withdraw")
    refused(world, world.decide("tom", variant))


def paused(world: World) -> None:
    variant = approved(world)
    world.ok("priya", "POST", f"/campaigns/{world.campaigns['house']}/pause")
    refused(world, send(world, variant))


def exported_while_paused(world: World) -> None:
    variant = approved(world)
    world.ok("priya", "POST", f"/campaigns/{world.campaigns['house']}/pause")
    answer = world.ask("robot", "POST", "/launch/export?format=jsonl")
    world.replay()
    assert variant not in answer.text


def permit_forged(world: World) -> None:
    """Somebody who can write into the database gives a permit another month."""
    variant = approved(world)
    world.wait(days=11)
    later = update(PermitRow).where(col(PermitRow.workspace_id) == world.id)
    until = world.ground.now + timedelta(days=30)
    world.ground.served.store.transaction(world.id, lambda tx: tx.session.exec(later.values(expires_at=until)) and None)
    answer = send(world, variant)
    if answer.json()["allow"]:
        refused(world, answer)


def other_words_sent(world: World) -> None:
    found = world.message(approved(world))
    refused(world, world.authorise("robot", {**found, "body": f"{found['body']} Buy now."}))


def markup_in_a_value(world: World) -> None:
    refused(world, send(world, approved(world), values={"first_name": "<b>Anna"}))


def claim_in_a_value(world: World) -> None:
    refused(world, send(world, approved(world), values={"first_name": "risk-free Anna"}))


def other_country(world: World) -> None:
    refused(world, send(world, approved(world), country="FR"))


def sent_again(world: World) -> None:
    variant = approved(world)
    assert world.use("robot", allowed(send(world, variant, recipient="one@example.org"))).json()["allow"]
    refused(world, send(world, variant, recipient="one@example.org"))


def used_again(world: World) -> None:
    authorisation = allowed(send(world, approved(world)))
    assert world.use("robot", authorisation).json()["allow"]
    refused(world, world.use("robot", authorisation))


def used_late(world: World) -> None:
    authorisation = allowed(send(world, approved(world)))
    world.wait(minutes=16)
    refused(world, world.use("robot", authorisation))


def used_under_other_policies(world: World) -> None:
    authorisation = allowed(send(world, approved(world)))
    publish(world, "standard with other words")
    refused(world, world.use("robot", authorisation))


def one_too_many(world: World) -> None:
    variant = approved(world, manifest=1)
    for _ in range(2):
        allowed(send(world, variant))
    refused(world, send(world, variant))


def machine_decides(world: World) -> None:
    refused(world, world.decide("robot", in_review(world)))


def form_of_another_site(world: World) -> None:
    """The cookie is there, as a browser sends it; the token of the session is not."""
    variant = in_review(world)
    path = f"/variants/{variant}/decisions"
    refused(world, world.ask("tom", "POST", path, world.decision(variant), X_CSRF_Token="another"))


def published_by_its_author(world: World) -> None:
    world.publish(DOCUMENTS["standard with other words"], "tom", "tom")
    world.replay()


def published_by_no_owner(world: World) -> None:
    world.publish(DOCUMENTS["two of marketing"], "henk", "tom")
    world.replay()


def out_of_turn(world: World) -> None:
    refused(world, world.decide("priya", in_review(world)))


def said_no_on_a_call(world: World) -> None:
    variant = in_review(world)
    assert world.decide("tom", variant).status_code == 201
    refused(world, world.decide("priya", variant, call="no"))


def no_reason_for_a_warning(world: World) -> None:
    variant = in_review(world, WARNED)
    world.decide("tom", variant, note=None)
    world.decide("priya", variant)
    refused(world, send(world, variant))


def waiver_ended(world: World) -> None:
    publish(world, "compliance waives blockers")
    variant = in_review(world, BLOCKED)
    assert world.waive("amelie", variant, 1) == 201
    assert world.approve_all(variant)
    world.wait(days=2)
    refused(world, permitted(world, variant))


def repeated(world: World) -> None:
    variant = in_review(world)
    body = world.decision(variant)
    path = f"/variants/{variant}/decisions"
    first, second = (world.ask("tom", "POST", path, body, Idempotency_Key="once") for _ in range(2))
    if first.json() != second.json():
        raise Violation("answer", "a repeated request was done twice")


def asked_without_a_role(world: World) -> None:
    refused(world, world.authorise("ada", world.message(approved(world))))


def partner_resumes(world: World) -> None:
    path = f"/campaigns/{world.campaigns['north']}"
    world.ok("leo", "POST", f"{path}/pause")
    refused(world, world.ask("leo", "POST", f"{path}/resume"))


def permit_of_earlier_words(world: World) -> None:
    """Approved anew while the campaign rests, so that no new permit is signed."""
    variant = approved(world)
    path = f"/campaigns/{world.campaigns['house']}"
    world.ok("priya", "POST", f"{path}/pause")
    world.edit("klara", variant, WARNED)
    world.prepare_variant(variant)
    world.ok("priya", "POST", f"{path}/resume")
    refused(world, send(world, variant))


def waived_by_no_one_entitled(world: World) -> None:
    variant = in_review(world, BLOCKED)
    world.replay()
    if world.waive("amelie", variant, 1) < 400:
        raise Violation("answer", "a finding was waived that nobody may waive")


# Off by name, where several stories need it

EDITED = ("an edit ends the submission", told(state, "review", _of_submission(text=lambda case: case.head)))
DECISION_TEXT = (
    "a decision is on one text",
    told(counting, "uncounted", lambda one, case, *rest: (replace(one, text=case.head), case, *rest)),
)
FILTER = ("partners see their own", instead(variants_store, "seen_by", lambda _: lambda _actor, chosen, _id: chosen))
OWN_CAMPAIGN = (
    "a partner decides on its own campaigns",
    told(matching, "excluded", lambda one, voter, case: (one, voter, _campaign_of(voter, case))),
)
RECALLED = ("a recall ends the submission", told(state, "review", _of_submission(recalled=False)))
MACHINE = ("only a person decides", instead(Actor, "require_person", lambda _: _owner))
NO_ROLE = ("a machine carries no role", answering(people_store, "machine_actor", _with_all_roles))
ASKED_REASON = ("an approver gives a reason", returning(deciding, "warning_open", False))
COUNTED_REASON = ("an approval without the reason does not count", returning(counting, "_reason_missing", False))
WITH_ORDER = returning(deciding, "_require_approvable", None)

CONTROLS = (
    Control("contributors stand back", instead(Case, "contributed", lambda _: _no), own_approval, "I5"),
    Control(
        "their organisation stands back",
        instead(Case, "organisation_contributed", lambda _: _no),
        organisation_approves,
        "I7",
    ),
    Control(*FILTER, another_partner_looks, "answer"),
    Control(*FILTER, another_partner_decides, "I19", beside=OWN_CAMPAIGN),
    Control(*OWN_CAMPAIGN, another_partner_decides, "I19", beside=FILTER),
    Control(*EDITED, edited, "I1", beside=DECISION_TEXT),
    Control(*DECISION_TEXT, edited_and_back, "I1", beside=EDITED),
    Control(
        "a permit is for one text",
        told(
            gate,
            "_permit",
            _of_permit(text=lambda case: case.head, submission=lambda case: case.submission and case.submission.id),
        ),
        permit_of_earlier_words,
        "I2",
    ),
    Control("a decision names its words", returning(deciding, "_require_same", None), other_words_named, "I2"),
    Control(
        "a decision names its policies", returning(deciding, "_require_same", None), other_policies_named, "answer"
    ),
    Control("a role is needed to decide", instead(deciding, "_possible", lambda _: _all_roles), wrong_role, "I9"),
    Control("a role is held still", instead(Standing, "holds", lambda _: _yes), role_ended, "I4"),
    Control(
        "a role was held when deciding",
        instead(Standing, "holds", lambda _: _holds_since_whenever),
        role_ended_and_given_again,
        "I4",
    ),
    Control(
        "a person is active still", instead(Standing, "holds", lambda _: _holds_inactive), person_deactivated, "I4"
    ),
    Control("whoever is deactivated stops", answering(people_store, "_standing", _active), deactivated_decides, "I9"),
    Control(
        "a role waits for a second person",
        instead(Grant, "counts_since", lambda _: lambda self, _rule: self.granted_at),
        role_without_second_person,
        "I9",
    ),
    Control("who grants does not confirm", answering(roles, "_held", _of_nobody), role_confirmed_by_its_giver, "I9"),
    Control("nobody grants to themselves", returning(looking_after, "require_another", None), role_for_oneself, "I9"),
    Control("administrators grant", instead(Actor, "require_administrator", lambda _: _owner), role_by_anybody, "I9"),
    Control("what is taken back is gone", answering(counting, "current", _withdrawn_too), decision_taken_back, "I4"),
    Control("a person's last word counts", answering(counting, "current", _every_approval), one_person_twice, "order"),
    Control("each approval fills one slot", answering(matching, "assigned", _fills_every_slot), one_of_two, "order"),
    Control("requirements must be met", returning(refusals, "open_requirements", ()), nobody_approves, "I4"),
    Control("a veto stands", answering(refusals, "stopped", _without("veto_stands")), vetoed, "I10"),
    Control(
        "who vetoed takes it back",
        answering(submissions_store, "decision_for", _of_the_actor),
        veto_taken_back_by_another,
        "I10",
    ),
    Control(
        "a request for changes stands",
        answering(refusals, "stopped", _without("changes_requested")),
        changes_requested,
        "I4",
    ),
    Control(
        "checks ran under what is in force",
        lambda patch: patch.setattr(Case, "basis", property(_any_report)),
        not_checked_yet,
        "I11",
    ),
    Control("blockers stop", returning(refusals, "open_findings", ()), blocked, "I11"),
    Control("claims end", returning(refusals, "ended_claims", ()), claim_ended, "I14"),
    Control(
        "approvals end",
        instead(counting, "expiry", lambda _: lambda one, _policy: one.decided_at + timedelta(days=9_999)),
        approval_ended,
        "I4",
    ),
    Control("decisions go stale", returning(survival, "stale_reason", None), claim_changed, "I8"),
    Control("a changed claim is read again", returning(survival, "_claims_changed", None), claim_changed, "I8"),
    Control("a new warning is read again", returning(survival, "_finding_added", None), new_warning, "I8"),
    Control("a new standard is read again", returning(survival, "_standard_changed", None), standard_changed, "I8"),
    Control("a stricter policy asks again", returning(survival, "_stricter", None), policy_stricter, "I8"),
    Control("permits end", told(gate, "_permit", _of_permit(expires_at=FOREVER)), permit_ended, "I14"),
    Control(*RECALLED, recalled, "I16"),
    Control(
        "a recalled permit is worth nothing",
        told(gate, "_permit", _of_permit(recalled_at=None)),
        recalled,
        "I16",
        beside=RECALLED,
    ),
    Control("use asks everything again", returning(launch, "_gate", ()), recalled_before_use, "I16"),
    Control("a withdrawal counts", told(state, "review", _of_submission(withdrawn=False)), withdrawn, "I2"),
    Control("decided only in review", returning(deciding, "_require_open", None), decided_after_withdrawal, "R6"),
    Control("a paused campaign sends nothing", returning(gate, "_paused", ()), paused, "I16"),
    Control(
        "export asks everything again",
        lambda patch: patch.setattr(export, "each_refused", lambda _tx, variants, _platform: [()] * len(variants)),
        exported_while_paused,
        "I16",
    ),
    Control("a permit is signed by us", returning(permit, "genuine", True), permit_forged, "I14"),
    Control("the message is the approved text", returning(rendered, "mismatches", ()), other_words_sent, "answer"),
    Control("values carry no markup", returning(merge_values, "value_problems", ()), markup_in_a_value, "answer"),
    Control("values carry no claim", returning(message, "_meaning", ()), claim_in_a_value, "answer"),
    Control("the country is covered", returning(message, "_country", ()), other_country, "answer"),
    Control("once to each recipient", returning(messages, "sent_refusals", ()), sent_again, "I15"),
    Control("an authorisation is used once", answering(permits_store, "authorisation_for", _unused), used_again, "I15"),
    Control("authorisations end", returning(launch, "_outdated", ()), used_late, "I15"),
    Control("held against what is in force", returning(launch, "_outdated", ()), used_under_other_policies, "I13"),
    Control("no more than the cap", returning(messages, "cap_refusals", ()), one_too_many, "I15"),
    Control(*MACHINE, machine_decides, "I2", beside=NO_ROLE),
    Control(*NO_ROLE, machine_decides, "I2", beside=MACHINE),
    Control(
        "a form is ours", instead(Door, "require_csrf", lambda _: lambda _self: None), form_of_another_site, "answer"
    ),
    Control(
        "a second person publishes", answering(policies, "_open", _proposed_by_another), published_by_its_author, "I8"
    ),
    Control(
        "an owner publishes",
        instead(Actor, "require_role", lambda _: lambda _self, *roles: roles[0]),
        published_by_no_owner,
        "I8",
    ),
    Control("each in turn", WITH_ORDER, out_of_turn, "order"),
    Control("nobody approves a blocker", WITH_ORDER, blocked, "I11"),
    Control("no on a call is no", WITH_ORDER, said_no_on_a_call, "answer"),
    Control(*ASKED_REASON, no_reason_for_a_warning, "order", beside=COUNTED_REASON),
    Control(*COUNTED_REASON, no_reason_for_a_warning, "order", beside=ASKED_REASON),
    Control(
        "waivers end",
        told(refusals, "holds", lambda waiver, *rest: (replace(waiver, ends_at=FOREVER), *rest)),
        waiver_ended,
        "I11",
    ),
    Control(
        "only whom the policy names waives",
        returning(waivers, "_entitled", ("compliance",)),
        waived_by_no_one_entitled,
        "answer",
    ),
    Control(
        "a repeated request is done once",
        instead(perform, "_once", lambda _: lambda tx, actor, _request, work: work(tx, actor)),
        repeated,
        "answer",
    ),
    Control("a sender has a role", returning(launch, "require_sender", None), asked_without_a_role, "answer"),
    Control(
        "the company resumes",
        instead(Actor, "require_company", lambda _: lambda _self: None),
        partner_resumes,
        "answer",
    ),
)
