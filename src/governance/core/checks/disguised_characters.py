"""Words that are written with other characters than they seem to be.

What it finds
    Look-alikes of another script in a Latin word (a Cyrillic а in “guаrantee”), letters of mathematics that
    pass for bold type, and invisible characters inside a word, soft hyphens too. A word wholly in another
    script is none, and neither are emoji, typographic quotes and units. Marks of writing direction and tag
    characters make copy unreadable.

Why it matters
    Such words slip past filters and rules, search does not find them, and a screen reader spells them out.

Instead
    Write the word in plain letters; the fix does.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.copy.disguise import Disguised, disguised_words, named
from governance.core.copy.invisible import is_invisible
from governance.core.copy.parsed import ParsedPart
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "disguised_characters"
SEVERITY: Severity = "warning"

_MOST_NAMED = 3


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:  # noqa: ARG001
    for part in seen.copy.texts:
        for word in disguised_words(part.text):
            yield Observation(part, word.span, _message(word), fix=_fix(part, word))


def _message(word: Disguised) -> str:
    names = ", ".join(named(char) for char in word.strangers[:_MOST_NAMED])
    if all(map(is_invisible, word.strangers)):
        return f"“{word.plain}” holds {names}, which nobody sees; write it without"
    return f"“{word.plain}” is written with {names}; write it in plain letters"


def _fix(part: ParsedPart, word: Disguised) -> Fix | None:
    """None where markup or character references stand inside the word."""
    return Fix(word.span, word.plain) if part.quote(word.span) == word.written else None
