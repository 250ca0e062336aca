"""A small invented company for tests of the core: Lanternfold plans shifts for bakeries."""

import json
from datetime import date
from typing import Any

import yaml

from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace

DAY = date(2026, 9, 14)

WORKSPACE = """
key: lanternfold
name: Lanternfold Ltd
time_zone: Europe/Amsterdam
business_hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00"}
"""

STANDARD = """
kind: message_standard
key: house-style
title: How Lanternfold writes
in_force_from: "2026-01-01"
reason: First version.
groups: {dach: [DE, AT, CH]}
channels:
  email:
    require: [subject, "{{unsubscribe_link}}", "{{postal_address}}"]
    limits: {subject_chars: 30, words: {cold: 12, followup: 6}, links: 1, exclamation_marks: 1}
  linkedin: {limits: {chars: 60, links: 1, exclamation_marks: 0}}
  call_script:
    limits: {links: 0}
    require_said: ["caller's own name and company", "permission to continue"]
  webinar:
    require: [Recorded session]
    require_said: [a joke about flour]
merge_fields: [first_name, company, sender_name, demo_link, unsubscribe_link, postal_address]
words:
  forbidden:
    - {text: risk-free, why: "Nothing is."}
    - {text: act now}
    - {text: guarantee, why: "A matter for the contract."}
    - {text: backstube über nacht}
  preferred:
    - {instead_of: utilize, say: use}
    - {instead_of: touch base, say: talk}
  patterns:
    - {re2: '(?i)\\b100\\s?%\\s+(?:safe|secure)\\b', why: "Nobody can say that."}
    - {re2: '\\bFREE\\b', why: "Nothing is free."}
    - {re2: '[\\x{1F300}-\\x{1FAFF}]', why: "No emoji."}
competitors: {names: [Rota Oak, Schichtwerk], rule: never}
"""

TALK_TRACK = """
kind: talk_track
key: shift-planning
title: Shift planning for bakeries
in_force_from: "2026-01-01"
reason: First version.
names: [Lanternfold]
positioning: A week of shifts planned before the ovens are warm.
claims:
  - id: planning-time
    category: metric
    wordings: [Bakeries on Lanternfold spend up to 27% less time on shift planning.]
    qualifier: Measured in our 2026 survey of 64 bakeries.
    evidence: Survey 2026, table 2
    owner: marketing
    valid_from: "2026-01-01"
    channels: [email, call_script]
  - id: swaps
    category: capability
    wordings: [Staff can swap shifts on their phone with Lanternfold.]
    evidence: Product documentation
    owner: marketing
    valid_from: "2026-01-01"
  - id: data-in-the-eu
    category: security_compliance
    wordings: [Lanternfold keeps staff data in the EU and follows GDPR and BSI rules.]
    evidence: Data processing agreement
    owner: compliance
    valid_from: "2026-01-01"
    regions: [NL, dach]
  - id: payback
    category: metric
    wordings: [Bakeries on Lanternfold earn back the yearly fee within six months.]
    evidence: Withdrawn
    owner: marketing
    valid_from: "2026-01-01"
    status: expired
  - id: customers-2025
    category: customer_proof
    wordings: [More than 200 bakeries plan their shifts with Lanternfold.]
    evidence: Billing, June 2025
    owner: marketing
    valid_from: "2025-01-01"
    status: superseded
    superseded_by: customers-2026
  - id: customers-2026
    category: customer_proof
    wordings: [More than 400 bakeries plan their shifts with Lanternfold.]
    evidence: Billing, June 2026
    owner: marketing
    valid_from: "2026-01-01"
  - id: quicker-than-oak
    category: comparative
    wordings: [Lanternfold plans a week of shifts in fewer clicks than Rota Oak.]
    evidence: Click count, May 2026
    owner: marketing
    valid_from: "2026-01-01"
never_say:
  - id: live-by-date
    rule: Promises of a date on which a bakery will be live.
    examples: [Your bakery will be live by Friday., You are live before Easter.]
    but_not: [Most bakeries take nine days to set up.]
"""

QUALIFICATION = """
kind: qualification
key: fit
title: Whom we write to
in_force_from: "2026-01-01"
reason: First version.
profile:
  personas: [{id: operations, titles: [Head of Operations], seniority_at_least: manager}]
  industries: [{id: bakery, includes: [bakery chain]}]
  employees: {from: 20, to: 500}
  countries: [NL, DE]
  exclude: [competitor]
"""


def policy_set(
    standard: dict[str, Any] | None = None,
    talk_track: dict[str, Any] | None = None,
    workspace: dict[str, Any] | None = None,
) -> PolicySet:
    """The sample's policies, with whole top-level fields of a document replaced."""
    track = TalkTrack.model_validate_json(_document(TALK_TRACK, talk_track))
    return PolicySet(
        workspace=Workspace.model_validate_json(_document(WORKSPACE, workspace)),
        day=DAY,
        standard=MessageStandard.model_validate_json(_document(STANDARD, standard)),
        talk_track=track,
        claims=tuple(VersionedClaim(claim, 1) for claim in track.claims),
        qualification=QualificationPolicy.model_validate_json(_document(QUALIFICATION)),
        approval=None,
        versions={"house-style": 3, "shift-planning": 7, "fit": 2},
    )


def _document(text: str, replaced: dict[str, Any] | None = None) -> str:
    return json.dumps({**yaml.safe_load(text), **(replaced or {})})
