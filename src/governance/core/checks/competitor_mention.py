"""A competitor named in the copy.

What it finds
    A competitor's name from the message standard, possessives included. Where the standard allows approved
    claims to name competitors, only a mention outside a supported statement is found.

Why it matters
    A careless comparison invites a complaint and advertises somebody else.

Instead
    Say what we do, or use an approved comparative claim if the standard allows it.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.phrases import find_phrases
from governance.core.copy.text import Span
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "competitor_mention"
SEVERITY: Severity = "blocker"

_RULES = {
    "never": "does not allow competitors to be named",
    "only_approved_claims": "allows competitors to be named in approved claims only",
}


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    competitors = policies.standard.competitors
    rule = f"{policies.ref(policies.standard)} {_RULES[competitors.rule]}"
    approved = competitors.rule == "only_approved_claims"
    for part in seen.copy.texts:
        for found in find_phrases(part, competitors.names):
            if not (approved and _inside_supported(seen.statements, part, found.span)):
                yield Observation(part, found.span, f"{rule}: {found.phrase}")


def _inside_supported(statements: tuple[Statement, ...], part: ParsedPart, span: Span) -> bool:
    return any(
        statement.part is part.name and statement.verdict is Verdict.SUPPORTED and statement.span.contains(span)
        for statement in statements
    )
