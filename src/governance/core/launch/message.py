"""One message on its way out: is it the approved text, with this recipient's data, and still within the rules?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from governance.core.copy.merge_values import value_problems
from governance.core.copy.rendered import mismatches
from governance.core.copy.variant import Revision, Variant
from governance.core.countries import known_country
from governance.core.digest import digest
from governance.core.policy.policy_set import PolicySet
from governance.core.report import check_variant
from governance.core.review.basis import Basis
from governance.core.review.reason import AUTHOR, SENDER, Reason, Refusal

# What words mean, whatever form they come in; the other checks are about the template and ran on it.
MEANING = frozenset(
    (
        "unreadable_copy",
        "forbidden_word",
        "forbidden_pattern",
        "competitor_mention",
        "unsupported_claim",
        "altered_claim",
        "expired_claim",
        "claim_out_of_scope",
        "missing_qualifier",
        "never_say",
    )
)


@dataclass(frozen=True)
class Message:
    """What a sending tool is about to send, and to whom."""

    rendered: Revision
    values: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    platform: str | None = None

    @property
    def digest(self) -> str:
        return digest("message/v1", {"text": self.rendered.digest, "values": dict(self.values)})


def message_refusals(approved: Variant, basis: Basis, message: Message, policies: PolicySet) -> Iterator[Refusal]:
    """Why this message may not go out although its variant may; nothing if it may."""
    problems = value_problems(message.values)
    for problem in problems:
        yield Refusal(Reason.MERGE_VALUE, problem.message, (SENDER,))
    for mismatch in mismatches(approved.revision, message.rendered, message.values, approved.manifest.dialect):
        yield Refusal(Reason.NOT_A_RENDERING, mismatch.message, (SENDER,))
    yield from _country(approved, message, policies)
    if not problems:
        yield from _meaning(approved, basis, message, policies)


def _country(approved: Variant, message: Message, policies: PolicySet) -> Iterator[Refusal]:
    """The recipient's country must be one that the manifest names; where it names none, claims still ask."""
    regions, country = approved.manifest.recipient_regions, known_country(message.country or "")
    if message.country is None:
        yield Refusal(Reason.COUNTRY_NOT_COVERED, "The recipient's country is missing", (SENDER,))
    elif country is None:
        said = message.country[:40]
        yield Refusal(Reason.COUNTRY_NOT_COVERED, f"{said!r} is no country of ISO 3166-1", (SENDER,))
    elif regions and not policies.region_allowed(regions, country):
        text = f"The text was approved for {', '.join(regions)}, not for {message.country}"
        yield Refusal(Reason.COUNTRY_NOT_COVERED, text, (AUTHOR,))


def _meaning(approved: Variant, basis: Basis, message: Message, policies: PolicySet) -> Iterator[Refusal]:
    """Blockers and claims of the rendered text that the approved one did not have: a value can carry a claim."""
    country = known_country(message.country or "")
    manifest = replace(approved.manifest, regions=(country,) if country else approved.manifest.regions)
    report = check_variant(replace(approved, revision=message.rendered, manifest=manifest), policies)
    known = {(finding.code, finding.part, finding.quote) for finding in basis.findings}
    for finding in report.findings:
        new = finding.severity == "blocker" and (finding.code, finding.part, finding.quote) not in known
        if new and finding.code in MEANING:
            yield Refusal(Reason.RENDERED_BLOCKER, f"{finding.code}: {finding.message}", (SENDER, AUTHOR))
    approved_claims = {claim.ref for claim in basis.claims}
    for ref in sorted({ref for statement in report.statements for ref in statement.claims} - approved_claims):
        said = f"It rests on claim {ref}, which nobody who approved the text has seen in it"
        yield Refusal(Reason.RENDERED_BLOCKER, said, (SENDER, AUTHOR))
