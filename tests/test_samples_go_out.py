"""The sample campaigns, filled with ordinary data: the gate lets out whatever its own checks let through (I23)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest

from governance.actions.upload_reading import read_upload
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Branch, Choice, MergeField
from governance.core.copy.tree import Text as Words
from governance.core.copy.variant import Revision, Variant
from governance.core.launch.message import Message, message_refusals
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ReportVerdict, check_variant
from governance.core.review.basis import basis_of
from governance.outside.policy_files import load_policy_set
from governance.paths import packaged

COMPANIES = {"loopfern": "Loopfern GmbH, Ritterweg 1, 10969 Berlin", "nordkeel": "Nordkeel Oy, Satamakatu 5, Turku"}
DAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
FIELDS = {
    "first_name": "Anna",
    "company_name": "Weber & Töchter Moden GmbH",
    "company": "Weber & Töchter Moden GmbH",
    "job_title": "Head of Operations",
    "city": "Köln",
    "site_city": "Köln",
    "sender_first_name": "Leo",
    "sender_name": "Leo Brandt",
    "unsubscribe_link": "https://news.example/u/1",
    "opt_out_line": "Reply no, and I will stop.",
}


@cache
def policies(company: str) -> PolicySet:
    return load_policy_set(packaged("policies") / company, DAY)


def samples() -> list[tuple[str, Variant]]:
    """Every variant of the samples that has no blocker."""
    return [
        (company, variant)
        for company in COMPANIES
        for file in sorted(Path(packaged("policies") / company / "campaigns").glob("*.jsonl"))
        for variant in read_upload(file.read_bytes(), "jsonl", file.name).variants
        if check_variant(variant, policies(company)).verdict is not ReportVerdict.BLOCKED
    ]


def filled(source: str, branch: Branch, values: Mapping[str, str], chance: Random) -> str:
    """What a platform makes of copy."""
    text = ""
    for node in branch.nodes:
        match node:
            case Words(span=span):
                text += source[span.start : span.end]
            case Choice(options=options):
                text += filled(source, chance.choice(options), values, chance)
            case MergeField(name=name, fallback=fallback):
                left_out = fallback is not None and name not in values
                text += filled(source, fallback, values, chance) if fallback and left_out else values[name]
    return text


def rendered(variant: Variant, values: Mapping[str, str], chance: Random) -> Revision:
    parts = variant.revision.parts.items()
    return Revision(**{name.value: filled(text, parse(text).root, values, chance) for name, text in parts})


@pytest.mark.parametrize(("company", "variant"), samples(), ids=lambda one: getattr(one, "id", one))
def test_a_sample_with_ordinary_data_may_go_out(company: str, variant: Variant) -> None:
    chance, known = Random(variant.id), policies(company)
    basis = basis_of(check_variant(variant, known), known)
    region = next(iter(variant.manifest.recipient_regions), "DE")
    for values in (FIELDS, {**FIELDS, "company_name": "Krüger AG", "city": "Lyon"}):
        values = {**values, "postal_address": COMPANIES[company]}
        message = Message(rendered(variant, values, chance), values, country=region)
        assert list(message_refusals(variant, basis, message, known)) == []
