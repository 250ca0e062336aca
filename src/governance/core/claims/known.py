"""What makes two statements the same, so that what was approved before need not be read as new.

There is no fuzzy sameness: one changed word, figure, hedge or negation makes another statement.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from governance.core.claims.statement import Statement, Verdict
from governance.core.digest import digest
from governance.core.policy.policy_set import PolicySet

_FIELD = re.compile(r"\{\{\s*([^\W\d][\w.]*)\s*(\}\}|\|)")
_SPACES = re.compile(r"\s+")


def statement_key(quote: str) -> str:
    """The SHA-256 of a sentence as it reads, whatever its casing and spacing.

    Merge fields count by name. A fallback may be sent, so its text counts too.
    """
    named = _FIELD.sub(r"{{\1\2", _folded(quote))
    return hashlib.sha256(_SPACES.sub(" ", named).strip().encode()).hexdigest()


def _folded(quote: str) -> str:
    """Case folded by Unicode's canonical caseless matching: folding may take characters apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", quote).casefold())


def mark(statement: Statement, policies: PolicySet) -> str | None:
    """Stands for a statement with its verdict and all that the verdict rests on. None where nothing is stated."""
    if statement.verdict is Verdict.NONE:
        return None
    known = policies.claims_by_ref
    rule = next((one for one in policies.never_say if one.id == statement.rule), None)
    value = {
        "key": statement_key(statement.quote),
        "verdict": statement.verdict,
        "claims": sorted(known[ref].claim.digest if ref in known else ref for ref in statement.claims),
        "rule": rule.digest if rule else statement.rule,
    }
    return digest("statement/v1", value)


def marks(statements: Sequence[Statement], policies: PolicySet) -> dict[int, str]:
    """The marks of a report's statements by their place in it, from 0."""
    found = ((number, mark(statement, policies)) for number, statement in enumerate(statements))
    return {number: one for number, one in found if one is not None}
