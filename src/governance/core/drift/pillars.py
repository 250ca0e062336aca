"""Which pillars of the talk track a message carries: through its claims, and through the words of the pillar."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from governance.core.claims.library import library
from governance.core.claims.meaning import REMEMBERED, Meaning, meaning
from governance.core.claims.quantity import equal
from governance.core.drift.element import Carried, Element, ElementName, place_of, together
from governance.core.drift.everyday import EVERYDAY
from governance.core.drift.said import Said
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Pillar

_ENOUGH = 2
"""So many words or figures in common make a sentence one about the pillar."""


def pillars(said: Sequence[Said], policies: PolicySet) -> Element:
    """A message departs that carries no pillar and makes no other approved point."""
    carried = together(_carried(said, policies))
    declared = policies.talk_track.pillars
    if not carried and declared and not any(one.makes_a_point for one in said):
        carried = (Carried("none", None, in_words(pillar.id for pillar in declared), True, ()),)
    return Element(ElementName.PILLARS, carried)


def in_words(ids: Iterator[str]) -> str:
    return ", ".join(id.replace("-", " ").replace("_", " ") for id in ids)


def _carried(said: Sequence[Said], policies: PolicySet) -> Iterator[Carried]:
    for one in said:
        if one.makes_a_point:
            claims = [_pillar_of_claim(ref, policies) for ref in one.statement.claims]
            found = claims or [nearest_pillar(one.meaning, policies)]
            for pillar in filter(None, found):
                yield Carried(in_words(iter([pillar.id])), pillar.id, pillar.says, False, (place_of(one),))


@lru_cache(maxsize=REMEMBERED)
def _pillar_of_claim(ref: str, policies: PolicySet) -> Pillar | None:
    """The pillar that shares enough with a wording of the claim `id@n`."""
    wordings = policies.claims_by_ref[ref].claim.wordings
    return next(filter(None, (nearest_pillar(meaning(wording), policies) for wording in wordings)), None)


def nearest_pillar(said: Meaning, policies: PolicySet) -> Pillar | None:
    """The pillar that shares most words and figures with a sentence, if any shares enough."""
    names = library(policies).our_names
    shared = [(_shared(said, meaning(pillar.says), names), pillar) for pillar in policies.talk_track.pillars]
    most, pillar = max(shared, key=lambda pair: pair[0], default=(0, None))
    return pillar if most >= _ENOUGH else None


def _shared(said: Meaning, pillar: Meaning, our_names: frozenset[str]) -> int:
    words = (said.content & pillar.content) - our_names - EVERYDAY
    figures = [one for one in said.quantities if any(equal(one, other) for other in pillar.quantities)]
    return len(words) + len(figures)
