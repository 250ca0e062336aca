"""Ground to prove things on: one running service for many small companies, each founded in a moment.

The same twelve people found every company, and their sessions last for all of them, so that an example costs a
few transactions. Documents are proposed and published by two people through the API, as everything else is.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import yaml
from sqlmodel import select
from tests.databases import own_sqlite
from tests.web.oracle import Oracle, Violation
from tests.web.serving import Served, serving

from governance.actions.campaigns import create_campaign
from governance.actions.machines import SCOPES
from governance.actions.perform import token_hash
from governance.actions.policies import propose, publish
from governance.actions.rechecks import keep_time
from governance.actions.workspaces import create_workspace
from governance.core.policy.workspace import BusinessHours, Partner, Person, Workspace
from governance.outside.policy_files import read_document
from governance.store.people import person_actor
from governance.store.tables.audit import AuditEntryRow
from governance.store.tables.people import MachineRow, SessionRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.web.door import COOKIE, CSRF_HEADER

Json = dict[str, Any]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOREVER = datetime(2100, 1, 1, tzinfo=UTC)
ZONE = "Europe/Berlin"

ROLES = {
    "ines": "marketing",
    "tom": "marketing",
    "klara": "marketing",
    "priya": "sales",
    "jonas": "sales",
    "mara": "revops",
    "henk": "revops",
    "amelie": "compliance",
    "ruben": "compliance",
    "ada": None,
}
AGENTS = {"leo": "northwind", "nia": "northwind", "piet": "nordsee", "cosima": "halyard", "tariq": "halyard"}
PARTNERS = {"northwind": "nord", "nordsee": "nord", "halyard": None}
PEOPLE = (*ROLES, *AGENTS)
ADMINISTRATORS = ("ada", "mara")
MACHINES = {"robot": "ines", "bot": "leo"}
CAMPAIGNS: dict[str, str | None] = {"house": None, "north": "northwind", "sea": "nordsee", "hal": "halyard"}

HEAD: Json = {"in_force_from": date(2026, 1, 1), "in_force_until": None, "reason": "For the proof."}
STANDARD: Json = {
    "kind": "message_standard",
    "key": "standard",
    "title": "How we write",
    **HEAD,
    "channels": {"email": {}},
    "merge_fields": ["first_name"],
    "words": {
        "forbidden": [{"text": "risk-free", "why": "Nothing is."}],
        "preferred": [{"instead_of": "utilize", "say": "use"}],
    },
}
CLAIM: Json = {
    "id": "handling-time",
    "category": "metric",
    "wordings": ["Shops on Parcelo spend up to 27% less time on return handling."],
    "evidence": "Customer survey, table 2",
    "owner": "marketing",
    "valid_from": date(2026, 1, 1),
    "valid_until": None,
}
OTHER_CLAIM: Json = {
    "id": "labels",
    "category": "capability",
    "wordings": ["Parcelo books the label."],
    "evidence": "Handbook, chapter 2",
    "owner": "marketing",
    "valid_from": date(2026, 1, 1),
    "valid_until": None,
}
TALK_TRACK: Json = {
    "kind": "talk_track",
    "key": "returns",
    "title": "Returns",
    "names": ["Parcelo"],
    **HEAD,
    "positioning": "Returns that book themselves.",
    "claims": [CLAIM],
}
APPROVAL: Json = {
    "kind": "approval",
    "key": "approval",
    "title": "Who approves",
    **HEAD,
    "roles": ["marketing", "sales", "revops", "compliance", "partner"],
    "owners": {
        "message_standard": ["marketing"],
        "talk_track": ["marketing", "sales"],
        "qualification": ["marketing", "sales"],
        "approval": ["revops"],
    },
    "requirements": [
        {"id": "marketing", "role": "marketing", "approvals": 1},
        {"id": "sales", "role": "sales", "approvals": 1, "after": ["marketing"], "asks": "would_say_on_a_call"},
        {
            "id": "partner",
            "role": "partner",
            "approvals": 1,
            "excludes": "contributors",
            "when": {"field": "campaign.partner", "is_set": True},
        },
        {"id": "compliance", "role": "compliance", "approvals": 1, "when": {"claim_category": "metric"}},
    ],
    "findings": {"blocker": "must_be_fixed", "warning": "reason_needed_from_approver"},
    "approval_valid_days": 30,
    "permit_lasts_days": 10,
}

TEXTS = (
    "Hi {{first_name}}, how do you handle returns today?",
    "Hi {{first_name}}, Shops on Parcelo spend up to 27% less time on return handling.",
    "Hi {{first_name}}, which tools do you utilize for returns?",
    "Hi {{first_name}}, is a risk-free plan of interest?",
)
PLAIN, CLAIMING, WARNED, BLOCKED = range(4)
MANIFESTS: tuple[Json, ...] = ({"regions": ["DE"]}, {"regions": ["DE"], "volume_cap": 2})


def changed(document: Json, **fields: Any) -> Json:
    return {**deepcopy(document), **fields}


def requirement(id: str, **fields: Any) -> list[Json]:
    """The requirements of the approval policy with one of them changed."""
    return [changed(one, **fields) if one["id"] == id else deepcopy(one) for one in APPROVAL["requirements"]]


DOCUMENTS: dict[str, Json] = {
    "standard": STANDARD,
    "standard with other words": changed(STANDARD, title="How we all write"),
    "standard that forbids today": changed(
        STANDARD, words={"forbidden": [{"text": "today", "why": "Too soon."}], "preferred": []}
    ),
    "talk track": TALK_TRACK,
    "talk track with another claim": changed(TALK_TRACK, claims=[CLAIM, OTHER_CLAIM]),
    "claim with other evidence": changed(TALK_TRACK, claims=[changed(CLAIM, evidence="Customer survey, table 3")]),
    "claim that ends": changed(TALK_TRACK, claims=[changed(CLAIM, valid_until=date(2026, 3, 20))]),
    "claim retired": changed(TALK_TRACK, claims=[changed(CLAIM, status="retired")]),
    "approval": APPROVAL,
    "two of marketing": changed(APPROVAL, requirements=requirement("marketing", approvals=2)),
    "no compliance": changed(APPROVAL, requirements=APPROVAL["requirements"][:3]),
    "compliance always": changed(APPROVAL, requirements=requirement("compliance", when=None)),
    "partner organisation stands back": changed(APPROVAL, requirements=requirement("partner", excludes="organisation")),
    "review again": changed(APPROVAL, on_standard_change="review_again"),
    "new roles count after hours": changed(APPROVAL, new_role_votes_after="hours"),
    "approvals last five days": changed(APPROVAL, approval_valid_days=5),
    "compliance waives blockers": changed(
        APPROVAL, findings={"blocker": {"waivable_by": ["compliance"]}, "warning": "must_be_fixed"}
    ),
    "stricter in five days": changed(
        APPROVAL, requirements=requirement("sales", approvals=2), in_force_from=date(2026, 3, 7)
    ),
    "standard for a week": changed(STANDARD, title="For a week", in_force_until=date(2026, 3, 9)),
}
OWNERS = {"message_standard": ("ines", "tom"), "talk_track": ("klara", "priya"), "approval": ("henk", "mara")}


class _Plain(yaml.SafeDumper):
    """YAML without aliases, which policies refuse."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def as_yaml(document: Json) -> str:
    return yaml.dump(document, Dumper=_Plain, sort_keys=False)


