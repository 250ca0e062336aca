"""Whichever rendering of a sentence goes out, the claims that it rests on were seen."""

from tests.core.sample_policy import policy_set

from governance.core.claims.statement import Verdict
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.report import check_variant
from governance.core.review.basis import basis_of

SWAPS = "Staff can swap shifts on their phone with Lanternfold."
IN_THE_EU = "Lanternfold keeps staff data in the EU and follows GDPR and BSI rules."


def test_a_sentence_rests_on_the_claims_of_all_its_renderings() -> None:
    policies = policy_set()
    manifest = Manifest(channel="linkedin", kind="cold", regions=("NL",))
    for body in (f"{{{SWAPS}|{IN_THE_EU}}}", f"{{{IN_THE_EU}|{SWAPS}}}"):
        report = check_variant(Variant("v", Revision(body=body), manifest), policies)
        assert {statement.verdict for statement in report.statements} == {Verdict.SUPPORTED}
        found = basis_of(report, policies).claims
        assert {claim.category for claim in found} == {"capability", "security_compliance"}
