"""Copy, manifests and what decisions rest on, as JSON values of rows and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from governance.core.copy.variant import Audience, Generator, Manifest, Revision, Step, Variant
from governance.core.review.basis import Basis, CheckedUnder, ClaimTerms, FindingKey


def revision_of(content: Mapping[str, Any]) -> Revision:
    return Revision(**content)


def manifest_of(value: Mapping[str, Any]) -> Manifest:
    audience = value.get("audience")
    return Manifest(
        **{name: field for name, field in value.items() if name not in ("audience", "regions", "links")},
        regions=_tuple(value.get("regions")),
        links=_tuple(value.get("links")),
        audience=Audience(**audience) if audience is not None else None,
    )


def generator_of(value: Mapping[str, Any] | None) -> Generator | None:
    return Generator(**value) if value is not None else None


def step_of(value: Mapping[str, Any] | None) -> Step | None:
    return Step(**value) if value is not None else None


def variant_json(variant: Variant) -> dict[str, Any]:
    """A variant as an upload keeps it until it has a row of its own: JSON values, so without tuples."""
    return asdict(variant, dict_factory=_as_json)


def _as_json(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields}


def variant_of(value: Mapping[str, Any]) -> Variant:
    return Variant(
        id=value["id"],
        revision=revision_of(value["revision"]),
        manifest=manifest_of(value["manifest"]),
        campaign=value.get("campaign"),
        generator=generator_of(value.get("generator")),
        step=step_of(value.get("step")),
    )


def basis_json(basis: Basis) -> dict[str, Any]:
    findings = [[f.code, f.severity, f.part, f.quote] for f in basis.findings]
    claims = [
        [c.ref, c.digest, c.category, c.approved, c.begins.isoformat(), c.ends.isoformat() if c.ends else None]
        for c in basis.claims
    ]
    return {"findings": sorted(findings), "claims": sorted(claims, key=lambda claim: claim[0])}


def basis_of(value: Mapping[str, Any], checked_under: CheckedUnder) -> Basis:
    return Basis(
        checked_under,
        frozenset(FindingKey(*finding) for finding in value["findings"]),
        frozenset(_claim(*claim) for claim in value["claims"]),
    )


def _claim(ref: str, digest: str, category: str, approved: bool, begins: str, ends: str | None) -> ClaimTerms:
    until = datetime.fromisoformat(ends) if ends else None
    return ClaimTerms(ref, digest, category, approved, datetime.fromisoformat(begins), until)


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return tuple(values) if values is not None else None
