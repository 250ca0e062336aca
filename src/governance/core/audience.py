"""The declared audience of a campaign, held against the ideal customer profile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governance.core.copy.variant import Audience
from governance.core.countries import country_code
from governance.core.policy.qualification import Profile
from governance.core.titles import alternatives, fits, singular


@dataclass(frozen=True, slots=True)
class AudienceVerdict:
    """Inside, outside, or None where facts are missing; with one sentence for each reason."""

    inside: bool | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Miss:
    """A fact that fails, or is not known."""

    known: bool
    reason: str


def judge_audience(audience: Audience | None, profile: Profile | None) -> AudienceVerdict:
    """Three-valued: one failing fact decides outside; otherwise a missing fact leaves it unknown."""
    if profile is None:
        return AudienceVerdict(
            None, ("No qualification policy is in force, so there is no profile to hold it against",)
        )
    if audience is None:
        return AudienceVerdict(None, ("No audience is declared",))
    rules = (_persona, _industry, _employees, _country)
    misses = [miss for rule in rules for miss in rule(audience, profile)]
    inside = False if any(miss.known for miss in misses) else None if misses else True
    return AudienceVerdict(inside, tuple(miss.reason for miss in misses))


def _persona(audience: Audience, profile: Profile) -> Iterator[_Miss]:
    titles = alternatives(audience.persona or "")
    if not titles:
        yield _missing("persona")
    for title in titles:
        if not any(fits(title, persona) for persona in profile.personas):
            allowed = ", ".join(f"{p.id} ({p.seniority_at_least} or above)" for p in profile.personas)
            yield _Miss(True, f"persona “{title}” is not in the profile; allowed are {allowed}")


def _industry(audience: Audience, profile: Profile) -> Iterator[_Miss]:
    declared = _singular(audience.industry or "")
    listed = {_singular(name) for one in profile.industries for name in (one.id, *one.includes)}
    if not declared:
        yield _missing("industry")
    elif declared in {_singular(name) for name in profile.exclude}:
        yield _Miss(True, f"industry “{audience.industry}” is excluded by the profile")
    elif declared not in listed:
        allowed = ", ".join(one.id for one in profile.industries)
        yield _Miss(True, f"industry “{audience.industry}” is not in the profile; allowed are {allowed}")


def _employees(audience: Audience, profile: Profile) -> Iterator[_Miss]:
    """The whole declared range must lie inside. One end outside decides, even if the other is not known."""
    low, high = audience.employees_min, audience.employees_max
    least, most = profile.employees.from_, profile.employees.to
    allowed = f"allowed are {least} to {most}" if most is not None else f"allowed are {least} or more"
    if low is not None and high is not None and low > high:
        yield _Miss(True, f"employees_min {low} is above employees_max {high}; {allowed}")
        return
    outside = [v for v in (low, high) if v is not None and (v < least or (most is not None and v > most))]
    if outside:
        sizes = "–".join("?" if size is None else str(size) for size in (low, high))
        yield _Miss(True, f"{sizes} employees reach outside the profile; {allowed}")
    if low is None and least > 0:
        yield _missing("employees_min")
    if high is None and most is not None:
        yield _missing("employees_max")


def _country(audience: Audience, profile: Profile) -> Iterator[_Miss]:
    declared = audience.country
    if not declared or not declared.strip():
        yield _missing("country")
    elif country_code(declared) not in {country_code(name) for name in profile.countries}:
        allowed = ", ".join(profile.countries)
        yield _Miss(True, f"country “{declared}” is not in the profile; allowed are {allowed}")


def _missing(field: str) -> _Miss:
    return _Miss(False, f"{field} is not declared")


def _singular(name: str) -> str:
    """An industry's name in lower case and singular, however its words are joined."""
    return "".join(singular(word) for word in re.findall(r"\w+", name.casefold().replace("_", " ")))