@dataclass
class Ground:
    """A running service on one database, and the people of all its companies."""

    served: Served
    now: datetime = START
    http: httpx.Client | None = None
    numbers: Iterator[int] = field(default_factory=count)

    def found(self) -> "World":
        """A new company with policies in force and a campaign of each organisation."""
        self.now = START
        self.served.enqueued.clear()
        key = f"proof-{next(self.numbers)}"
        created = create_workspace(self.served.store, _definition(key), [_email(name) for name in ADMINISTRATORS])
        ids = {person["email"].partition("@")[0]: person["id"] for person in created["people"]}
        if self.http is None:
            # Its people are members of a second company too, so that no deactivation ends their sessions.
            self._sign_everybody_in(ids)
            return self.found()
        world = World(self, key, UUID(created["id"]), ids)
        world.prepare()
        return world

    def _sign_everybody_in(self, ids: dict[str, str]) -> None:
        def insert(tx: Tx) -> None:
            for name, id in ids.items():
                session = SessionRow(
                    token_hash=token_hash(f"session-{name}"),
                    person_id=UUID(id),
                    csrf_hash=token_hash(f"csrf-{name}"),
                    created_at=START,
                    confirmed_at=FOREVER,
                    ends_at=FOREVER,
                )
                tx.session.add(session)

        self.served.store.transaction(None, insert)
        self.http = self.served.client()


