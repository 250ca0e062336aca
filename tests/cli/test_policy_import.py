"""`governance policy import`: a person proposes what stands in a folder."""

from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.cli.forked import Run
from tests.service.company import PASSWORD, Company, company
from tests.service.parcelo import APPROVAL

from governance.actions.policy_versions import list_in_force, open_proposals
from governance.jobs import migrate_jobs
from governance.store.transaction import Store

IMPORT = ("import", "policies")
PEOPLE = ("ines", "tom", "priya", "leo")


@pytest.fixture
def parcelo(store: Store, folder: Path) -> Company:
    """Its people have passwords, its policies one more owner and a talk track that is over."""
    approval = APPROVAL.replace("approval: [revops]", "approval: [revops, marketing]")
    (folder / "policies/approval.yaml").write_text(approval)
    past = (folder / "policies/talk-track.yaml").read_text()
    past = past.replace("2026-01-01", "2020-01-01").replace("in_force_until: null", "in_force_until: 2020-12-31")
    (folder / "policies/talk-track.2020.yaml").write_text(past)
    made = company(store, "parcelo")
    for name in PEOPLE:
        made.accept(name)
    return made


@pytest.fixture
def policy(parcelo: Company, command: Command, database_url: str) -> Command:
    """`governance policy` as somebody."""

    def run(*arguments: str, name: str = "ines", password: str = PASSWORD, workspace: str = "parcelo") -> Run:
        who = ("--workspace", workspace, "--as", parcelo.email(name), "--password-stdin")
        return command("policy", *arguments, *who, stdin=f"{password}\n", GOVERNANCE_DATABASE=database_url)

    return run


def proposals(company: Company) -> list[str]:
    return [f"{one['key']}@{one['number']}" for one in company.seen_by("henk", open_proposals)["proposals"]]


def test_what_is_in_force_now_or_later_is_proposed(policy: Command, parcelo: Company) -> None:
    run = policy(*IMPORT)
    assert (run.code, run.err) == (0, "")
    assert sorted(run.out.splitlines()) == [
        "A second person puts each in force with `governance policy publish KEY@N`",
        "approval@1 is proposed",
        "returns until 2020-12-31 is skipped: it is over",
        "returns@1 is proposed",
        "standard@1 is proposed",
    ]
    assert sorted(proposals(parcelo)) == ["approval@1", "returns@1", "standard@1"]
    proposed = [one for one in parcelo.record() if one["act"] == "policy.proposed"]
    assert {one["actor"]["person"] for one in proposed} == {str(parcelo["ines"])}


def test_what_was_imported_is_published_by_a_second_person(
    policy: Command, parcelo: Company, database_url: str
) -> None:
    migrate_jobs(database_url)
    policy(*IMPORT)
    refused = policy("publish", "approval@1")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "You proposed approval@1; a second person publishes it\n"
    for name, version in (("tom", "approval@1"), ("tom", "standard@1"), ("priya", "returns@1")):
        run = policy("publish", version, name=name)
        assert (run.code, run.err) == (0, "")
        assert run.out.startswith(f"{version} is published, in force from 2026-01-01\n")
    assert "everything live is rechecked" in run.out
    keys = [one["key"] for one in parcelo.seen_by("leo", list_in_force)["documents"]]
    assert keys == ["standard", "returns", "approval"]


@pytest.mark.parametrize("version", ["standard", "@1", "standard@", "standard@one", "standard@99999999999999999999"])
def test_what_names_no_version_is_refused(policy: Command, version: str) -> None:
    run = policy("publish", version)
    assert (run.code, run.out) == (2, "")
    assert "is no version; write one like talk-track@2" in " ".join(run.err.replace("│", " ").split())


def test_importing_twice_proposes_nothing_new(policy: Command, parcelo: Company) -> None:
    policy(*IMPORT)
    run = policy(*IMPORT, name="tom")
    assert run.code == 0
    assert "standard@1 says the same, and is left as it is" in run.out.splitlines()
    assert len(proposals(parcelo)) == 3


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({"password": "wrong"}, "The e-mail address or the password is wrong"),
        ({"name": "klara"}, "The e-mail address or the password is wrong"),
        ({"workspace": "other"}, "policies holds the policies of parcelo, not of other"),
        ({"name": "priya"}, "This takes role"),
        ({"name": "leo"}, "This is for people of the company itself"),
    ],
)
def test_whoever_may_not_is_refused(policy: Command, parcelo: Company, who: dict[str, str], said: str) -> None:
    run = policy(*IMPORT, **who)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert proposals(parcelo) == []


def test_a_refusal_is_recorded(policy: Command, parcelo: Company) -> None:
    policy(*IMPORT, name="leo")
    entry = next(one for one in parcelo.record() if one["act"] == "access.refused")
    assert entry["data"] == {"attempted": "policy.propose", "code": "company_only"}


def test_a_folder_that_cannot_be_read_proposes_nothing(policy: Command, parcelo: Company, folder: Path) -> None:
    (folder / "policies/broken.yaml").write_text("kind: poem\n")
    run = policy(*IMPORT)
    assert (run.code, run.out) == (2, "")
    assert "broken.yaml:1:7" in run.err
    assert proposals(parcelo) == []
