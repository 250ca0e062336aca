"""An oracle: it reads a company's record, entry by entry, and says whether anything went out that must not.

It knows only the canonical bytes of the record, the contents of the policy documents and manifests whose digests
the record names, and the workspace's time zone. It shares no code with the service's review, launch or actions: a
model of its own, naive on purpose, that computes everything anew each time. Numbers are those of the invariants:

I1 head text · I2 a decision names one text, submission and policy set · I3 manifest · I4 enough approvals · I5 no
contributor · I6 distinct people · I7 no organisation that contributed · I8 two people publish; decisions survive by
the rules · I9 roles held and counting · I10 no veto · I11 checks complete · I13 messages held against what is in
force · I14 claims and approvals in time · I15 authorisations once and in time, caps · I16 no recall or pause before ·
I17 state · I18 chain · I19 partners see their own · I23 no false denial.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Text = tuple[int, str, str]
AUTHORISED_FOR = timedelta(minutes=15)
GRANT_DELAY = timedelta(hours=24)
OF_THE_MESSAGE = {
    "not_a_rendering",
    "merge_value",
    "rendered_text_blocked",
    "country_not_covered",
    "already_authorised",
    "authorisation_expired",
    "volume_cap_reached",
    "other_platform",
}
"""Reasons that lie in one message; what it was is not in the record."""


class Violation(AssertionError):
    """An invariant that the record breaks."""

    def __init__(self, invariant: str, message: str) -> None:
        super().__init__(f"{invariant}: {message}")
        self.invariant = invariant


def require(condition: object, invariant: str, message: str) -> None:
    if not condition:
        raise Violation(invariant, message)


@dataclass
class Person:
    partner: str | None
    administrator: bool
    active: bool = True


@dataclass
class Grant:
    person: str
    role: str
    at: datetime
    by: str | None
    founding: bool
    confirmed_at: datetime | None = None


@dataclass
class Submission:
    id: str
    text: Text
    ended: str | None = None


@dataclass
class Decision:
    id: str
    submission: str
    person: str
    role: str
    verdict: str
    call: str | None
    noted: bool
    text: Text
    policy_set: str
    at: datetime
    withdrawn: bool = False


@dataclass
class Check:
    findings: list[tuple[str, str]]
    """Severity and mark of each blocker and warning."""
    claims: dict[str, str]
    """Digests of the claims that the text rests on, by id."""


@dataclass
class Waiver:
    person: str
    role: str
    finding: tuple[str, str]
    words: tuple[str, str]
    at: datetime
    ends: datetime


@dataclass
class Permit:
    id: str
    submission: str
    text: Text
    ends: datetime
    recalled: bool = False


@dataclass
class Authorisation:
    permit: str
    recipient: str
    policy_set: str
    ends: datetime
    used: bool = False


@dataclass
class Variant:
    campaign: str
    head: Text
    contributors: dict[str, str | None] = field(default_factory=dict)
    submissions: list[Submission] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    checks: dict[tuple[int, str], Check] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    permits: list[Permit] = field(default_factory=list)
    authorisations: dict[str, Authorisation] = field(default_factory=dict)


@dataclass
class Published:
    ref: str
    kind: str
    digest: str
    begins: date
    ends: date | None


class Oracle:
    """What the record says, as far as it was read."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.documents: dict[str, Json] = {}
        self.manifests: dict[str, Json] = {}
        self.sequence, self.hash, self.at = 0, "0" * 64, ""
        self.partners: dict[str, tuple[str, str | None]] = {}
        self.people: dict[str, Person] = {}
        self.grants: dict[str, Grant] = {}
        self.campaigns: dict[str, str | None] = {}
        self.paused: set[str] = set()
        self.variants: dict[str, Variant] = {}
        self.proposers: dict[str, str] = {}
        self.published: list[Published] = []
        self.sets: dict[frozenset[str], str] = {}
        self.acts: dict[str, int] = {}
        self.history: list[tuple[int, str]] = []

    def read(self, sequence: int, previous: str, hash: str, canonical: bytes) -> None:
        """One entry, in order: its place in the chain, and whether what it tells may have happened."""
        require(sequence == self.sequence + 1, "I18", f"entry {sequence} follows {self.sequence}")
        require(previous == self.hash, "I18", f"entry {sequence} does not follow the one before")
        own = hashlib.sha256(b"ev1\0" + bytes.fromhex(previous) + canonical).hexdigest()
        require(hash == own, "I18", f"the hash of entry {sequence} is not that of its bytes")
        entry: Json = json.loads(canonical)
        require(entry["at"] >= self.at, "I18", f"entry {sequence} lies before the one before it")
        self._of_their_own(entry)
        self.acts[entry["act"]] = self.acts.get(entry["act"], 0) + 1
        self.history.append((sequence, entry["act"]))
        tell = getattr(self, "_" + entry["act"].replace(".", "_"), None)
        if tell is not None:
            tell(entry, entry["data"], datetime.fromisoformat(entry["at"]))
        self.sequence, self.hash, self.at = sequence, hash, entry["at"]

    def _of_their_own(self, entry: Json) -> None:
        """Whoever acts for a partner acts on what is that partner's."""
        partner, kind, id = entry["actor"]["partner"], entry["object"]["kind"], entry["object"]["id"]
        if partner is None:
            return
        if kind == "variant" and id in self.variants:
            require(self.campaigns[self.variants[id].campaign] == partner, "I19", f"{entry['act']} of another's text")
        if kind == "campaign" and id in self.campaigns:
            require(self.campaigns[id] == partner, "I19", f"{entry['act']} of another's campaign")

    # People

    def _partner_created(self, entry: Json, data: Json, _at: datetime) -> None:
        self.partners[entry["object"]["id"]] = (data["key"], data["group"])

    def _person_invited(self, entry: Json, data: Json, _at: datetime) -> None:
        self.people[entry["object"]["id"]] = Person(data["partner"], data["administrator"])

    def _person_deactivated(self, entry: Json, _data: Json, _at: datetime) -> None:
        self._looked_after(entry)
        self.people[entry["object"]["id"]].active = False

    def _person_reactivated(self, entry: Json, _data: Json, _at: datetime) -> None:
        self._looked_after(entry)
        self.people[entry["object"]["id"]].active = True

    def _role_granted(self, entry: Json, data: Json, at: datetime) -> None:
        person, by = entry["object"]["id"], entry["actor"]["person"]
        self._looked_after(entry)
        require(by != person, "I9", "somebody granted a role to themselves")
        self.grants[data["grant"]] = Grant(person, data["role"], at, by, data["founding"])

    def _role_confirmed(self, entry: Json, data: Json, at: datetime) -> None:
        grant, by = self.grants[data["grant"]], entry["actor"]["person"]
        self._looked_after(entry)
        require(by not in (grant.by, grant.person, None), "I9", "a role was confirmed by no second person")
        grant.confirmed_at = at

    def _role_ended(self, entry: Json, data: Json, _at: datetime) -> None:
        self._looked_after(entry)
        del self.grants[data["grant"]]

    def _looked_after(self, entry: Json) -> None:
        actor = entry["actor"]
        known = self.people[actor["person"]].administrator if actor["kind"] == "person" else True
        require(known and actor["kind"] != "machine", "I9", f"{entry['act']} by nobody who looks after people")

    def organisations(self, person: str) -> set[str]:
        """The partner of a person and the group that it belongs to; nothing for people of the company."""
        partner = self.people[person].partner
        return {name for name in self.partners[partner] if name} if partner else set()

    def holds(self, person: str, role: str, since: datetime, now: datetime) -> bool:
        """Whether somebody active held a role from an instant until now, and it counted."""
        known = self.people.get(person)
        if known is None or not known.active or (known.partner is not None) != (role == "partner"):
            return False
        mine = [grant for grant in self.grants.values() if (grant.person, grant.role) == (person, role)]
        return any(counts <= since for grant in mine for counts in self._counts(grant, now))

    def _counts(self, grant: Grant, now: datetime) -> Iterable[datetime]:
        if grant.founding:
            yield grant.at
        if grant.confirmed_at is not None:
            yield grant.confirmed_at
        approval = self.approval(now)
        if approval and approval.get("new_role_votes_after") == "hours" and grant.by is not None:
            yield grant.at + GRANT_DELAY

    # Policies

    def _policy_proposed(self, entry: Json, _data: Json, _at: datetime) -> None:
        self.proposers[entry["object"]["id"]] = entry["actor"]["person"]

    def _policy_published(self, entry: Json, data: Json, at: datetime) -> None:
        person = entry["actor"]["person"]
        require(person != self.proposers[entry["object"]["id"]], "I8", "one person proposed and published")
        approval = self.approval(at)
        if approval:
            owners = approval["owners"][data["kind"]]
            require(any(self.holds(person, role, at, at) for role in owners), "I8", "no owner published")
        until = data["in_force_until"]
        self.published.append(
            Published(
                f"{data['key']}@{data['number']}",
                data["kind"],
                data["digest"],
                date.fromisoformat(data["in_force_from"]),
                date.fromisoformat(until) if until else None,
            )
        )

    def _policy_set_changed(self, entry: Json, data: Json, at: datetime) -> None:
        refs = frozenset(data["documents"])
        require(refs == self._refs(at), "I8", f"{sorted(refs)} are said to be in force, not {sorted(self._refs(at))}")
        self.sets[refs] = entry["policy_set"]

    def _in_force(self, now: datetime) -> dict[str, Published]:
        """Of each kind, the version published last among those whose dates hold the day."""
        day = now.astimezone(self.zone).date()
        return {one.kind: one for one in self.published if one.begins <= day and (not one.ends or day <= one.ends)}

    def _refs(self, now: datetime) -> frozenset[str]:
        return frozenset(one.ref for one in self._in_force(now).values())

    def policy_set(self, now: datetime) -> str | None:
        """The digest of what is in force; None while nobody has noticed that it is."""
        return self.sets.get(self._refs(now))

    def approval(self, now: datetime) -> Json | None:
        found = self._in_force(now).get("approval")
        return self.documents[found.digest] if found else None

    def _document(self, policy_set: str, kind: str) -> Json | None:
        """A document of a set that is or was in force."""
        refs = next(refs for refs, digest in self.sets.items() if digest == policy_set)
        return next(
            (self.documents[one.digest] for one in self.published if one.kind == kind and one.ref in refs), None
        )

    # Copy

    def _campaign_created(self, entry: Json, data: Json, _at: datetime) -> None:
        self.campaigns[entry["object"]["id"]] = data["partner"]

    def _campaign_paused(self, entry: Json, _data: Json, _at: datetime) -> None:
        self.paused.add(entry["object"]["id"])

    def _campaign_resumed(self, entry: Json, _data: Json, _at: datetime) -> None:
        self.paused.discard(entry["object"]["id"])

    def _revision_created(self, entry: Json, data: Json, _at: datetime) -> None:
        id, text = entry["object"]["id"], _text(data)
        variant = self.variants.setdefault(id, Variant(data["campaign"], (0, "", "")))
        require(text[0] == variant.head[0] + 1, "I1", f"revision {text[0]} follows revision {variant.head[0]}")
        variant.head = text
        self._contributed(variant, entry, data)

    def _contributed(self, variant: Variant, entry: Json, data: Json) -> None:
        person = entry["actor"]["person"]
        require(person in self.people, "I5", "nobody known wrote the text")
        variant.contributors[person] = data["organisation"]

    def _check_completed(self, entry: Json, data: Json, at: datetime) -> None:
        variant = self.variants[entry["object"]["id"]]
        require(_text(data) == variant.head, "I11", "the checks ran on another text than the head")
        # A set that came into force by the day alone is met by a check before anybody notices it.
        known = self.sets.setdefault(self._refs(at), entry["policy_set"])
        require(known == entry["policy_set"], "I11", "the checks ran under other policies than those in force")
        claims = {ref.partition("@")[0]: digest for ref, digest in data["claims"]}
        findings = [(severity, mark) for severity, _code, mark in data["findings"]]
        variant.checks[data["revision"], entry["policy_set"]] = Check(findings, claims)

    def _submission_received(self, entry: Json, data: Json, _at: datetime) -> None:
        variant = self.variants[entry["object"]["id"]]
        require(_text(data) == variant.head, "I1", "another text than the head was put forward")
        variant.submissions.append(Submission(data["submission"], _text(data)))
        self._contributed(variant, entry, data)

    def _submission_withdrawn(self, entry: Json, data: Json, _at: datetime) -> None:
        self._submission(entry, data["submission"]).ended = "withdrawn"

    def _submission(self, entry: Json, id: str) -> Submission:
        return next(one for one in self.variants[entry["object"]["id"]].submissions if one.id == id)

    # Decisions

    def _decision_made(self, entry: Json, data: Json, at: datetime) -> None:
        id = entry["object"]["id"]
        variant, person = self.variants[id], entry["actor"]["person"]
        decision = Decision(
            id=data["decision"],
            submission=data["submission"],
            person=person,
            role=data["role"],
            verdict=data["verdict"],
            call=data["call"],
            noted=data["note"] is not None,
            text=_text(data),
            policy_set=entry["policy_set"],
            at=at,
        )
        require(entry["actor"]["kind"] == "person", "I2", f"a {entry['actor']['kind']} decided")
        require(decision.text == variant.head, "I2", "the decision names another text than the head")
        require(decision.policy_set == self.policy_set(at), "I2", "the decision names another policy set")
        self._may_decide(id, decision)
        variant.decisions.append(decision)

    def _may_decide(self, id: str, decision: Decision) -> None:
        variant, at = self.variants[id], decision.at
        last = variant.submissions[-1] if variant.submissions else None
        require(last and last.id == decision.submission and not last.ended, "I2", "nothing is in review")
        require(self.holds(decision.person, decision.role, at, at), "I9", f"no {decision.role} decided")
        require(decision.person not in variant.contributors, "I5", "a contributor decided")
        mine = [one for one in self._applying(id, at) if one["role"] == decision.role]
        mine = [one for one in mine if not self._excluded(one, decision.person, variant)]
        require(mine, "I7", f"no requirement lets this person decide as {decision.role}")
        if decision.verdict == "approve":
            require("blocker_open" not in self.review_refusals(id, at), "I11", "approved with a blocker open")
            require("veto_stands" not in self.review_refusals(id, at), "I10", "approved under a veto")
            filled = self._filled(id, at)
            require(any(set(one.get("after", ())) <= filled for one in mine), "order", "approved before its turn")

    def _decision_withdrawn(self, entry: Json, data: Json, _at: datetime) -> None:
        variant = self.variants[entry["object"]["id"]]
        decision = next(one for one in variant.decisions if one.id == data["decision"])
        require(decision.person == entry["actor"]["person"], "I10", "somebody took back what another decided")
        decision.withdrawn = True

    def _decision_survived(self, entry: Json, data: Json, at: datetime) -> None:
        require(self._outlives(entry, data, at), "I8", "a decision is said to have survived, and did not")

    def _decision_stale(self, entry: Json, data: Json, at: datetime) -> None:
        require(not self._outlives(entry, data, at), "I8", "a decision is said to be stale, and is not")

    def _outlives(self, entry: Json, data: Json, at: datetime) -> bool:
        id = entry["object"]["id"]
        decision = next(one for one in self.variants[id].decisions if one.id == data["decision"])
        return self._survives(id, decision, at)

    def _finding_waived(self, entry: Json, data: Json, at: datetime) -> None:
        variant, person = self.variants[entry["object"]["id"]], entry["actor"]["person"]
        require(person not in variant.contributors, "I11", "a contributor waived a finding")
        require(self.holds(person, data["role"], at, at), "I11", f"no {data['role']} waived")
        variant.waivers.append(
            Waiver(
                person=person,
                role=data["role"],
                finding=(data["severity"], data["finding"]),
                words=(data["content_digest"], data["manifest_digest"]),
                at=at,
                ends=datetime.fromisoformat(data["ends_at"]),
            )
        )

    # Launch

    def _permit_signed(self, entry: Json, data: Json, at: datetime) -> None:
        id = entry["object"]["id"]
        variant = self.variants[id]
        permit = Permit(data["permit"], data["submission"], _text(data), datetime.fromisoformat(data["expires_at"]))
        self._nothing_against(self.permit_refusals(id, at), "permit.signed")
        require(permit.text == variant.head, "I1", "the permit is for another text than the head")
        require(permit.submission == variant.submissions[-1].id, "I2", "the permit is for another submission")
        counted = [one for one in variant.decisions if one.id in data["decisions"]]
        require(
            len(counted) == len(data["decisions"]) == len({one.person for one in counted}), "I6", "one person twice"
        )
        require(all(self._counting(id, one, at) for one in counted), "I4", "a decision was counted that does not count")
        needed = sum(one["approvals"] for one in self._applying(id, at))
        met = self._assigned(id, self._applying(id, at), counted)
        require(sum(map(len, met.values())) == needed, "I4", f"the decisions named do not meet {needed} approvals")
        require(permit.ends <= self._latest_end(id, counted, at), "I14", "the permit outlives what it rests on")
        variant.permits.append(permit)

    def _latest_end(self, id: str, counted: Iterable[Decision], at: datetime) -> datetime:
        approval = self.approval(at) or {}
        ends = [at + timedelta(days=approval["permit_lasts_days"])]
        ends += [one.at + timedelta(days=approval["approval_valid_days"]) for one in counted]
        ends += [end for _, end in self._claim_times(id, at) if end]
        return min(ends)

    def _permit_recalled(self, entry: Json, data: Json, _at: datetime) -> None:
        variant = self.variants[entry["object"]["id"]]
        require(entry["actor"]["kind"] == "person", "I16", "no person recalled")
        next(one for one in variant.permits if one.id == data["permit"]).recalled = True
        self._submission(entry, data["submission"]).ended = "recalled"

    def _launch_authorised(self, entry: Json, data: Json, at: datetime) -> None:
        id = entry["object"]["id"]
        variant = self.variants[id]
        self._nothing_against(self.launch_refusals(id, at), "launch.authorised")
        require((data["content_digest"], data["manifest_digest"]) == variant.head[1:], "I3", "authorised another text")
        permit = variant.permits[-1]
        require(data["permit"] == permit.id, "I2", "authorised under another permit")
        to_them = [one for one in variant.authorisations.values() if one.recipient == data["recipient"]]
        require(not any(one.used for one in to_them), "I15", "authorised again after it was sent")
        require(not any(one.ends > at for one in to_them), "I15", "authorised twice at a time")
        cap = self.manifests[variant.head[2]].get("volume_cap")
        running = [one for one in variant.authorisations.values() if one.used or one.ends > at]
        require(cap is None or len(running) < cap, "I15", f"more than {cap} messages")
        ends = min(at + AUTHORISED_FOR, permit.ends)
        found = Authorisation(permit.id, data["recipient"], entry["policy_set"], ends)
        variant.authorisations[data["authorisation"]] = found

    def _authorisation_used(self, entry: Json, data: Json, at: datetime) -> None:
        id = entry["object"]["id"]
        variant = self.variants[id]
        authorisation = variant.authorisations[data["authorisation"]]
        self._nothing_against(self.launch_refusals(id, at), "authorisation.used")
        require(not authorisation.used, "I15", "an authorisation was used twice")
        require(at < authorisation.ends, "I15", "an authorisation was used after its end")
        require(authorisation.permit == variant.permits[-1].id, "I15", "it was given under an earlier permit")
        require(authorisation.policy_set == self.policy_set(at), "I13", "the message was held against other policies")
        authorisation.used = True

    def _copy_exported(self, _entry: Json, data: Json, at: datetime) -> None:
        for id in data["variants"]:
            self._nothing_against(self.launch_refusals(id, at), "copy.exported")

    def _nothing_against(self, codes: set[str], act: str) -> None:
        for code in sorted(codes):
            raise Violation(INVARIANT_OF.get(code, "I4"), f"{act} although {', '.join(sorted(codes))}")

    def _launch_refused(self, entry: Json, data: Json, at: datetime) -> None:
        """Every reason of the record must be named, and nothing but what is one: I23."""
        id, asked = entry["object"]["id"], data["asked"]
        expected = self.permit_refusals(id, at) if asked == "permit" else self.launch_refusals(id, at)
        said = set(data["codes"]) - OF_THE_MESSAGE
        if asked == "use" and self._of_earlier_permit(id, data["authorisation"]):
            expected.add("permit_missing")
        require(said == expected, "I23", f"{asked} was refused for {sorted(said)}, the record has {sorted(expected)}")
        require(data["codes"], "I23", f"{asked} was refused without a reason")

    def _of_earlier_permit(self, id: str, authorisation: str) -> bool:
        variant = self.variants[id]
        return variant.authorisations[authorisation].permit != variant.permits[-1].id

    # What is in the way

    def launch_refusals(self, id: str, now: datetime) -> set[str]:
        """Why no message of a variant may go out, whatever it says."""
        variant, codes = self.variants[id], self.permit_refusals(id, now)
        permit = variant.permits[-1] if variant.permits else None
        open_ = variant.submissions[-1].id if variant.submissions else None
        if permit is None or permit.text != variant.head or permit.submission != open_:
            return codes | {"permit_missing"}
        if permit.recalled:
            codes.add("permit_recalled")
        if now >= permit.ends:
            codes.add("permit_expired")
        return codes

    def permit_refusals(self, id: str, now: datetime) -> set[str]:
        paused = {"campaign_paused"} if self.variants[id].campaign in self.paused else set()
        return self.review_refusals(id, now) | paused

    def review_refusals(self, id: str, now: datetime) -> set[str]:
        """Why a variant is not approved; empty if it is."""
        variant = self.variants[id]
        if not variant.submissions:
            return {"not_submitted"}
        submission = variant.submissions[-1]
        if submission.ended:
            return {submission.ended}
        if submission.text != variant.head:
            return {"edited_after_submission"}
        if not {"approval", "message_standard", "talk_track"} <= self._in_force(now).keys():
            return {"policy_missing"}
        if self._check(id, now) is None:
            return {"check_missing"}
        return self._judged(id, now)

    def _judged(self, id: str, now: datetime) -> set[str]:
        variant, codes = self.variants[id], set()
        if any(d.verdict == "veto" and not d.withdrawn and d.text[1:] == variant.head[1:] for d in variant.decisions):
            codes.add("veto_stands")
        if any(one.verdict == "request_changes" for one in self._standing(variant)):
            codes.add("changes_requested")
        if self._open_findings(id, now):
            codes.add("blocker_open")
        if any(now < begins or (ends and now >= ends) for begins, ends in self._claim_times(id, now)):
            codes.add("claim_not_valid")
        applying = self._applying(id, now)
        if not applying:
            codes.add("no_requirement")
        if self._filled(id, now) < {one["id"] for one in applying}:
            codes.add("requirement_open")
        return codes

    def state(self, id: str, now: datetime) -> str:
        codes = self.review_refusals(id, now)
        for code, state in (
            ("not_submitted", "draft"),
            ("edited_after_submission", "draft"),
            ("recalled", "recalled"),
            ("withdrawn", "withdrawn"),
            ("policy_missing", "checking"),
            ("check_missing", "checking"),
            ("veto_stands", "vetoed"),
            ("changes_requested", "changes_requested"),
        ):
            if code in codes:
                return state
        return "in_review" if codes else "approved"

    def _check(self, id: str, now: datetime) -> Check | None:
        variant, under = self.variants[id], self.policy_set(now)
        return variant.checks.get((variant.head[0], under)) if under else None

    def _open_findings(self, id: str, now: datetime) -> bool:
        variant, check = self.variants[id], self._check(id, now)
        handling = {"blocker": "must_be_fixed", "warning": "reason_needed_from_approver"}
        handling |= (self.approval(now) or {}).get("findings", {})
        for finding in check.findings if check else ():
            how: Any = handling[finding[0]]
            if how == "reason_needed_from_approver":
                continue
            roles = how["waivable_by"] if isinstance(how, dict) else ()
            if not any(self._waives(one, finding, roles, variant, now) for one in variant.waivers):
                return True
        return False

    def _waives(
        self, waiver: Waiver, finding: tuple[str, str], roles: Iterable[str], variant: Variant, now: datetime
    ) -> bool:
        return (
            waiver.finding == finding
            and waiver.words == variant.head[1:]
            and now < waiver.ends
            and waiver.role in roles
            and waiver.person not in variant.contributors
            and not self.organisations(waiver.person) & set(variant.contributors.values())
            and self.holds(waiver.person, waiver.role, waiver.at, now)
        )

    def _claims(self, id: str, now: datetime) -> list[Json]:
        check, under = self._check(id, now), self.policy_set(now)
        track = self._document(under, "talk_track") if under else None
        return [one for one in (track or {}).get("claims", ()) if check and one["id"] in check.claims]

    def _claim_times(self, id: str, now: datetime) -> list[tuple[datetime, datetime | None]]:
        """From when until when each claim of the text may be said; one that is not approved, never."""
        found = []
        for claim in self._claims(id, now):
            begins, until = self._midnight(claim["valid_from"]), claim["valid_until"]
            ends = self._midnight(until + timedelta(days=1)) if until else None
            found.append((begins, ends if claim.get("status", "approved") == "approved" else begins))
        return found

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)

    def _applying(self, id: str, now: datetime) -> list[Json]:
        """The requirements that this text must meet."""
        approval = self.approval(now)
        requirements: list[Json] = approval["requirements"] if approval else []
        return [one for one in requirements if self._applies(one.get("when"), id, now)]

    def _applies(self, when: Mapping[str, Any] | None, id: str, now: datetime) -> bool:
        if when is None:
            return True
        if when == {"field": "campaign.partner", "is_set": True}:
            return self.campaigns[self.variants[id].campaign] is not None
        return when["claim_category"] in {claim["category"] for claim in self._claims(id, now)}

    def _excluded(self, requirement: Json, person: str, variant: Variant) -> bool:
        if person in variant.contributors:
            return True
        whole = requirement.get("excludes", "organisation") == "organisation"
        if whole and self.organisations(person) & set(variant.contributors.values()):
            return True
        of_partner = self.campaigns[variant.campaign]
        return requirement["role"] == "partner" and self.people[person].partner != of_partner

    def _standing(self, variant: Variant) -> list[Decision]:
        """What each person says of the open submission now; an approval decided anew upon does not come back."""
        last: dict[str, Decision] = {}
        for decision in variant.decisions:
            if decision.submission != variant.submissions[-1].id:
                continue
            if not decision.withdrawn:
                last[decision.person] = decision
            elif decision.person in last and last[decision.person].verdict == "approve":
                del last[decision.person]
        return list(last.values())

    def _counting(self, id: str, decision: Decision, now: datetime) -> bool:
        """Whether an approval counts at all."""
        variant, approval, check = self.variants[id], self.approval(now) or {}, self._check(id, now)
        warned = any(severity == "warning" for severity, _ in check.findings) if check else True
        asked = approval.get("findings", {}).get("warning", "reason_needed_from_approver")
        return (
            decision.verdict == "approve"
            and decision in self._standing(variant)
            and decision.text == variant.head
            and self.holds(decision.person, decision.role, decision.at, now)
            and now < decision.at + timedelta(days=approval["approval_valid_days"])
            and decision.call != "no"
            and (decision.call != "with_changes" or decision.noted)
            and (not warned or asked != "reason_needed_from_approver" or decision.noted)
            and self._survives(id, decision, now)
        )

    def _survives(self, id: str, decision: Decision, now: datetime) -> bool:
        variant, under = self.variants[id], self.policy_set(now)
        if decision.policy_set == under:
            return True
        before, after = variant.checks.get((variant.head[0], decision.policy_set)), self._check(id, now)
        if before is None or after is None or under is None:
            return False
        new = [
            one for one in after.findings if one not in before.findings and ("blocker", one[1]) not in before.findings
        ]
        old_standard, standard = (self._document(one, "message_standard") for one in (decision.policy_set, under))
        old, approval = (self._document(one, "approval") for one in (decision.policy_set, under))
        if old is None or approval is None or new or before.claims != after.claims:
            return False
        if approval.get("on_standard_change") == "review_again" and old_standard != standard:
            return False
        return not _stricter(old, approval)

    def _filled(self, id: str, now: datetime) -> set[str]:
        """The requirements that are met, each slot by a person of its own."""
        counted = [one for one in self._standing(self.variants[id]) if self._counting(id, one, now)]
        applying = self._applying(id, now)
        met = self._assigned(id, applying, counted)
        return {one["id"] for one in applying if len(met[one["id"]]) == one["approvals"]}

    def _assigned(self, id: str, requirements: list[Json], counted: list[Decision]) -> dict[str, list[str]]:
        """The fullest way to give each decision to one slot, by trying all of them."""
        best: dict[str, list[str]] = {one["id"]: [] for one in requirements}
        slots = [one for one in requirements for _ in range(one["approvals"])]

        def place(at: int, left: list[Decision], met: dict[str, list[str]]) -> None:
            nonlocal best
            if sum(map(len, met.values())) > sum(map(len, best.values())):
                best = {name: list(ids) for name, ids in met.items()}
            if at == len(slots):
                return
            for decision in left:
                if self._fits(slots[at], decision, self.variants[id]):
                    rest = [one for one in left if one is not decision]
                    met[slots[at]["id"]].append(decision.id)
                    place(at + 1, rest, met)
                    met[slots[at]["id"]].pop()
            place(at + 1, left, met)

        place(0, counted, {one["id"]: [] for one in requirements})
        return best

    def _fits(self, requirement: Json, decision: Decision, variant: Variant) -> bool:
        answered = decision.call is not None or not requirement.get("asks")
        mine = decision.role == requirement["role"] and answered
        return mine and not self._excluded(requirement, decision.person, variant)

    # Who could help

    def next_approver(self, id: str, now: datetime) -> tuple[str, str] | None:
        """Somebody whose approval would be taken now and would count, with the role; None if there is nobody."""
        variant = self.variants[id]
        if not self.review_refusals(id, now) <= {"requirement_open", "changes_requested", "claim_not_valid"}:
            return None
        if not variant.submissions or not self._applying(id, now):
            return None
        filled = self._filled(id, now)
        busy = {one.person for one in self._standing(variant)}
        for one in self._applying(id, now):
            if one["id"] in filled or not set(one.get("after", ())) <= filled:
                continue
            for person in self.people:
                free = person not in busy and not self._excluded(one, person, variant)
                if free and self.holds(person, one["role"], now, now):
                    return person, one["role"]
        return None


