"""Policy folders: what is in force on a day, and every problem with its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.core.errors import PolicyError
from governance.core.policy.policy_set import PolicySet
from governance.core.policy_tests import count_policy_tests
from governance.outside.policy_files import load_policy_set

NOON = datetime(2026, 10, 31, 12, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "policies"

WORKSPACE = """\
key: acme
name: Acme Ltd
time_zone: Europe/Berlin
business_hours: {days: [mon], from: "09:00", to: "17:00"}
partners: [{key: north, name: North}]
people:
  - {name: Ada, email: ada@acme.example, roles: [marketing], partner: north}
"""
STANDARD = """\
kind: message_standard
key: style
title: Style
in_force_from: 2026-01-01
reason: First version.
groups: {dach: [DE, AT, CH]}
channels:
  email: {limits: {words: {cold: 140}}}
severities: {forbidden_word: blocker}
"""
TALK_TRACK = """\
kind: talk_track
key: story
title: Story
in_force_from: 2026-09-01
reason: First version.
positioning: Returns that book themselves.
claims:
  - id: time
    category: metric
    wordings: [Shops spend 27% less time.]
    evidence: Survey
    owner: marketing
    valid_from: 2026-02-01
    channels: [email]
    regions: [dach, UK]
"""
OLDER = TALK_TRACK.replace("2026-09-01\n", "2026-03-01\nin_force_until: 2026-08-31\n")
APPROVAL = """\
kind: approval
key: approval
title: Approval
in_force_from: 2026-01-01
reason: First version.
roles: [marketing, sales]
owners: {message_standard: [marketing], talk_track: [marketing], qualification: [sales], approval: [sales]}
requirements:
  - {id: marketing, role: marketing, approvals: 1}
  - {id: sales, role: sales, approvals: 1, after: [marketing]}
approval_valid_days: 60
permit_lasts_days: 30
"""
QUALIFICATION = """\
kind: qualification
key: fit
title: Fit
in_force_from: 2026-01-01
reason: First version.
profile:
  personas: [{id: ops, titles: [COO]}]
  industries: [{id: retail}]
  employees: {from: 20}
  countries: [DE, UK]
stages:
  mql: {field: x, is: 1}
  sql: {all: [{stage: mql}]}
meetings:
  accept_when: [{id: role, persona: any, reject_reason: wrong_persona}]
  reject_within_business_days: 2
dispositions: {rejection_reason: [wrong_persona]}
"""

Load = Callable[..., PolicySet]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a folder of four good documents, some of them replaced, added or (by None) left out."""

    def load(at: datetime = NOON, **texts: str | bytes | None) -> PolicySet:
        good = {"workspace": WORKSPACE, "standard": STANDARD, "talk": TALK_TRACK, "approval": APPROVAL}
        for name, text in {**good, **texts}.items():
            if text is not None:
                content = text.encode() if isinstance(text, str) else text
                (tmp_path / f"{name}.yaml").write_bytes(content)
        return load_policy_set(tmp_path, at)

    return load


@pytest.fixture
def refusal(load: Load, tmp_path: Path) -> Callable[..., list[str]]:
    def refusal(at: datetime = NOON, **texts: str | bytes | None) -> list[str]:
        with pytest.raises(PolicyError) as raised:
            load(at, **texts)
        return [str(problem).replace(str(tmp_path), "DIR") for problem in raised.value.problems]

    return refusal


Refusal = Callable[..., list[str]]


def test_a_good_folder_is_in_force_with_its_versions(load: Load) -> None:
    policies = load()
    assert policies.versions == {"style": 1, "story": 1, "approval": 1}
    assert [claim.ref for claim in policies.claims] == ["time@1"]
    assert policies.qualification is None


@pytest.mark.parametrize("company", ["loopfern", "nordkeel"])
def test_the_samples_load_and_every_day_since_their_first_has_a_talk_track(company: str) -> None:
    policies = load_policy_set(SAMPLES / company, NOON)
    assert policies.talk_track.key in policies.versions
    assert policies.versions[policies.talk_track.key] == 2
    assert count_policy_tests(policies) > 30


def test_a_document_is_in_force_from_midnight_in_the_workspaces_zone(load: Load) -> None:
    just_before = datetime(2026, 8, 31, 21, 59, tzinfo=UTC)
    midnight = datetime(2026, 8, 31, 22, 0, tzinfo=UTC)
    assert load(just_before, older=OLDER).versions["story"] == 1
    assert load(midnight, older=OLDER).versions["story"] == 2