@contextmanager
def ground(url: str, folder: Path) -> Iterator[Ground]:
    """The service on a migrated database, with a clock that the proof sets."""
    with serving(url, folder / "data") as served:
        made = Ground(served)
        served.store.clock = lambda: made.now
        yield made


def _definition(key: str) -> Workspace:
    people = [Person(name=n.title(), email=_email(n), roles=(role,) if role else ()) for n, role in ROLES.items()]
    agents = [
        Person(name=name.title(), email=_email(name), roles=("partner",), partner=agency)
        for name, agency in AGENTS.items()
    ]
    return Workspace(
        key=key,
        name=key,
        time_zone=ZONE,
        business_hours=BusinessHours.model_validate_json('{"days": ["mon"], "from": "09:00", "to": "17:00"}'),
        partners=tuple(Partner(key=agency, name=agency.title(), group=group) for agency, group in PARTNERS.items()),
        people=(*people, *agents),
    )


def credentials(name: str) -> dict[str, str]:
    """What a browser of somebody sends."""
    return {"Cookie": f"{COOKIE}=session-{name}", CSRF_HEADER: f"csrf-{name}"}


def _email(name: str) -> str:
    return f"{name}@parcelo.example"


@dataclass
class World:
    """One company, everything that is asked of it over HTTP, and the oracle that reads its record."""

    ground: Ground
    key: str
    id: UUID
    ids: dict[str, str]
    campaigns: dict[str, str] = field(default_factory=dict)
    oracle: Oracle = field(default_factory=lambda: Oracle(ZONE))
    recipients: Iterator[int] = field(default_factory=count)
    refused: set[int] = field(default_factory=set)

    def prepare(self) -> None:
        """Policies in force, by two people; a campaign of each organisation; machines."""

        def begin(tx: Tx) -> None:
            for name in ("approval", "standard", "talk track"):
                document = read_document(as_yaml(DOCUMENTS[name]).encode(), name)
                proposer, publisher = (person_actor(tx, UUID(self.ids[one])) for one in OWNERS[document.kind])
                propose(tx, proposer, [document])
                publish(tx, publisher, document.key, 1)
                self.oracle.documents[document.digest] = DOCUMENTS[name]
            author = person_actor(tx, UUID(self.ids["ines"]))
            self.campaigns = {one: create_campaign(tx, author, one, one, of)["id"] for one, of in CAMPAIGNS.items()}
            for name, owner in MACHINES.items():
                tx.session.add(self._machine(name, owner))

        self.ground.served.store.transaction(self.id, begin)
        self.replay()

    def _machine(self, name: str, owner: str) -> MachineRow:
        """Made as a row: a token is for a year at most, and the clock of a proof goes further."""
        return MachineRow(
            workspace_id=self.id,
            id=uuid4(),
            name=name,
            owner_id=UUID(self.ids[owner]),
            token_hash=token_hash(f"{self.key}-{name}"),
            scopes=[*SCOPES],
            created_at=START,
            ends_at=FOREVER,
        )

    # Asking

    def ask(self, who: str, method: str, path: str, body: Json | None = None, **headers: str) -> httpx.Response:
        """One request of a person or a machine. No request may ever meet a defect."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self._send(who, method, path, sent, json=body)
        if answer.status_code >= 500:
            raise Violation("R6", f"{method} {path} answered {answer.status_code}: {answer.text[:300]}")
        return answer

    def _send(self, who: str, method: str, path: str, headers: dict[str, str], **more: Any) -> httpx.Response:
        """One connection pool for everybody: what they are known by goes with each request."""
        assert self.ground.http is not None
        known = {"Authorization": f"Bearer {self.key}-{who}"} if who in MACHINES else credentials(who)
        return self.ground.http.request(method, f"/api/w/{self.key}{path}", headers={**known, **headers}, **more)

    def ok(self, who: str, method: str, path: str, body: Json | None = None) -> Json:
        answer = self.ask(who, method, path, body)
        assert answer.status_code < 300, (who, method, path, answer.text)
        found: Json = answer.json()
        return found

    def bring(
        self, who: str, text: int = PLAIN, campaign: str = "house", manifest: int = 0, submit: bool = True
    ) -> str | None:
        """A new variant's id; None if it was refused."""
        body = {**_copy(text, manifest), "name": "one", "campaign_id": self.campaigns[campaign], "submit": submit}
        answer = self.ask(who, "POST", "/variants", body)
        return self._known(answer.json()["id"]) if answer.status_code == 201 else None

    def _known(self, variant: str) -> str:
        """The manifest of a variant, of which the record holds the digest alone, is told to the oracle."""
        head = self.look(variant)["head"]
        self.oracle.manifests[head["manifest_digest"]] = head["manifest"]
        return variant

    def upload(self, who: str, text: int, number: int = 2) -> int:
        """Rows of the same words, for the house, or for the campaign of whoever brings them."""
        line = {"subject": "A question", "body": TEXTS[text], "channel": "email", "kind": "cold", **MANIFESTS[0]}
        rows = "".join(json.dumps({"id": f"row-{name}", **line}) + "\n" for name in range(number))
        path = f"/uploads?format=jsonl&campaign={self.uploading(who)}"
        return self._send(who, "POST", path, {}, content=rows).status_code

    def many(self, who: str, text: int, number: int) -> list[str]:
        """As many variants in review, uploaded at once."""
        known = set(self.oracle.variants)
        assert self.upload(who, text, number) < 300
        self.work()
        self.replay()
        found = [id for id in self.oracle.variants if id not in known]
        return [self._known(found[0]), *found[1:]]

    def uploading(self, who: str) -> str:
        partner = AGENTS.get(MACHINES.get(who, who))
        return next(name for name, one in CAMPAIGNS.items() if one == partner)

    def uploaded(self) -> list[str]:
        """Variants that the record knows and nobody was told of; their manifests are told to the oracle."""
        self.replay()
        return [self._known(id) for id in self.oracle.variants]

    def waive(self, who: str, variant: str, days: int) -> int:
        """Accept the first blocker or warning of the report, if there is one."""
        answer = self.ask("ada", "GET", f"/variants/{variant}/report")
        found = [one for one in answer.json().get("findings", ()) if one["severity"] != "note"]
        if answer.status_code != 200 or not found:
            return 404
        finding = {name: found[0][name] for name in ("code", "severity", "part", "quote")}
        ends = (self.ground.now + timedelta(days=days)).isoformat()
        body = {"finding": finding, "reason": "Agreed with counsel.", "ends_at": ends}
        return self.ask(who, "POST", f"/variants/{variant}/waivers", body).status_code

    def look(self, variant: str) -> Json:
        return self.ok("ada", "GET", f"/variants/{variant}")

    def review(self, variant: str) -> Json:
        return self.ok("ada", "GET", f"/variants/{variant}/review")

    def edit(self, who: str, variant: str, text: int, manifest: int = 0, based_on: int | None = None) -> int:
        based = based_on or self.look(variant)["revision"]
        body = {**_copy(text, manifest), "based_on": based}
        status = self.ask(who, "POST", f"/variants/{variant}/revisions", body).status_code
        self._known(variant)
        return status

    def submit(self, who: str, variant: str) -> int:
        body = {"revision": self.look(variant)["revision"]}
        return self.ask(who, "POST", f"/variants/{variant}/submit", body).status_code

    def decide(self, who: str, variant: str, verdict: str = "approve", **more: Any) -> httpx.Response:
        """A decision on what is there now, unless `text` or `policy_set` say otherwise."""
        body = self.decision(variant, verdict, **more)
        return self.ask(who, "POST", f"/variants/{variant}/decisions", body)

    def decision(self, variant: str, verdict: str = "approve", **more: Any) -> Json:
        review = self.review(variant)
        standing = {"text": review["text"], "policy_set": review["policy_set"] or f"sha256:{'0' * 64}"}
        return {"verdict": verdict, **standing, "call": "yes", "note": "As agreed.", **more}

    def approve_all(self, variant: str, most: int = 8) -> bool:
        """Everybody who has to, and may, approves; whether nothing is open after that."""
        for _ in range(most):
            self.replay()
            found = self.oracle.next_approver(variant, self.ground.now)
            if found is None:
                break
            person, role = found
            answer = self.decide(self.name_of(person), variant, role=role)
            if answer.status_code != 201:
                raise Violation("I23", f"{self.name_of(person)} may approve as {role}: {answer.text}")
        self.replay()
        return not self.oracle.permit_refusals(variant, self.ground.now)

    def prepare_variant(self, variant: str) -> bool:
        """Put forward by somebody, if it has to be, and approved, if that is possible."""
        self.replay()
        shut = {"not_submitted", "withdrawn", "recalled", "edited_after_submission"}
        if self.oracle.review_refusals(variant, self.ground.now) & shut:
            self.submit("ada", variant)
        return self.approve_all(variant)

    def name_of(self, id: str) -> str:
        return next(name for name, one in self.ids.items() if one == id)

    def message(self, variant: str, **more: Any) -> Json:
        """The right message to a recipient of its own, unless something is said otherwise."""
        head = self.look(variant)["head"]
        values = more.pop("values", {"first_name": "Anna"})
        name = values.get("first_name", "Anna")
        return {
            "variant": variant,
            "subject": head["content"]["subject"],
            "body": head["content"]["body"].replace("{{first_name}}", name),
            "values": values,
            "country": "DE",
            "recipient": f"r{next(self.recipients)}@example.org",
            **more,
        }

    def authorise(self, who: str, message: Json) -> httpx.Response:
        return self.ask(who, "POST", "/launch/authorize", message)

    def use(self, who: str, authorisation: str) -> httpx.Response:
        return self.ask(who, "POST", f"/launch/authorisations/{authorisation}/use")

    def recall(self, who: str, variant: str) -> int:
        permit = self.look(variant)["permit"]
        return self.ask(who, "POST", f"/permits/{permit['id']}/recall").status_code if permit else 404

    def publish(self, document: Json, proposer: str, publisher: str) -> bool:
        """Whether the document was published; it is told to the oracle by its digest."""
        answer = self.ask(proposer, "POST", "/policies", {"yaml": as_yaml(document)})
        if answer.status_code != 201 or not answer.json()["proposed"]:
            return False
        found = answer.json()["proposed"][0]
        self.oracle.documents[found["digest"]] = document
        path = f"/policies/{found['key']}/{found['number']}"
        if self.ask(publisher, "POST", f"{path}/publish").status_code < 300:
            return True
        self.ask(proposer, "POST", f"{path}/withdraw")
        return False

    # Time and background work

    def wait(self, **time: float) -> None:
        self.ground.now += timedelta(**time)

    def work(self) -> None:
        self.ground.served.work()

    def tick(self) -> None:
        keep_time(self.ground.served.store, [self.id])

    # Judging

    def replay(self) -> None:
        """Have the oracle read what was recorded since it last did."""
        after = self.oracle.sequence
        chosen = select(AuditEntryRow).where(AuditEntryRow.workspace_id == self.id, AuditEntryRow.sequence > after)
        rows = self.ground.served.store.read(
            self.id,
            lambda tx: tx.session.exec(chosen.order_by(AuditEntryRow.sequence)).all(),  # type: ignore[arg-type]
        )
        for row in rows:
            self.oracle.read(row.sequence, row.previous, row.hash, row.canonical)

    def judge(self, only: int | None = None) -> None:
        """Replay, and compare what the service answers now of one variant, or of all, with what the record says."""
        self.replay()
        known = list(self.oracle.variants)
        for variant in known if only is None or not known else [known[only % len(known)]]:
            review = self.review(variant)
            state = self.oracle.state(variant, self.ground.now)
            codes = self.oracle.review_refusals(variant, self.ground.now)
            said = {reason["code"] for reason in review["reasons"]}
            if (review["state"], said) != (state, codes):
                raise Violation("I17", f"review says {review['state']} {said}; the record says {state} {codes}")

    def judge_columns(self) -> None:
        """After a tick and the background work, the projection says what the record says."""
        self.tick()
        self.work()
        self.replay()
        rows = self.ground.served.store.read(
            self.id, lambda tx: tx.session.exec(select(VariantRow).where(VariantRow.workspace_id == self.id)).all()
        )
        for row in rows:
            state = self.oracle.state(str(row.id), self.ground.now)
            if row.state != state:
                raise Violation("I17", f"the column says {row.state}, the record {state}")


@dataclass(frozen=True)
class Founded:
    """A company that has just been founded, as the file of its database and what is known of it: told any number of
    stories from there on, each in a copy.
    """

    world: World
    file: Path

    @contextmanager
    def again(self) -> Iterator[World]:
        """The company, as if nothing had happened to it yet."""
        url = own_sqlite(self.file)
        with ground(url, self.file.parent) as place:
            place.http = place.served.client()
            yield replace(
                self.world, ground=place, campaigns={**self.world.campaigns}, oracle=deepcopy(self.world.oracle)
            )


def founded(empty: Path, folder: Path) -> Founded:
    """A company on a copy of an empty database."""
    file = folder / "founded.db"
    shutil.copy(empty, file)
    with ground(f"sqlite:///{file}", folder) as place:
        world = place.found()
    return Founded(world, file)


def _copy(text: int, manifest: int) -> Json:
    return {"subject": "A question", "body": TEXTS[text], **MANIFESTS[manifest]}
