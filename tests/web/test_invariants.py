"""Anything that anybody may do, in any order, through the real API on both databases, judged from the record alone.

In the suite a few examples run, the same ones each time. `GOVERNANCE_EXAMPLES=N` runs N others on each database,
and `GOVERNANCE_STEPS` says how long each is.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    get_state_machine_test,
    initialize,
    invariant,
    precondition,
    rule,
)
from tests.proof.ground import (
    ADMINISTRATORS,
    CAMPAIGNS,
    DOCUMENTS,
    MACHINES,
    MANIFESTS,
    OWNERS,
    PEOPLE,
    Ground,
    Json,
    World,
    ground,
)
from tests.web.oracle import Violation

EXAMPLES = int(os.environ.get("GOVERNANCE_EXAMPLES", "0"))
STEPS = int(os.environ.get("GOVERNANCE_STEPS", "30"))
MOST_VARIANTS = 3
EVERYBODY = (*PEOPLE, *MACHINES)

anybody = st.sampled_from(EVERYBODY)
people = st.sampled_from(PEOPLE)
administrators = st.sampled_from(("ada", "ada", "mara", "mara", "henk", "leo"))
roles = st.sampled_from(("marketing", "sales", "revops", "compliance", "partner"))
numbers = st.integers(0, MOST_VARIANTS - 1)
texts = st.sampled_from((0, 0, 0, 1, 1, 2, 3))
manifests = st.integers(0, len(MANIFESTS) - 1)
COUNTED: Counter[str] = Counter()


class Machine(RuleBasedStateMachine):
    """One company from its founding on."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.world: World = self.ground.found()
        self.variants: list[str] = []
        self.authorisations: list[str] = []
        self.messages: list[Json] = []
        COUNTED["runs"] += 1

    def _variant(self, number: int) -> str:
        return self.variants[number % len(self.variants)]

    def _bring(self, who: str, text: int, campaign: str, manifest: int) -> None:
        found = self.world.bring(who, text, campaign, manifest)
        if found:
            self.variants.append(found)

    @initialize(
        text=texts,
        campaign=st.sampled_from(tuple(CAMPAIGNS)),
        manifest=manifests,
        far=st.sampled_from((0, 1, 1, 2, 2, 2)),
    )
    def begin(self, text: int, campaign: str, manifest: int, far: int) -> None:
        """Most examples begin with a text that is on its way, so that they come to what matters."""
        partner = CAMPAIGNS[campaign]
        author = {"northwind": "leo", "nordsee": "piet", "halyard": "cosima"}.get(partner or "", "ines")
        self._bring(author, text, campaign, manifest)
        if far and self.variants:
            self.world.prepare_variant(self.variants[0])
        if far == 2 and self.variants:
            self._authorise("priya", self.world.message(self.variants[0]), right=True)

    # Copy

    @precondition(lambda self: len(self.variants) < MOST_VARIANTS)
    @rule(who=anybody, text=texts, campaign=st.sampled_from(tuple(CAMPAIGNS)), manifest=manifests, submit=st.booleans())
    def bring(self, who: str, text: int, campaign: str, manifest: int, submit: bool) -> None:
        found = self.world.bring(who, text, campaign, manifest, submit)
        if found:
            self.variants.append(found)

    @precondition(lambda self: len(self.variants) < MOST_VARIANTS)
    @rule(who=anybody, text=texts)
    def upload(self, who: str, text: int) -> None:
        """Two at once; they become variants when the background work is done."""
        self.world.upload(who, text)

    @precondition(lambda self: self.variants)
    @rule(who=anybody, number=numbers, text=texts, manifest=manifests, behind=st.booleans())
    def edit(self, who: str, number: int, text: int, manifest: int, behind: bool) -> None:
        """Also back to earlier words, and on top of a revision that is no longer the head."""
        variant = self._variant(number)
        head = self.world.look(variant)["revision"]
        based_on = max(1, head - 1) if behind else head
        status = self.world.edit(who, variant, text, manifest, based_on)
        assert status != 201 or based_on == head

    @precondition(lambda self: self.variants)
    @rule(who=anybody, number=numbers, forward=st.sampled_from((True, True, False)))
    def submit(self, who: str, number: int, forward: bool) -> None:
        """Put forward, or take back."""
        if forward:
            self.world.submit(who, self._variant(number))
        else:
            self.world.ask(who, "POST", f"/variants/{self._variant(number)}/withdraw")

    # Review

    @precondition(lambda self: self.variants)
    @rule(number=numbers, once=st.booleans())
    def approve(self, number: int, once: bool) -> None:
        """The next person who may, or everybody who has to."""
        self.world.approve_all(self._variant(number), 1 if once else 8)

    @precondition(lambda self: self.variants)
    @rule(
        who=anybody,
        number=numbers,
        verdict=st.sampled_from(("approve", "approve", "approve", "request_changes", "veto")),
        role=st.none() | roles,
        call=st.sampled_from(("yes", "yes", "no", "with_changes", None)),
        note=st.sampled_from(("As agreed.", None)),
        stale=st.sampled_from((None, None, None, "revision", "words", "manifest", "policy_set")),
        twice=st.booleans(),
    )
    def decide(
        self,
        who: str,
        number: int,
        verdict: str,
        role: str | None,
        call: str | None,
        note: str | None,
        stale: str | None,
        twice: bool,
    ) -> None:
        """By anybody, as anything, on what is there or on something else."""
        variant = self._variant(number)
        body = self.world.decision(variant, verdict, role=role, call=call, note=note)
        other = f"sha256:{'0' * 64}"
        changed: Json = {
            "revision": {"text": {**body["text"], "revision": body["text"]["revision"] + 1}},
            "words": {"text": {**body["text"], "content_digest": other}},
            "manifest": {"text": {**body["text"], "manifest_digest": other}},
            "policy_set": {"policy_set": other},
        }
        body |= changed.get(stale or "", {})
        path = f"/variants/{variant}/decisions"
        first = self.world.ask(who, "POST", path, body, Idempotency_Key="one")
        if twice:
            again = self.world.ask(who, "POST", path, body, Idempotency_Key="one")
            assert first.status_code != 201 or again.json() == first.json(), "I20: a repeated request was answered anew"
        assert first.status_code != 201 or stale is None

    @precondition(lambda self: self.variants)
    @rule(who=people, number=numbers, last=st.booleans(), own=st.booleans())
    def take_back_decision(self, who: str, number: int, last: bool, own: bool) -> None:
        variant = self._variant(number)
        made = [one for one in self.world.look(variant)["decisions"] if not one["withdrawn_at"]]
        if made:
            decision = made[-1 if last else 0]
            person = self.world.name_of(decision["person"]) if own else who
            path = f"/variants/{variant}/decisions/{decision['id']}/withdraw"
            answer = self.world.ask(person, "POST", path)
            assert answer.status_code >= 400 or person == self.world.name_of(decision["person"])

    @precondition(lambda self: self.variants)
    @rule(who=st.sampled_from(("amelie", "ruben", "tom", "leo")), number=numbers, days=st.sampled_from((1, 40)))
    def waive(self, who: str, number: int, days: int) -> None:
        self.world.waive(who, self._variant(number), days)

    # People

    @rule(
        who=administrators,
        person=people,
        role=roles,
        act=st.sampled_from(
            ("grant", "give", "give", "confirm", "end", "end", "deactivate", "deactivate", "reactivate")
        ),
    )
    def look_after(self, who: str, person: str, role: str, act: str) -> None:
        """Roles and activity of people; to give a role is to grant it and to find its second person."""
        path = f"/people/{self.world.ids[person]}"
        asked: dict[str, tuple[tuple[str, str, str], ...]] = {
            "grant": ((who, "POST", f"/roles/{role}"),),
            "give": (("ada", "POST", f"/roles/{role}"), ("mara", "POST", f"/roles/{role}/confirm")),
            "confirm": ((who, "POST", f"/roles/{role}/confirm"),),
            "end": ((who, "DELETE", f"/roles/{role}"),),
        }
        if act in asked or person not in ADMINISTRATORS:
            for asker, method, more in asked.get(act, ((who, "POST", f"/{act}"),)):
                self.world.ask(asker, method, path + more)

    # Policies and time

    @rule(name=st.sampled_from(tuple(DOCUMENTS)), straight=st.sampled_from((True, True, True, False)), who=people)
    def publish(self, name: str, straight: bool, who: str) -> None:
        """Any document, also one that was in force before; by two owners, or by one person, or with somebody else."""
        proposer, publisher = OWNERS[DOCUMENTS[name]["kind"]]
        self.world.publish(DOCUMENTS[name], proposer, publisher if straight else who)

    @rule(hours=st.sampled_from((0.1, 0.3, 1, 25, 24 * 3, 24 * 6, 24 * 16)))
    def wait(self, hours: float) -> None:
        self.world.wait(hours=hours)

    @rule(tick=st.booleans())
    def work(self, tick: bool) -> None:
        if tick:
            self.world.tick()
        self.world.work()
        self._know_uploaded()

    # Launch

    @rule(who=people, campaign=st.sampled_from(tuple(CAMPAIGNS)), act=st.sampled_from(("pause", "resume", "resume")))
    def steer(self, who: str, campaign: str, act: str) -> None:
        self.world.ask(who, "POST", f"/campaigns/{self.world.campaigns[campaign]}/{act}")

    @precondition(lambda self: self.variants)
    @rule(who=anybody, number=numbers, export=st.booleans())
    def ask_for_permit(self, who: str, number: int, export: bool) -> None:
        """A permit, or everything that may go out."""
        path = "/launch/export?format=jsonl" if export else f"/variants/{self._variant(number)}/permit"
        self.world.ask(who, "POST", path)

    @precondition(lambda self: self.variants)
    @rule(
        who=anybody,
        number=numbers,
        change=st.sampled_from((None, None, None, "words", "country", "value", "claim", "recipient", "step")),
    )
    def authorise(self, who: str, number: int, change: str | None) -> None:
        """The right message, or one that must not go out, or one to somebody who was written to before."""
        message = self.world.message(self._variant(number))
        if change == "words":
            message["body"] += " Buy now."
        if change == "country":
            message["country"] = "FR"
        if change in ("value", "claim"):
            bad = "<b>x" if change == "value" else "Anna, Parcelo is risk-free"
            message = self.world.message(self._variant(number), values={"first_name": bad})
        if change in ("recipient", "step") and self.messages:
            message["recipient"] = self.messages[-1]["recipient"]
            message["step"] = 2 if change == "step" else 1
        self._authorise(who, message, right=change is None)
        assert change not in ("words", "country", "value", "claim") or not self.allowed, "B1, B14: it was allowed"

    def _authorise(self, who: str, message: Json, right: bool) -> None:
        self.world.replay()
        refusals = self.world.oracle.launch_refusals(message["variant"], self.ground.now)
        answer = self.world.authorise(who, message)
        self.allowed = answer.status_code < 300 and answer.json()["allow"]
        if self.allowed:
            self.authorisations.append(answer.json()["authorisation"]["id"])
            self.messages.append(message)
            COUNTED["allowed"] += 1
        elif answer.status_code < 300 and right and not refusals:
            codes = {reason["code"] for reason in answer.json()["reasons"]}
            if codes != {"volume_cap_reached"}:
                raise Violation("I23", f"the right message was refused for {codes}")

    @precondition(lambda self: self.authorisations)
    @rule(who=anybody, number=st.integers(0, 5), twice=st.booleans())
    def use(self, who: str, number: int, twice: bool) -> None:
        authorisation = self.authorisations[-1 - number % len(self.authorisations)]
        used = self._use(who, authorisation)
        assert not (used and twice) or not self._use(who, authorisation), "I15: an authorisation was used twice"

    def _use(self, who: str, authorisation: str) -> bool:
        answer = self.world.use(who, authorisation)
        used = answer.status_code < 300 and bool(answer.json()["allow"])
        COUNTED["used"] += used
        return used

    @precondition(lambda self: self.variants)
    @rule(who=anybody, number=numbers)
    def recall(self, who: str, number: int) -> None:
        self.world.recall(who, self._variant(number))

    @precondition(lambda self: self.variants)
    @rule(number=numbers, hours=st.sampled_from((0, 0, 0.3)), prepared=st.booleans())
    def send(self, number: int, hours: float, prepared: bool) -> None:
        """What a sending tool does: ask, and hand over, at once or too late."""
        if prepared:
            self.world.prepare_variant(self._variant(number))
        self._authorise("robot", self.world.message(self._variant(number)), right=True)
        self.world.wait(hours=hours)
        if self.allowed and self._use("robot", self.authorisations[-1]) is bool(hours):
            raise Violation("I23" if not hours else "I15", f"used {hours} hours after it was authorised")

    # Judging

    def _know_uploaded(self) -> None:
        for variant in self.world.uploaded():
            if variant not in self.variants:
                self.variants.append(variant)

    @invariant()
    def the_record_is_in_order(self) -> None:
        COUNTED["steps"] += 1
        self.world.judge(COUNTED["steps"])
        self.world.wait(seconds=1)

    def teardown(self) -> None:
        self.world.judge()
        self.world.judge_columns()
        COUNTED.update({f"entry {act}": count for act, count in self.world.oracle.acts.items()})


def examples(most: int, steps: int, always_the_same: bool) -> settings:
    return settings(
        max_examples=most,
        stateful_step_count=steps,
        deadline=None,
        derandomize=always_the_same,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=(Phase.generate,),
    )


def run_on(place: Ground, profile: settings, number: int | None = None) -> None:
    """Run examples on one service; with a number as their seed, the same ones each time."""
    on_this: Any = type("OnThis", (Machine,), {"ground": place})
    test = get_state_machine_test(on_this, settings=profile)
    (test if number is None else seed(number)(test))()


def test_nothing_goes_out_that_must_not(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    COUNTED.clear()
    with ground(database_url, tmp_path) as place:
        run_on(place, examples(EXAMPLES or 10, STEPS, always_the_same=not EXAMPLES))
    if EXAMPLES:
        with capsys.disabled():
            print(f"\n{dict(sorted(COUNTED.items()))}")
    assert COUNTED["used"], "the examples never came to a launch"
