"""What one claim makes of one sentence: carried, altered, out of date, out of place or unqualified."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.entailment import differences
from governance.core.claims.library import Library, PreparedClaim
from governance.core.claims.meaning import Meaning
from governance.core.claims.presence import Surroundings
from governance.core.claims.retrieval import Candidate
from governance.core.claims.statement import Alteration, AlterationKind, Ground, Verdict
from governance.core.copy.variant import Manifest
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim


@dataclass(frozen=True, eq=False)
class Hearing:
    """What a ruling needs to know beside the sentence and the claim."""

    policies: PolicySet
    library: Library
    manifest: Manifest
    around: tuple[Surroundings, ...]


@dataclass(frozen=True)
class Ruling:
    """The verdict that one claim gives for a sentence. `departures` counts all differences found."""

    candidate: Candidate
    verdict: Verdict
    departures: int
    alterations: tuple[Alteration, ...] = ()
    ground: Ground | None = None
    detail: str | None = None

    @property
    def ref(self) -> str:
        return self.candidate.claim.ref

    @property
    def content(self) -> frozenset[str]:
        """Stems of everything that the claim says."""
        claim = self.candidate.claim
        texts = [*claim.wordings, *(text for text in (claim.qualifier, claim.attribution) if text)]
        return frozenset(stem for text in texts for stem in text.content)

    @property
    def approved_text(self) -> str:
        """The wording to use, with its qualifier."""
        qualifier = self.candidate.claim.claim.qualifier
        wording = self.candidate.wording.source
        return f"{wording} {qualifier}" if qualifier else wording


def rule_on(said: Meaning, candidate: Candidate, with_: Sequence[Candidate], hearing: Hearing) -> Ruling:
    """Rule on a sentence by the wording of the claim that it departs from least.

    `with_` are all claims that the sentence states together; their words and figures are approved too.
    """
    others = [other.claim for other in with_ if other.claim is not candidate.claim]
    compared = [_compared(said, wording, candidate.claim, others, hearing) for wording in candidate.claim.wordings]
    found = [(list(differences(comparison)), comparison) for comparison in compared]
    changes, comparison = min(found, key=lambda pair: len(pair[0]))
    if dropped := _source_dropped(comparison, candidate.claim, hearing):
        changes.append(dropped)
    best = Candidate(candidate.claim, comparison.wording, candidate.score)
    return _verdict(best, said, changes, hearing)


def _compared(
    said: Meaning, wording: Meaning, claim: PreparedClaim, others: Sequence[PreparedClaim], hearing: Hearing
) -> Comparison:
    also = [text for text in claim.wordings if text is not wording]
    also += [text for text in (claim.qualifier, claim.attribution) if text]
    for other in others:
        also += [*other.wordings, *(text for text in (other.qualifier, other.attribution) if text)]
    year = hearing.policies.day.year
    return Comparison(said, wording, tuple(also), hearing.library.our_names, claim.claim.category, year)


def _source_dropped(comparison: Comparison, claim: PreparedClaim, hearing: Hearing) -> Difference | None:
    source = claim.attribution
    if source is None or any(around.carries(source) for around in hearing.around):
        return None
    return comparison.whole(AlterationKind.SOURCE_DROPPED, source.source)


def _verdict(candidate: Candidate, said: Meaning, changes: list[Difference], hearing: Hearing) -> Ruling:
    claim, departures = candidate.claim.claim, len(changes)
    if not claim.valid(hearing.policies.day):
        return Ruling(candidate, Verdict.EXPIRED, departures, detail=_why_expired(claim, hearing.policies))
    if ground := _out_of_place(claim, hearing):
        return Ruling(candidate, Verdict.PROHIBITED, departures, ground=ground[0], detail=ground[1])
    if changes:
        alterations = tuple(_alteration(said, change) for change in changes)
        return Ruling(candidate, Verdict.ALTERED, departures, alterations)
    qualifier = candidate.claim.qualifier
    beside = frozenset(candidate.wording.content) | hearing.library.our_names
    if qualifier and not any(around.carries(qualifier, beside) for around in hearing.around):
        return Ruling(candidate, Verdict.MISSING_QUALIFIER, 0, detail=claim.qualifier)
    return Ruling(candidate, Verdict.SUPPORTED, 0)


def _alteration(said: Meaning, change: Difference) -> Alteration:
    span = said.span(change.start, change.end)
    return Alteration(change.kind, span, said.written(change.start, change.end), change.approved)


def _why_expired(claim: Claim, policies: PolicySet) -> str:
    if claim.superseded_by:
        return f"superseded by {policies.claims_by_id[claim.superseded_by].ref}"
    if policies.day < claim.valid_from:
        return f"valid only from {claim.valid_from}"
    ended = f" on {claim.valid_until}" if claim.valid_until else ""
    return f"{claim.status if claim.status != 'approved' else 'expired'}{ended}"


def _out_of_place(claim: Claim, hearing: Hearing) -> tuple[Ground, str] | None:
    """The channel or region in which the claim may not be said."""
    channel = hearing.manifest.channel
    if channel and claim.channels != "all" and channel not in claim.channels:
        return Ground.CHANNEL, f"{channel} is not among its channels: {', '.join(claim.channels)}"
    for region in hearing.manifest.recipient_regions:
        if not hearing.policies.region_allowed(claim.regions, region):
            return Ground.REGION, f"{region} is not among its regions: {', '.join(claim.regions)}"
    return None
