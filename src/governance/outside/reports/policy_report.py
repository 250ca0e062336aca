"""A policy folder in lines: what is in force, how much it holds, and how its own tests went."""

from collections.abc import Iterator, Sequence

from governance.core.policy.document import Document
from governance.core.policy.policy_set import PolicySet
from governance.core.policy_tests import PolicyTestFailure, count_policy_tests
from governance.outside.reports.shown import counted


def policy_report(policies: PolicySet, failures: Sequence[PolicyTestFailure]) -> Iterator[str]:
    references = [policies.ref(document) for document in policies.documents]
    yield f"{policies.workspace.name}, in force on {policies.day}"
    for reference, document in zip(references, policies.documents, strict=True):
        yield f"  {reference:{max(map(len, references))}}  {document.title}, {_dates(document)}"
    words = policies.standard.words
    rules = len(words.forbidden) + len(words.preferred) + len(words.patterns)
    numbers = {
        "claim": len(policies.claims),
        "never-say rule": len(policies.never_say),
        "wording rule": rules,
    }
    yield "  " + ", ".join(counted(number, noun) for noun, number in numbers.items())
    yield f"  {policies.digest}"
    yield from (f"✖ {failure}" for failure in failures)
    tests = count_policy_tests(policies)
    yield f"  {tests - len(failures)} of {counted(tests, 'test')} passed"


def _dates(document: Document) -> str:
    until = f" until {document.in_force_until}" if document.in_force_until else ""
    return f"from {document.in_force_from}{until}"
