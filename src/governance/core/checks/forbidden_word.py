"""A word or phrase that the message standard forbids.

What it finds
    A forbidden phrase as whole words, in any case, also in look-alike letters, with invisible characters
    inside, or assembled from a choice. Inflections are found only if the standard lists them.

Why it matters
    The company has decided not to be heard saying it, and the standard says why.

Instead
    Say what is meant without it, in words that somebody could check.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.phrases import find_phrases
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "forbidden_word"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    why = {rule.text: rule.why for rule in policies.standard.words.forbidden}
    standard = policies.ref(policies.standard)
    for part in seen.copy.texts:
        for found in find_phrases(part, tuple(why)):
            reason = f": {why[found.phrase]}" if why[found.phrase] else ""
            yield Observation(part, found.span, f"{standard} forbids “{found.phrase}”{reason}")