def test_a_claims_number_rises_only_when_its_own_fields_change(load: Load) -> None:
    changed = OLDER.replace("27%", "21%")
    assert [claim.ref for claim in load(older=OLDER).claims] == ["time@1"]
    assert [claim.ref for claim in load(older=changed).claims] == ["time@2"]
    early = datetime(2026, 5, 1, tzinfo=UTC)
    assert [claim.ref for claim in load(early, older=changed).claims] == ["time@1"]


def test_the_digest_depends_on_values_and_not_on_how_they_are_written(load: Load) -> None:
    plain = load().digest
    assert load(standard=f"# A comment\n{STANDARD}").digest == plain
    assert load(standard=STANDARD.replace("140", "141")).digest != plain


def test_an_unknown_key_names_the_place_the_nearest_key_and_those_allowed(refusal: Refusal) -> None:
    assert refusal(talk=TALK_TRACK.replace("wordings", "wording")) == [
        "DIR/talk.yaml:8:5 (claims[time]): key 'wordings' is missing",
        "DIR/talk.yaml:10:5 (claims[time]): key 'wording' is unknown; the nearest is wordings; allowed are id, "
        "category, wordings, qualifier, attribution, evidence, owner, valid_from, valid_until, channels, "
        "regions, status, superseded_by, applies_to_live",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "talk",
            "category: metric",
            "category: metrics",
            'DIR/talk.yaml:9:15 (claims[time].category): found "metrics"; the nearest is metric; '
            "allowed is metric, capability, customer_proof, comparative, price_offer or security_compliance",
        ),
        (
            "talk",
            "valid_from: 2026-02-01",
            "valid_from: 2026-02-30",
            'DIR/talk.yaml:13:17 (claims[time].valid_from): found "2026-02-30"; allowed is a date such as 2026-09-01',
        ),
        (
            "talk",
            "wordings: [Shops spend 27% less time.]",
            "wordings: Shops spend 27% less time.",
            'DIR/talk.yaml:10:15 (claims[time].wordings): found "Shops spend 27% less time."; allowed is a list',
        ),
        (
            "talk",
            "evidence: Survey",
            "evidence: 7",
            "DIR/talk.yaml:11:15 (claims[time].evidence): found 7; allowed is text",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: []",
            "DIR/talk.yaml:15:14 (claims[time].regions): found a list of 0; allowed is a list of at least 1 or all",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: [dach, Germany]",
            "DIR/talk.yaml:15:21 (claims[time].regions[2]): region Germany is unknown; "
            "write DE, or a group of style: dach",
        ),
        (
            "talk",
            "channels: [email]",
            "channels: [mail]",
            "DIR/talk.yaml:14:16 (claims[time].channels[1]): channel mail is unknown; style has email",
        ),
        (
            "standard",
            "severities: {forbidden_word: blocker}",
            "sending_rules: {UK: [pecr, cal-spam]}",
            "DIR/standard.yaml:9:28 (sending_rules.UK[2]): sending rules cal-spam are unknown; "
            "allowed are can-spam, pecr, casl, bulk-sender, cold-mail",
        ),
        (
            "standard",
            "severities: {forbidden_word: blocker}",
            "sending_rules: {uk: [pecr]}",
            "DIR/standard.yaml:9:21 (sending_rules.uk): region uk is unknown; "
            "write UK, or a group of style: dach; or all",
        ),
        (
            "standard",
            "cold: 140",
            "cold: -1",
            "DIR/standard.yaml:8:34 (channels.email.limits.words.cold): found -1; allowed is at least 0",
        ),
        (
            "standard",
            "cold: 140",
            "warm: 140",
            "DIR/standard.yaml:8:28 (channels.email.limits.words): key 'warm' is unknown; allowed are cold, followup",
        ),
        (
            "standard",
            "words: {cold: 140}",
            "words: many",
            'DIR/standard.yaml:8:27 (channels.email.limits.words): found "many"; '
            "allowed is a whole number or a group of keys",
        ),
        (
            "approval",
            "role: sales, approvals: 1",
            "role: sales, approvals: 0",
            "DIR/approval.yaml:10:41 (requirements[sales].approvals): found 0; allowed is at least 1",
        ),
        (
            "approval",
            "role: sales, approvals: 1",
            "role: sales, approvals: yes",
            'DIR/approval.yaml:10:41 (requirements[sales].approvals): found "yes"; allowed is a whole number',
        ),
        (
            "approval",
            "after: [marketing]",
            "after: [marketing], when: {field: x}",
            "DIR/approval.yaml:10:70 (requirements[sales].when): a field needs exactly one of is, one_of, "
            "not_one_of, at_least, at_most, between, is_set, matches, within_days; found none",
        ),
        (
            "approval",
            "after: [marketing]",
            "after: [marketing], when: {field: x, least: 3}",
            "DIR/approval.yaml:10:81 (requirements[sales].when): key 'least' is unknown; the nearest is at_least; "
            "allowed are id, reject_reason, field, is, one_of, not_one_of, at_least, at_most, between, "
            "is_set, matches, within_days",
        ),
        (
            "approval",
            "after: [marketing]",
            "when: {claims: x}",
            "DIR/approval.yaml:10:50 (requirements[sales].when): a criterion is a group of keys with one of "
            "field, event, stage, persona, claim_category, all, any, none",
        ),
        (
            "workspace",
            "Europe/Berlin",
            "Berlin",
            "DIR/workspace.yaml:3:12 (time_zone): 'Berlin' is not a time zone; write one like Europe/Berlin",
        ),
        (
            "workspace",
            'from: "09:00"',
            'from: "9:00"',
            'DIR/workspace.yaml:4:37 (business_hours.from): found "9:00"; allowed is a time such as 09:00',
        ),
        (
            "workspace",
            'to: "17:00"',
            'to: "08:00"',
            "DIR/workspace.yaml:4:50 (business_hours.to): business hours end at 08:00, and begin at 09:00; "
            "they lie within one day",
        ),
        (
            "standard",
            "severities:",
            "words: {patterns: [{re2: '', why: x}]}\nseverities:",
            "DIR/standard.yaml:9:26 (words.patterns[1].re2): the pattern is empty, and would match everything; "
            "write what it is to match",
        ),
        (
            "standard",
            "[DE, AT, CH]",
            "[DE, ZZ]",
            "DIR/standard.yaml:6:21 (groups.dach[2]): country ZZ is unknown; write a country code of ISO 3166-1",
        ),
        (
            "standard",
            "severities:",
            "tests: [{copy: Hello., expect: {findings: []}, channel: fax}]\nseverities:",
            "DIR/standard.yaml:9:57 (tests[1].channel): a test names channel fax; channels are email",
        ),
        (
            "standard",
            "  email: {limits: {words: {cold: 140}}}",
            "  ad: {limits: {words: {cold: 140}}}\ntests: [{copy: Hello., expect: {findings: []}}]",
            "DIR/standard.yaml:9:9 (tests[1].channel): a test names channel email; channels are ad",
        ),
        (
            "standard",
            "reason: First version.",
            "in_force_until: 2025-12-31\nreason: First version.",
            "DIR/standard.yaml:5:17 (in_force_until): in_force_until 2025-12-31 lies before 2026-01-01",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: [dach, uk]",
            "DIR/talk.yaml:15:21 (claims[time].regions[2]): region uk is unknown; write UK, or a group of style: dach",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: [dach, EU]",
            "DIR/talk.yaml:15:21 (claims[time].regions[2]): region EU is unknown; "
            "write a country code of ISO 3166-1, or a group of style: dach",
        ),
        (
            "talk",
            "owner: marketing",
            "owner: marketingg",
            "DIR/talk.yaml:12:12 (claims[time].owner): owner marketingg is no role; approval declares marketing, sales",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "status: superseded",
            "DIR/talk.yaml:15:13 (claims[time].status): status is superseded, so superseded_by must name a claim",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "status: superseded\n    superseded_by: speed",
            "DIR/talk.yaml:16:20 (claims[time].superseded_by): claim time is superseded_by speed, which is no claim",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nnever_say:\n  - {rule: Nothing., id: time}",
            "DIR/talk.yaml:17:26 (never_say[time].id): id time stands twice; "
            "claims and never_say rules share their ids",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage: {weaker: []}",
            "DIR/talk.yaml:16:12 (language): key 'weaker' is unknown; allowed are stronger, opposites",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  stronger: [{words: steers, than: [reads]}]",
            'DIR/talk.yaml:17:22 (language.stronger[1].words): found "steers"; allowed is a list',
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  stronger: [{words: [steers], than: []}]",
            "DIR/talk.yaml:17:38 (language.stronger[1].than): found a list of 0; allowed is a list of at least 1",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  opposites: [[chilled, warmed]]",
            "DIR/talk.yaml:17:15 (language.opposites[1]): found a list of 2; allowed is a group of keys",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  opposites: [{words: [warmed], of: [chilled, 7]}]",
            "DIR/talk.yaml:17:47 (language.opposites[1].of[2]): found 7; allowed is text",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  opposites: [{words: [warmed], of: [chilled, warm]}]",
            "DIR/talk.yaml:17:47 (language.opposites[1].of[2]): 'warm' says the same as 'warmed', "
            "which stands under words too; a word stands on one side",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:\n  stronger:\n    - words: [steers]\n      than: [reads, on paper]",
            "DIR/talk.yaml:19:21 (language.stronger[1].than[2]): 'on paper' is not one word, "
            "and copy is compared word by word; allowed is one word",
        ),
        (
            "talk",
            "regions: [dach, UK]",
            "regions: all\nlanguage:",
            "DIR/talk.yaml:16:10 (language): found nothing; allowed is a group of keys",
        ),
        (
            "approval",
            "role: marketing, approvals: 1",
            "role: marketing, approvals: 1, after: [sales]",
            "DIR/approval.yaml:9:59 (requirements[marketing].after): "
            "requirements wait for each other: marketing → sales → marketing",
        ),
        (
            "approval",
            "after: [marketing]",
            "after: [marketing, legal]",
            "DIR/approval.yaml:10:63 (requirements[sales].after[2]): "
            "requirement sales comes after legal; declared are marketing, sales",
        ),
        (
            "approval",
            "id: sales, role: sales",
            "id: sales, role: legal",
            "DIR/approval.yaml:10:23 (requirements[sales].role): "
            "requirement sales names role legal; declared roles are marketing, sales",
        ),
        (
            "approval",
            "after: [marketing]",
            "when: {all: [{claim_category: metric}, {stage: mql}]}",
            "DIR/approval.yaml:10:83 (requirements[sales].when.all[2]): "
            "when takes field, claim_category, all, any and none; a submission has no other facts",
        ),
        (
            "qualification",
            "reject_reason: wrong_persona",
            "reject_reason: wrong_size",
            "DIR/qualification.yaml:15:57 (meetings.accept_when[role].reject_reason): meeting criterion role has "
            "reject_reason wrong_size; dispositions.rejection_reason allows wrong_persona",
        ),
        (
            "qualification",
            "sql: {all: [{stage: mql}]}",
            "sql: {all: [{stage: sal}]}",
            "DIR/qualification.yaml:13:23 (stages.sql.all[1].stage): stage sql names stage sal; declared are mql, sql",
        ),
        (
            "qualification",
            "mql: {field: x, is: 1}",
            "mql: {stage: sql}",
            "DIR/qualification.yaml:13:23 (stages.sql.all[1].stage): stages wait for each other: mql → sql → mql",
        ),
        (
            "qualification",
            "countries: [DE, UK]",
            "countries: [DE, no]",
            "DIR/qualification.yaml:10:19 (profile.countries[2]): country no is unknown; write NO",
        ),
        (
            "workspace",
            "partner: north",
            "partner: south",
            "DIR/workspace.yaml:7:71 (people[1].partner): partner south is unknown; partners are north",
        ),
        (
            "workspace",
            "roles: [marketing]",
            "roles: [legal]",
            "DIR/workspace.yaml:7:50 (people[1].roles[1]): role legal is not declared; "
            "approval declares marketing, sales",
        ),
    ],
)
def test_a_wrong_value_names_its_place_what_was_found_and_what_is_allowed(
    refusal: Refusal, name: str, old: str, new: str, message: str
) -> None:
    good = {
        "workspace": WORKSPACE,
        "standard": STANDARD,
        "talk": TALK_TRACK,
        "approval": APPROVAL,
        "qualification": QUALIFICATION,
    }
    assert old in good[name]
    assert refusal(**{name: good[name].replace(old, new)}) == [message]


