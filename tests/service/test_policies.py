"""Policies in force: one person proposes, a second publishes, and nothing rewrites the past."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select
from tests.service.company import AGENCIES, PEOPLE
from tests.service.parcelo import Clocked, approval, clocked, standard, talk_track

from governance.actions.notice import notice_policies
from governance.actions.policies import propose, publish, withdraw
from governance.actions.policy_versions import history, list_in_force, open_proposals, version
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, Refused, Unusable, WrongState
from governance.core.policy.document import Document
from governance.outside.policy_files import load_documents
from governance.store.people import person_actor
from governance.store.policies import document_of, policies_in_force, policies_of
from governance.store.tables.people import GrantRow, MembershipRow
from governance.store.tables.policies import DocumentRow
from governance.store.transaction import Store, Tx

SAMPLES = Path(__file__).parents[2] / "policies"
CLAIM = talk_track().model_dump(mode="json", by_alias=True)["claims"][0]


@pytest.fixture
def company(store: Store) -> Clocked:
    return clocked(store)


@pytest.fixture
def governed(company: Clocked) -> Clocked:
    """With an approval policy, a message standard and a talk track in force."""
    company.does("henk", propose, [approval()])
    company.does("mara", publish, "approval", 1)
    company.does("ines", propose, [standard(), talk_track()])
    company.does("tom", publish, "standard", 1)
    company.does("priya", publish, "returns", 1)
    return company


def refused(kind: type[Refused], company: Clocked, name: str, work: Any, *arguments: Any) -> Refused:
    before = len(company.company.record()), len(company.enqueued)
    with pytest.raises(kind) as caught:
        company.does(name, work, *arguments)
    assert (len(company.company.record()), len(company.enqueued)) == before
    return caught.value


def in_force(company: Clocked, name: str = "ines", on: date | None = None) -> list[str]:
    return [f"{one['key']}@{one['number']}" for one in company.reads(name, list_in_force, on)["documents"]]


def states(company: Clocked, key: str) -> dict[int, str]:
    return {one["number"]: one["state"] for one in company.reads("ines", history, key)["versions"]}


def claim_numbers(company: Clocked) -> list[str]:
    policies = company.company.read(policies_in_force)
    return [claim.ref for claim in policies.claims] if policies else []


@pytest.mark.parametrize("folder", ["loopfern", "nordkeel"])
def test_every_sample_document_comes_back_as_it_was(company: Clocked, folder: str) -> None:
    documents = load_documents(SAMPLES / folder).documents
    keep = next(one for one in documents if one.kind == "approval")
    company.does("henk", propose, [keep])
    company.does("mara", publish, keep.key, 1)
    owner = {"message_standard": "ines", "talk_track": "ines", "qualification": "priya", "approval": "henk"}
    for document in documents:
        company.does(owner[document.kind], propose, [document])
    rows = company.company.read(lambda tx: tx.session.exec(select(DocumentRow)).all())
    kept = {row.digest: document_of(row) for row in rows}
    assert [kept[document.digest] for document in documents] == list(documents)
    assert all(document.digest == digest for digest, document in kept.items())


@pytest.mark.parametrize("folder", ["loopfern", "nordkeel"])
def test_every_sample_company_comes_into_force(company: Clocked, folder: str) -> None:
    company.now = datetime(2026, 10, 1, tzinfo=UTC)
    today = [one for one in load_documents(SAMPLES / folder).documents if one.in_force(date(2026, 10, 1))]
    for document in sorted(today, key=lambda one: one.kind):
        first, second = ("henk", "mara") if document.kind == "approval" else ("ines", "tom")
        company.does(first, propose, [document])
        company.does(second, publish, document.key, 1)
    assert len(in_force(company)) == 4


def test_a_policy_set_comes_into_force_document_by_document(governed: Clocked) -> None:
    assert in_force(governed) == ["standard@1", "returns@1", "approval@1"]
    policies = governed.company.read(policies_in_force)
    assert policies is not None
    assert governed.company.read(lambda tx: policies_of(tx, policies.digest)) is not None
    record = [entry for entry in governed.company.record() if entry["act"].startswith("policy")]
    assert [entry["act"] for entry in record] == [
        *("policy.proposed", "policy.published", "policy.proposed", "policy.proposed"),
        *("policy.published", "policy.published", "policy_set.changed"),
    ]
    *_, published, changed = record
    assert published["data"] == {
        "key": "returns",
        "number": 1,
        "kind": "talk_track",
        "digest": talk_track().digest,
        "in_force_from": "2026-01-01",
        "in_force_until": None,
    }
    assert changed["policy_set"] == policies.digest
    assert changed["data"]["documents"] == ["approval@1", "returns@1", "standard@1"]
    assert governed.enqueued == [("recheck", (str(governed.company.id),))]


def test_a_new_version_names_what_was_in_force_before_it(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="How we write now")])
    before = governed.company.record()[-2]["data"]["after"]
    answer = governed.does("tom", publish, "standard", 2)
    changed = governed.company.record()[-1]
    assert (changed["data"]["before"], changed["policy_set"]) == (before, answer["policy_set"])
    assert answer["policy_set_changed"]
    assert len(governed.enqueued) == 2
    assert states(governed, "standard") == {2: "in_force", 1: "superseded"}


def test_a_version_that_nobody_sees_yet_changes_no_set(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="May", in_force_from="2026-05-01")])
    assert not governed.does("tom", publish, "standard", 2)["policy_set_changed"]
    assert governed.company.record()[-1]["act"] == "policy.published"
    assert len(governed.enqueued) == 1


def test_a_proposal_may_bring_the_approval_policy_that_names_its_owners(company: Clocked) -> None:
    company.does("henk", propose, [approval()])
    answer = company.does("ines", propose, [standard()])
    assert [one["state"] for one in answer["proposed"]] == ["proposed"]
    company.does("tom", publish, "standard", 1)
    assert in_force(company) == ["standard@1"]


def test_without_any_approval_policy_nobody_owns_anything(company: Clocked) -> None:
    assert refused(WrongState, company, "ines", propose, [standard()]).code == "no_approval_policy"


def test_owners_stay_owners_after_the_last_day_of_their_policy(company: Clocked) -> None:
    company.does("henk", propose, [approval(in_force_until="2026-03-10")])
    company.does("mara", publish, "approval", 1)
    company.wait(days=30)
    mine = approval(
        owners={kind: ["sales"] for kind in ("message_standard", "talk_track", "qualification", "approval")}
    )
    assert refused(NotAllowed, company, "priya", propose, [mine]).code == "role_needed"


@pytest.mark.parametrize(
    ("name", "document", "code"),
    [
        ("priya", standard(), "role_needed"),
        ("ines", approval(title="Mine"), "role_needed"),
        ("leo", talk_track(title="Ours"), "company_only"),
        ("machine", standard(), "person_needed"),
    ],
)
def test_only_an_owner_of_the_company_proposes(governed: Clocked, name: str, document: Document, code: str) -> None:
    assert refused(NotAllowed, governed, name, propose, [document]).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ines", "second_person_needed"),
        ("priya", "role_needed"),
        ("henk", "role_needed"),
        ("leo", "company_only"),
        ("machine", "person_needed"),
    ],
)
def test_only_another_owner_publishes(governed: Clocked, name: str, code: str) -> None:
    governed.does("ines", propose, [standard(title="New")])
    assert refused(NotAllowed, governed, name, publish, "standard", 2).code == code


def test_a_role_that_does_not_count_yet_publishes_nothing(governed: Clocked) -> None:
    henk, id = governed.company["henk"], governed.company.id
    grant = GrantRow(workspace_id=id, id=uuid4(), person_id=henk, role="marketing", granted_at=governed.now)
    governed.company.write(lambda tx: tx.session.add(grant))
    governed.does("ines", propose, [standard(title="New")])
    assert refused(NotAllowed, governed, "henk", publish, "standard", 2).code == "role_needed"


def test_what_says_nothing_new_is_not_proposed_again(governed: Clocked) -> None:
    later = standard(title="New", in_force_from="2026-05-01")
    governed.does("ines", propose, [later])
    again = governed.does("tom", propose, [standard(), talk_track(), later])
    assert again["proposed"] == []
    assert [(one["key"], one["number"]) for one in again["unchanged"]] == [
        ("standard", 1),
        ("returns", 1),
        ("standard", 2),
    ]
    governed.does("tom", publish, "standard", 2)
    assert governed.does("ines", propose, [later])["proposed"] == []


def test_an_older_version_may_be_proposed_again(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="New")])
    governed.does("tom", publish, "standard", 2)
    assert [one["number"] for one in governed.does("ines", propose, [standard()])["proposed"]] == [3]


def test_a_withdrawn_proposal_keeps_its_number_and_claims_keep_theirs(governed: Clocked) -> None:
    for owner in ("marketing", "sales", "revops"):
        governed.does("ines", propose, [talk_track(claims=[{**CLAIM, "owner": owner, "evidence": owner}])])
    governed.does("ines", withdraw, "returns", 2)
    governed.does("priya", publish, "returns", 3)
    assert claim_numbers(governed) == ["handling-time@2"]
    governed.does("priya", publish, "returns", 4)
    assert claim_numbers(governed) == ["handling-time@3"]
    assert states(governed, "returns") == {4: "in_force", 3: "superseded", 2: "withdrawn", 1: "superseded"}


def test_a_version_that_begins_later_leaves_the_claims_of_today_alone(governed: Clocked) -> None:
    governed.does("ines", propose, [talk_track(claims=[{**CLAIM, "evidence": "New"}], in_force_from="2026-06-01")])
    governed.does("ines", withdraw, "returns", 2)
    governed.does("ines", propose, [talk_track(claims=[{**CLAIM, "evidence": "New"}], in_force_from="2026-06-01")])
    governed.does("priya", publish, "returns", 3)
    assert claim_numbers(governed) == ["handling-time@1"]


def test_an_older_proposal_is_not_published_after_a_newer_one(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="Two")])
    governed.does("ines", propose, [standard(title="Three")])
    governed.does("tom", publish, "standard", 3)
    assert refused(WrongState, governed, "tom", publish, "standard", 2).code == "newer_version_published"


@pytest.mark.parametrize("act", [publish, withdraw])
def test_a_version_is_published_or_withdrawn_once(governed: Clocked, act: Any) -> None:
    assert "published already" in refused(WrongState, governed, "tom", act, "standard", 1).message
    governed.does("ines", propose, [standard(title="New")])
    governed.does("tom", withdraw, "standard", 2)
    assert "withdrawn already" in refused(WrongState, governed, "tom", act, "standard", 2).message


def test_of_many_who_publish_at_once_one_does(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="New")])
    tom = governed.company["tom"]

    def race(_: int) -> str:
        try:
            governed.company.write(lambda tx: publish(tx, person_actor(tx, tom), "standard", 2))
        except WrongState:
            return "refused"
        return "published"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(race, range(6)))
    assert outcomes == ["published", *["refused"] * 5]
    assert len([one for one in governed.company.record() if one["act"] == "policy.published"]) == 4


def test_strangers_to_a_proposal_do_not_withdraw_it(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="New")])
    assert refused(NotAllowed, governed, "priya", withdraw, "standard", 2).code == "role_needed"
    governed.does("tom", withdraw, "standard", 2)
    assert governed.company.record()[-1]["act"] == "policy.withdrawn"


def test_a_key_belongs_to_one_kind(governed: Clocked) -> None:
    assert refused(Unusable, governed, "ines", propose, [talk_track(key="standard")]).field == "key"


def test_what_the_database_would_change_is_refused(governed: Clocked) -> None:
    assert "U+0000" in refused(Unusable, governed, "ines", propose, [standard(title="New\0")]).message
    when = {"field": "campaign.budget", "at_least": 1e16}
    rich = approval(requirements=[{"id": "rich", "role": "revops", "approvals": 1, "when": when}])
    assert "cannot be kept exactly" in refused(Unusable, governed, "henk", propose, [rich]).message


UNUSABLE = [
    ("ines", "tom", standard(channels={"email": {}}, sending_rules={"UK": ["cal-spam"]}), "sending rules cal-spam are"),
    ("ines", "tom", standard(channels={"email": {}}, severities={"forbiden_word": "note"}), "no check reports"),
    ("ines", "tom", standard(groups={"dach": ["Germany"]}), "country Germany is unknown"),
    ("ines", "tom", standard(in_force_until="2026-02-01"), "in_force_until 2026-02-01 has passed"),
    ("ines", "priya", talk_track(claims=[{**CLAIM, "channels": ["fax"]}]), "channel fax is unknown"),
    ("ines", "priya", talk_track(claims=[{**CLAIM, "channels": ["fax"]}], in_force_from="2026-07-01"), "channel fax"),
    ("ines", "priya", talk_track(claims=[{**CLAIM, "owner": "legal"}]), "owner legal is no role"),
    ("ines", "priya", talk_track(language={"stronger": [{"words": ["with"], "than": ["see"]}]}), "'with' says nothing"),
    ("ines", "priya", talk_track(claims=[]), "test 1 of returns@2 expected supported"),
    ("henk", "mara", approval(confirm_decisions_with="passkey"), "there are no passkeys yet"),
    ("henk", "mara", approval(roles=["marketing", "sales", "revops", "compliance", "partner", "legal"],
        requirements=[{"id": "legal", "role": "legal", "approvals": 1}]), "needs role legal, which nobody holds"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "document", "said"), UNUSABLE)
def test_what_would_not_work_is_not_published(
    governed: Clocked, first: str, second: str, document: Document, said: str
) -> None:
    governed.does(first, propose, [document])
    assert said in refused(Unusable, governed, second, publish, document.key, 2).message
    assert states(governed, document.key) == {2: "proposed", 1: "in_force"}


def test_every_problem_is_named_at_once(governed: Clocked) -> None:
    governed.does("ines", propose, [talk_track(claims=[{**CLAIM, "channels": ["fax"], "owner": "legal"}])])
    error = refused(Unusable, governed, "priya", publish, "returns", 2)
    assert "channel fax" in error.message
    assert "owner legal" in error.message
    assert error.field == "claims[1].channels[1]"


def test_a_standard_does_not_take_away_what_a_later_talk_track_needs(governed: Clocked) -> None:
    governed.does(
        "ines", propose, [talk_track(claims=[{**CLAIM, "channels": ["linkedin"]}], in_force_from="2026-06-01")]
    )
    governed.does("priya", publish, "returns", 2)
    governed.does("ines", propose, [standard(channels={"email": {}})])
    assert "channel linkedin is unknown" in refused(Unusable, governed, "tom", publish, "standard", 2).message


def test_a_partner_requirement_needs_somebody_at_a_partner(governed: Clocked) -> None:
    wanted = approval(requirements=[{"id": "partner", "role": "partner", "approvals": 1}])
    governed.does("henk", propose, [wanted])

    def partners_end(at: datetime | None) -> None:
        def end(tx: Tx) -> None:
            for name in (name for names in AGENCIES.values() for name in names):
                tx.session.get_one(MembershipRow, (governed.company.id, governed.company[name])).ended_at = at

        governed.company.write(end)

    partners_end(governed.now)
    assert "role partner" in refused(Unusable, governed, "mara", publish, "approval", 2).message
    partners_end(None)
    governed.does("mara", publish, "approval", 2)


def test_publishing_changes_no_day_that_has_passed(governed: Clocked) -> None:
    governed.wait(days=30)
    governed.does("ines", propose, [standard(title="New")])
    governed.does("tom", publish, "standard", 2)
    assert in_force(governed) == ["standard@2", "returns@1", "approval@1"]
    assert in_force(governed, on=date(2026, 3, 20)) == ["standard@1", "returns@1", "approval@1"]
    assert in_force(governed, on=date(2026, 3, 1)) == []
    assert in_force(governed, on=date(2027, 1, 1)) == ["standard@2", "returns@1", "approval@1"]


def test_a_day_ends_with_the_clock_of_the_company(governed: Clocked) -> None:
    governed.now = datetime(2026, 4, 1, 22, 30, tzinfo=UTC)
    governed.does("ines", propose, [standard(title="New")])
    governed.does("tom", publish, "standard", 2)
    assert in_force(governed, on=date(2026, 4, 1))[0] == "standard@1"
    assert in_force(governed, on=date(2026, 4, 2))[0] == "standard@2"


def test_a_day_beyond_the_calendar_is_refused(governed: Clocked) -> None:
    with pytest.raises(Unusable):
        in_force(governed, on=date.max)


def test_a_version_takes_force_on_its_day(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="May", in_force_from="2026-05-01", in_force_until="2026-05-31")])
    assert not governed.does("tom", publish, "standard", 2)["policy_set_changed"]
    assert states(governed, "standard") == {2: "future", 1: "in_force"}

    def turn(tx: Tx) -> bool:
        return notice_policies(tx, Actor("system"))

    assert not governed.company.write(turn)
    governed.now = datetime(2026, 5, 2, tzinfo=UTC)
    assert governed.company.write(turn)
    assert not governed.company.write(turn)
    assert states(governed, "standard") == {2: "in_force", 1: "future"}
    governed.now = datetime(2026, 6, 2, tzinfo=UTC)
    assert governed.company.write(turn)
    assert states(governed, "standard") == {2: "superseded", 1: "in_force"}
    assert len(governed.enqueued) == 3


def test_history_is_paged_by_number_newest_first(governed: Clocked) -> None:
    for title in ("Two", "Three"):
        governed.does("ines", propose, [standard(title=title)])
    first = governed.reads("priya", history, "standard", limit=2)
    assert [one["title"] for one in first["versions"]] == ["Three", "Two"]
    rest = governed.reads("priya", history, "standard", before=first["next_before"], limit=2)
    assert [(one["number"], one["published_by"]) for one in rest["versions"]] == [(1, str(governed.company["tom"]))]
    assert rest["next_before"] is None
    open_ = governed.reads("priya", open_proposals, limit=1)
    assert [one["number"] for one in open_["proposals"]] == [3]
    following = governed.reads("priya", open_proposals, before=open_["next_before"])
    assert [one["number"] for one in following["proposals"]] == [2]
    with pytest.raises(Unusable):
        governed.reads("priya", history, "standard", limit=101)


def test_a_version_tells_what_it_changes_in_the_one_before(governed: Clocked) -> None:
    assert governed.reads("ines", version, "returns", 1)["differences"] is None
    governed.does("ines", propose, [talk_track(claims=[{**CLAIM, "evidence": "Survey of May"}])])
    shown = governed.reads("ines", version, "returns", 2)
    assert shown["content"]["claims"][0]["evidence"] == "Survey of May"
    change = {"old": CLAIM["evidence"], "new": "Survey of May"}
    assert shown["differences"] == {
        "against": 1,
        "changes": [{"path": "claims[handling-time].evidence", "kind": "changed", **change}],
        "cut": False,
    }
    many = [{"instead_of": f"word {number}", "say": "less"} for number in range(300)]
    governed.does("ines", propose, [standard(words={"preferred": many})])
    cut = governed.reads("ines", version, "standard", 2)["differences"]
    assert (len(cut["changes"]), cut["cut"]) == (200, True)


def test_partners_read_what_is_in_force_and_nothing_else(governed: Clocked) -> None:
    governed.does("ines", propose, [standard(title="New")])
    governed.does("tom", publish, "standard", 2)
    governed.does("ines", propose, [standard(title="Newer")])
    assert in_force(governed, "leo") == ["standard@2", "returns@1", "approval@1"]
    shown = governed.reads("leo", version, "standard", 2)
    assert shown["content"]["title"] == "New"
    assert not {"differences", "proposed_by", "published_by"} & shown.keys()
    for look, arguments in (
        (version, ("standard", 1)),
        (version, ("standard", 3)),
        (version, ("standard", 9)),
        (history, ("standard",)),
        (open_proposals, ()),
        (list_in_force, (date(2026, 3, 1),)),
    ):
        with pytest.raises(NotFound) as caught:
            governed.reads("leo", look, *arguments)
        assert caught.value.message == "There is no such policy version, or it is not yours"


@pytest.mark.parametrize(("key", "number"), [("nothing", 1), ("standard", 10**30), ("standard", -1), ("a\0b", 1)])
def test_what_is_not_there_is_not_found(governed: Clocked, key: str, number: int) -> None:
    with pytest.raises(NotFound):
        governed.reads("ines", version, key, number)


def test_answers_are_json_and_the_record_holds_no_words(governed: Clocked) -> None:
    for answer in (
        governed.does("ines", propose, [standard(title="Secret plan", reason="Confidential")]),
        governed.does("tom", publish, "standard", 2),
        governed.reads("ines", history, "standard"),
    ):
        assert json.loads(json.dumps(answer)) == answer
    said = json.dumps(governed.company.record())
    assert not any(
        word in said for word in ("Secret", "Confidential", *(name for names in PEOPLE.values() for name in names))
    )


def test_another_company_sees_none_of_it(governed: Clocked) -> None:
    other = clocked(governed.company.store, "other")
    assert other.reads("ines", open_proposals)["proposals"] == []
    with pytest.raises(NotFound):
        other.reads("ines", history, "standard")
