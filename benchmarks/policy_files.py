"""A company of the evaluation data as policy files: from its fields alone, the same way for every company."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks import places
from benchmarks.company import Company, Row

OUT_OF_SCOPE_RULES = {"channel": "CH", "region": "RG"}
"""Rule ids of the data that repeat the channels and regions of the claims; they are not never-say rules."""

_CATEGORIES = ("metric", "capability", "customer_proof", "comparative", "price_offer", "security_compliance")
_SENIORITIES = ("intern", "individual_contributor", "manager", "head", "director", "vp", "c_level")
_TIME_ZONE = re.compile(r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+\b")


class _PlainYaml(yaml.SafeDumper):
    """YAML without aliases, which the policy loader refuses, and with every text in quotes."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')


_PlainYaml.add_representer(str, _PlainYaml.represent_str)


def write_policies(documents: dict[str, Row], folder: Path) -> None:
    """Write each document to `NAME.yaml` in the folder."""
    for name, document in documents.items():
        text = yaml.dump(document, Dumper=_PlainYaml, sort_keys=False, allow_unicode=True, width=10_000)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def policy_documents(company: Company) -> dict[str, Row]:
    """The documents of a company's policy folder by file name."""
    return {
        "workspace": _workspace(company),
        "message-standard": _head(company, "message_standard") | _message_standard(company),
        "talk-track": _head(company, "talk_track") | _talk_track(company),
        "qualification": _head(company, "qualification") | _qualification(company.profile),
        "approval": _head(company, "approval") | _approval(company.standards),
    }


def _workspace(company: Company) -> Row:
    zone = _TIME_ZONE.search(str(company.standards.get("approval_policy", {}).get("business_hours")))
    return {
        "key": company.key,
        "name": company.talk_track.name,
        "time_zone": zone[0] if zone else "UTC",
        "business_hours": {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"},
    }


def _head(company: Company, kind: str) -> Row:
    return {
        "kind": kind,
        "key": f"{company.key}-{kind.replace('_', '-')}",
        "title": f"{company.talk_track.name}: {kind.replace('_', ' ')}",
        "in_force_from": date.fromisoformat(company.standards["effective_from"]),
        "reason": "Converted from evaluation data.",
    }


def _message_standard(company: Company) -> Row:
    standards = company.standards
    return {
        "groups": places.groups(places.allowed(claim["regions"]) for claim in company.claims),
        "channels": {name: _channel(name, standards) for name in standards["channels"]},
        "merge_fields": standards["merge_tags_allowed"],
        "words": {"forbidden": [{"text": phrase} for phrase in standards["banned_phrases"]]},
        "competitors": {"names": standards["competitors"], "rule": "never"},
        "tone": {"shouting": "forbidden"},
    }


def _channel(name: str, standards: Row) -> Row:
    elements = standards["required_elements"].get(name, [])
    seen = [element for element in elements if element == "subject" or element.startswith("{{")]
    return {
        "require": seen,
        "require_said": [element for element in elements if element not in seen],
        "limits": _limits(standards["length_limits"].get(name, {}))
        | _set({"links": standards.get("max_links", {}).get(name)})
        | _set({"exclamation_marks": standards.get("tone", {}).get("max_exclamation_marks")}),
    }


def _limits(limits: Row) -> Row:
    by_kind = _set({"cold": limits.get("cold_max_words"), "followup": limits.get("followup_max_words")})
    return _set(
        {
            "subject_chars": limits.get("subject_max_chars"),
            "chars": limits.get("max_chars"),
            "words": by_kind or limits.get("max_words"),
        }
    )


def _talk_track(company: Company) -> Row:
    page, rules = company.talk_track, company.standards.get("prohibited_claims", [])
    return {
        "names": _names(company),
        "positioning": page.positioning,
        "buyers": [title for persona in company.profile["personas"] for title in persona["titles"]],
        "pillars": [{"id": f"pillar-{n}", "says": says} for n, says in enumerate(page.pillars, start=1)],
        "offers": [{"id": "ask", "says": page.ask}] if page.ask else [],
        "objections": [{"hears": hears, "answers": answers} for hears, answers in page.objections],
        "claims": [_claim(row, company) for row in company.claims],
        "never_say": [
            {"id": rule["id"], "rule": rule["rule"]} for rule in rules if rule["id"] not in OUT_OF_SCOPE_RULES.values()
        ],
    }


def _names(company: Company) -> list[str]:
    """The full name, and the company's key as the approved wordings write it."""
    wordings = " ".join(row["approved_wording"] for row in company.claims)
    written = re.findall(rf"(?i)\b{re.escape(company.key)}\b", f"{company.talk_track.name} {wordings}")
    return _unique([company.talk_track.name, *written])


def _claim(row: Row, company: Company) -> Row:
    category = row["category"].replace("-", "_")
    channels = [channel for channel in row["channels"] if channel in company.standards["channels"]]
    return {
        "id": row["id"],
        "category": category if category in _CATEGORIES else "capability",
        "wordings": [row["approved_wording"]],
        "qualifier": row["required_qualifier"],
        "attribution": row["attribution_required"],
        "evidence": row["source"] or "Not named in the data.",
        "owner": _roles(company.standards)[0],
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_until": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        "channels": channels or "all",
        "regions": places.allowed(row["regions"]),
    } | _life(row, {other["id"] for other in company.claims})


def _life(row: Row, ids: set[str]) -> Row:
    """Status and successor, in the words of policy files: a successor that is no claim is none."""
    status = row["status"] if row["status"] in ("approved", "expired", "retired", "superseded") else "retired"
    successor = row["superseded_by"] if row["superseded_by"] in ids and status != "approved" else None
    if status == "superseded" and successor is None:
        status = "retired"
    return {"status": status, "superseded_by": successor}


def _qualification(profile: Row) -> Row:
    least, most = profile["employee_range"]["min"], profile["employee_range"]["max"]
    named = profile.get("seniority_min")
    seniority = named if named in _SENIORITIES else "manager"
    return {
        "profile": {
            "personas": [
                {"id": row["id"], "titles": row["titles"], "seniority_at_least": seniority}
                for row in profile["personas"]
            ],
            "industries": [{"id": row["id"], "includes": row["includes"]} for row in profile["industries"]],
            "employees": {"from": least, "to": most},
            "countries": places.codes(profile["countries"]),
            "exclude": profile["exclusions"],
        },
        "stages": {
            "mql": {"all": [{"id": "size", "field": "company.employees", "between": [least, most]}]},
        },
    }


def _roles(standards: Row) -> list[str]:
    return _unique([stage["role"] for stage in standards["approval_policy"]["stages"]])


def _approval(standards: Row) -> Row:
    policy, roles = standards["approval_policy"], _roles(standards)
    documents = ("message_standard", "talk_track", "qualification", "approval")
    return {
        "roles": roles,
        "owners": dict.fromkeys(documents, roles[:1]),
        "requirements": [{"id": role, "role": role, "approvals": 1} for role in roles],
        "approval_valid_days": policy["approval_valid_days"],
        "permit_lasts_days": policy["approval_valid_days"],
    }


def _set(values: Row) -> Row:
    """The values that are there."""
    return {name: value for name, value in values.items() if value not in (None, {})}


def _unique(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))