def test_a_severity_of_no_check_names_the_codes_there_are(refusal: Refusal) -> None:
    [problem] = refusal(standard=STANDARD.replace("forbidden_word: b", "forbiden_word: b"))
    assert problem.startswith(
        "DIR/standard.yaml:9:29 (severities.forbiden_word): no check reports forbiden_word; "
        "allowed are altered_claim, audience_outside_profile, "
    )


def test_the_problems_of_all_files_are_told_at_once(refusal: Refusal) -> None:
    problems = refusal(
        workspace=None,
        standard=STANDARD + "channels: {}\n",
        talk=TALK_TRACK.replace("talk_track", "talktrack"),
        approval=APPROVAL.replace("title: Approval\n", ""),
        notes="- a list\n",
    )
    assert problems == [
        "DIR: workspace.yaml is missing; it names the company",
        "DIR/approval.yaml:1:1: key 'title' is missing",
        "DIR/notes.yaml:1:1: a policy document is a group of keys, beginning with kind",
        "DIR/standard.yaml:10:1: key 'channels' stands twice; the first is on line 7",
        "DIR/talk.yaml:1:7 (kind): kind 'talktrack' is unknown; "
        "allowed are message_standard, talk_track, qualification, approval",
    ]


def test_a_folder_without_a_talk_track_says_so(refusal: Refusal) -> None:
    assert refusal(talk=None) == ["DIR: no talk_track is in force on 2026-10-31; the folder has none"]


