"""A wording for which the message standard prefers another.

What it finds
    A whole phrase that the standard replaces by another, in any case.

Why it matters
    One word for one thing makes copy of many writers sound like one company.

Instead
    Take the preferred wording; the fix does so.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.copy.folding import fold
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.phrases import Found, find_phrases
from governance.core.copy.text import identity
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "preferred_word"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    say = {rule.instead_of: rule.say for rule in policies.standard.words.preferred}
    standard = policies.ref(policies.standard)
    for part in seen.copy.texts:
        for found in find_phrases(part, tuple(say)):
            preferred = say[found.phrase]
            message = f"{standard} prefers “{preferred}” to “{found.phrase}”"
            yield Observation(part, found.span, message, fix=_fix(part, found, preferred))


def _fix(part: ParsedPart, found: Found, preferred: str) -> Fix | None:
    """The replacement, where the phrase stands in one piece, with the initial capital it had."""
    quote = part.quote(found.span)
    if fold(identity(quote)).text != found.words:
        return None
    text = preferred[0].upper() + preferred[1:] if quote[0].isupper() else preferred
    return Fix(found.span, text)
