"""A policy folder in lines: what is in force, how much it holds, and how its own tests went."""

from collections.abc import Iterator, Sequence

from governance.core.policy.document import Document
from governance.core.policy.policy_set import PolicySet
from governance.core.policy_tests import PolicyTest


def policy_report(policies: PolicySet, results: Sequence[PolicyTest]) -> Iterator[str]:
    yield f"{policies.workspace.name}, in force on {policies.day}"
    for document in policies.documents:
        yield f"  {policies.ref(document):32}  {document.title}, {_dates(document)}"
    yield f"  {len(policies.claims)} claims, {len(policies.never_say)} never-say rules"
    yield f"  {policies.digest}"
    failed = [result for result in results if not result.passed]
    yield f"  {len(results) - len(failed)} of {len(results)} tests pass"
    for result in failed:
        yield f"✖ {result.message}"


def _dates(document: Document) -> str:
    until = f"until {document.in_force_until}" if document.in_force_until else "with no end"
    return f"from {document.in_force_from} {until}"
