"""The made-up company and its e-mails as values of the library: more claims than one policy file may hold."""

import json
from datetime import date

from benchmarks.compose import Email
from benchmarks.made_up import MadeUpClaim, made_up_documents
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace


def policy_set(claims: list[MadeUpClaim]) -> PolicySet:
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


def variant(email: Email) -> Variant:
    return Variant(email.id, Revision(body=email.body, subject=email.subject), Manifest(channel="email", kind="cold"))
