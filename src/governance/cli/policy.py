"""`governance policy`: what stands in policy folders, and its way into the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from governance.cli.acting import Somebody, act, by_somebody
from governance.cli.options import FOLDER, NOTHING_BLOCKED, SOMETHING_BLOCKED, now_option
from governance.core.errors import Unusable
from governance.core.policy_tests import run_policy_tests
from governance.outside.policy_files import PolicyFolder, load_documents, policies_in_force
from governance.outside.reports.policy_report import policy_report
from governance.outside.reports.shown import shown

if TYPE_CHECKING:
    from governance.core.actor import Actor
    from governance.store.transaction import Tx


@click.group(no_args_is_help=True)
def policy() -> None:
    """Look at policy folders, and bring them into force."""


@policy.command("check")
@click.argument("folder", type=FOLDER, metavar="DIR")
@now_option
def policy_check(folder: Path, now: datetime | None) -> int:
    """Load the policies in DIR and run the documents' own tests.

    Exits with 0 if all tests pass, 1 if one fails, 2 if the policies cannot be read.
    """
    documents = load_documents(folder)
    policies = policies_in_force(documents, now or datetime.now(UTC))
    failures = run_policy_tests(policies)
    for line in policy_report(policies, documents, failures):
        click.echo(shown(line))
    return SOMETHING_BLOCKED if failures else NOTHING_BLOCKED


@policy.command("import")
@click.argument("folder", type=FOLDER, metavar="DIR")
@by_somebody
def policy_import(somebody: Somebody, folder: Path) -> int:
    """Propose the documents in DIR that are in force now or later. A second person publishes each.

    Exits with 0 if they are proposed, or were before; 2 if that is refused.
    """
    documents = load_documents(folder)
    if documents.workspace.key != somebody.workspace:
        message = f"{folder} holds the policies of {documents.workspace.key}, not of {somebody.workspace}"
        raise Unusable(message, field="workspace")
    answer = act(somebody, "policy.propose", lambda tx, actor: _proposed(tx, actor, documents))
    for line in _lines(answer):
        click.echo(shown(line))
    return NOTHING_BLOCKED


@policy.command("publish")
@click.argument("version", metavar="KEY@N")
@by_somebody
def policy_publish(somebody: Somebody, version: str) -> int:
    """Put a proposed version in force from its date, as a second person.

    Exits with 0 if it is published, 2 if that is refused.
    """
    from governance.actions.policies import publish
    from governance.jobs import enqueuing, migrate_jobs

    key, _, number = version.rpartition("@")
    if not key or not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise click.UsageError(f"{version!r} is no version; write one like talk-track@2")
    migrate_jobs(somebody.database)
    answer = act(
        somebody,
        "policy.publish",
        lambda tx, actor: publish(tx, actor, key, int(number)),
        enqueuing(somebody.database),
    )
    click.echo(shown(f"{answer['key']}@{answer['number']} is published, in force from {answer['in_force_from']}"))
    if answer["policy_set_changed"]:
        click.echo(f"The policy set in force is {answer['policy_set']}; everything live is rechecked")
    return NOTHING_BLOCKED


def _proposed(tx: "Tx", actor: "Actor", folder: PolicyFolder) -> dict[str, Any]:
    """Earlier versions first, so that claims keep their numbers; those that are over stay in their files."""
    from governance.actions.policies import propose
    from governance.store.workspaces import workspace

    today = workspace(tx).day(tx.now)
    ordered = sorted(folder.documents, key=lambda document: document.in_force_from)
    over = [document for document in ordered if document.in_force_until and document.in_force_until < today]
    return {**propose(tx, actor, [one for one in ordered if one not in over]), "over": over}


def _lines(answer: dict[str, Any]) -> list[str]:
    lines = [f"{one['key']}@{one['number']} is proposed" for one in answer["proposed"]]
    lines += [f"{one['key']}@{one['number']} says the same, and is left as it is" for one in answer["unchanged"]]
    lines += [f"{one.key} until {one.in_force_until} is skipped: it is over" for one in answer["over"]]
    if answer["proposed"]:
        lines.append("A second person puts each in force with `governance policy publish KEY@N`")
    return lines