INVARIANT_OF = {
    "not_submitted": "I2",
    "withdrawn": "I2",
    "recalled": "I16",
    "edited_after_submission": "I1",
    "policy_missing": "I8",
    "check_missing": "I11",
    "blocker_open": "I11",
    "claim_not_valid": "I14",
    "veto_stands": "I10",
    "campaign_paused": "I16",
    "permit_missing": "I2",
    "permit_recalled": "I16",
    "permit_expired": "I14",
}
"""The invariant that a reason stands for; the others are missing approvals, I4."""


def _text(data: Json) -> Text:
    return data["revision"], data["content_digest"], data["manifest_digest"]


def _stricter(old: Json, new: Json) -> bool:
    """Whether an approval policy asks anything that the one before did not."""
    known = {one["id"]: one for one in old["requirements"]}
    for one in new["requirements"]:
        was = known.get(one["id"])
        if was is None or one["approvals"] > was["approvals"]:
            return True
        if any(one.get(name) != was.get(name) for name in ("role", "when", "asks")):
            return True
        if not set(one.get("after", ())) <= set(was.get("after", ())):
            return True
        if "contributors" == was.get("excludes") != one.get("excludes"):
            return True
    shorter = new["approval_valid_days"] < old["approval_valid_days"]
    sooner = old.get("new_role_votes_after") == "hours" != new.get("new_role_votes_after")
    return shorter or sooner or any(_harder(severity, old, new) for severity in ("blocker", "warning"))


def _harder(severity: str, old: Json, new: Json) -> bool:
    usual = "must_be_fixed" if severity == "blocker" else "reason_needed_from_approver"
    was, now = (one.get("findings", {}).get(severity, usual) for one in (old, new))
    order = {"reason_needed_from_approver": 0, "must_be_fixed": 2}
    if isinstance(was, dict) and isinstance(now, dict):
        return not set(was["waivable_by"]) <= set(now["waivable_by"])
    return order.get(str(now), 1) > order.get(str(was), 1)