def test_a_day_before_every_document_says_which_there_are(refusal: Refusal) -> None:
    assert refusal(datetime(2026, 2, 1, tzinfo=UTC), older=OLDER) == [
        "DIR: no talk_track is in force on 2026-02-01; there are "
        "story (2026-03-01 to 2026-08-31), story (2026-09-01 to open)"
    ]


@pytest.mark.parametrize("key", ["story", "other"])
def test_two_documents_of_one_kind_are_never_in_force_on_one_day(refusal: Refusal, key: str) -> None:
    older = OLDER.replace("2026-08-31", "2026-09-01").replace("key: story", f"key: {key}")
    assert refusal(older=older) == [
        "DIR/talk.yaml:4:16 (in_force_from): story is in force from 2026-09-01, when "
        f"{key} (2026-03-01 to 2026-09-01) of DIR/older.yaml is in force too; "
        "one talk_track is in force on a day"
    ]


def test_one_key_belongs_to_one_kind(refusal: Refusal) -> None:
    [problem] = refusal(standard=STANDARD.replace("key: style", "key: story"))
    assert problem == (
        "DIR/talk.yaml:2:6 (key): key story is used by a message_standard too; a key belongs to one kind"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "DIR/talk.yaml:1:1: the file is empty; a policy document is a group of keys"),
        (b"kind: \0", "DIR/talk.yaml:1:7: character U+0000 is not allowed; remove it"),
        (b"kind: caf\xe9", "DIR/talk.yaml:1:10: the file is not UTF-8; save it as UTF-8"),
        (
            b"#" * 66_000,
            "DIR/talk.yaml:1:1: the file has more than 65,536 bytes; split it into several documents",
        ),
        (b"kind: &k talk_track", "DIR/talk.yaml:1:7: anchor &k is not allowed; remove it"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(refusal: Refusal, content: bytes, message: str) -> None:
    assert refusal(talk=content) == [message]


def test_a_link_that_leaves_the_folder_is_refused(refusal: Refusal, tmp_path: Path) -> None:
    (tmp_path / "more.yaml").symlink_to("/etc/hostname")
    assert refusal() == [
        "DIR/more.yaml: this links to a file outside DIR; put the file itself here",
    ]
    (tmp_path / "more.yaml").unlink()
    (tmp_path / "etc").symlink_to("/etc")
    assert refusal() == ["DIR/etc: this links to a folder; put the files themselves here"]


def test_hidden_files_are_passed_over_and_deeper_ones_read(load: Load, tmp_path: Path) -> None:
    (tmp_path / ".draft.yaml").write_text("nothing good: [")
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "2026-spring.yml").write_text(OLDER)
    assert load().versions["story"] == 2


def test_too_many_files_are_refused(refusal: Refusal, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.yml").write_text("kind: talk_track")
    assert refusal() == ["DIR: the folder has more than 200 policy files"]


def test_too_many_bytes_are_refused(refusal: Refusal, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.yml").write_bytes(b"#" * 60_000)
    assert refusal() == ["DIR: the policy files have more than 2,097,152 bytes together"]


@pytest.mark.parametrize("name", ["nowhere", "file.yaml"])
def test_a_path_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.yaml").write_text(WORKSPACE)
    with pytest.raises(PolicyError, match=f"{name}: this is not a folder; name the folder of one company"):
        load_policy_set(tmp_path / name, NOON)
