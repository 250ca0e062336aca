"""A policy folder in lines: what is in force, how much it holds, and how its own tests went."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from governance.core.policy.document import Document
from governance.core.policy.policy_set import PolicySet
from governance.core.policy_tests import PolicyTestFailure, count_policy_tests
from governance.outside.policy_files import PolicyFolder
from governance.outside.reports.shown import counted, shortened

GIVEN = 60
"""Characters of a failed test's copy that are shown."""


def policy_report(policies: PolicySet, folder: PolicyFolder, failures: Sequence[PolicyTestFailure]) -> Iterator[str]:
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
    yield from (_failure(failure, folder) for failure in failures)
    tests = count_policy_tests(policies)
    yield f"  {tests - len(failures)} of {counted(tests, 'test')} passed"


def _failure(failure: PolicyTestFailure, folder: PolicyFolder) -> str:
    place = replace(folder.place(failure.document, ("tests", failure.number - 1)), field=None)
    return f"✖ {place}: {failure}, for “{shortened(failure.given, GIVEN)}”"


def _dates(document: Document) -> str:
    until = f" until {document.in_force_until}" if document.in_force_until else ""
    return f"from {document.in_force_from}{until}"
