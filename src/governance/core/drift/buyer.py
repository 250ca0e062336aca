"""Whom a message addresses: as declared, and as its words say (“As a CMO …”)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from governance.core.audience import AudienceVerdict
from governance.core.claims.meaning import REMEMBERED
from governance.core.copy.variant import Audience
from governance.core.drift.element import Carried, Element, ElementName, place_of, together
from governance.core.drift.said import Said
from governance.core.policy.policy_set import PolicySet
from governance.core.titles import alternatives, fits, read_title

_AS_A = re.compile(r"(?<!\w)as an? (?P<title>\w+(?: (?:of|for|and) \w+| \w+){0,3})")
_NOT_DECLARED = "not declared"


def audience(said: Sequence[Said], declared: Audience | None, verdict: AudienceVerdict, policies: PolicySet) -> Element:
    """The declared audience beside the profile, and every job title that the words speak to."""
    profile = policies.qualification.profile if policies.qualification else None
    approved = ", ".join(persona.id.replace("-", " ") for persona in profile.personas) if profile else None
    departs = verdict.inside is False
    persona = (
        None
        if departs or declared is None
        else _persona(next(iter(alternatives(declared.persona or "")), ""), policies)
    )
    words = persona.replace("-", " ") if persona else ", ".join(_words(declared)) if declared else ""
    first = Carried(words or _NOT_DECLARED, persona, approved, departs, ())
    return Element(ElementName.AUDIENCE, together((first, *_spoken_to(said, approved, policies))))


def is_other_buyer(declared: Audience | None, policies: PolicySet) -> bool:
    """Whether a declared persona is none of the profile's. What is not known is no other buyer."""
    if declared is None or not declared.persona or policies.qualification is None:
        return False
    return any(_persona(title, policies) is None for title in alternatives(declared.persona))


@lru_cache(maxsize=REMEMBERED)
def _persona(title: str, policies: PolicySet) -> str | None:
    """The persona of the profile that a title is."""
    personas = policies.qualification.profile.personas if policies.qualification else ()
    return next((persona.id for persona in personas if fits(title, persona)), None)


def _words(declared: Audience) -> Iterator[str]:
    yield from (fact for fact in (declared.persona, declared.industry) if fact)
    sizes = (declared.employees_min, declared.employees_max)
    if sizes != (None, None):
        yield "–".join("?" if size is None else f"{size}" for size in sizes) + " employees"
    if declared.country:
        yield declared.country


def _spoken_to(said: Sequence[Said], approved: str | None, policies: PolicySet) -> Iterator[Carried]:
    for one in said:
        for found in _AS_A.finditer(one.meaning.folded.text):
            if title := _title(found["title"]):
                departs = approved is not None and _persona(title, policies) is None
                yield Carried(f"speaks to: {title}", None, approved, departs, (place_of(one),))


def _title(words: str) -> str | None:
    """The shortest beginning of these words that is a title with a level."""
    parts = words.split()
    beginnings = (" ".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((one for one in beginnings if _is_title(one)), None)


def _is_title(words: str) -> bool:
    read = read_title(words)
    return read.level is not None and bool(read.functions)
