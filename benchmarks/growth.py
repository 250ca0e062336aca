"""The library alone, in this process: cold, with repeated sentences, and as the number of claims grows."""

import json
import time
from collections.abc import Iterator
from datetime import date

from benchmarks.compose import Email, compose
from benchmarks.made_up import MadeUpClaim, made_up_claims, made_up_documents
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace
from governance.core.report import check_variant

_GROWTH = (28, 280, 2_800)


def growth_lines(count: int) -> Iterator[str]:
    """E-mails per second of `check_variant` in one process."""
    yield "The library in one process, e-mails/s:"
    claims = made_up_claims(_GROWTH[0])
    for repeated, what in ((0.0, "no sentence twice"), (0.3, "30% repeated"), (0.9, "90% repeated")):
        yield f"  {_GROWTH[0]:>5} claims, {what:18}{rate(compose(count, claims, repeated), claims):>8,.0f}"
    for number in _GROWTH[1:]:
        claims = made_up_claims(number)
        yield f"  {number:>5} claims, {'30% repeated':18}{rate(compose(count, claims), claims):>8,.0f}"


def rate(emails: list[Email], claims: list[MadeUpClaim]) -> float:
    """E-mails per second, under a policy set that no e-mail was checked against before."""
    policies = policy_set(claims)
    started = time.perf_counter()
    for email in emails:
        check_variant(_variant(email), policies)
    return len(emails) / (time.perf_counter() - started)


def policy_set(claims: list[MadeUpClaim]) -> PolicySet:
    """The made-up policies as values: more claims than one policy file may hold."""
    documents = {name: json.dumps(document, default=str) for name, document in made_up_documents(claims).items()}
    standard = MessageStandard.model_validate_json(documents["message-standard"])
    talk_track = TalkTrack.model_validate_json(documents["talk-track"])
    return PolicySet(
        workspace=Workspace.model_validate_json(documents["workspace"]),
        day=date(2026, 6, 1),
        standard=standard,
        talk_track=talk_track,
        claims=tuple(VersionedClaim(claim, 1) for claim in talk_track.claims),
        qualification=None,
        approval=None,
        versions={standard.key: 1, talk_track.key: 1},
    )


def _variant(email: Email) -> Variant:
    return Variant(email.id, Revision(body=email.body, subject=email.subject), Manifest(channel="email", kind="cold"))
