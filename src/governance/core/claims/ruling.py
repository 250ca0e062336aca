"""What one claim makes of one sentence: carried, altered, out of date, out of place or unqualified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from governance.core.claims.customer_proof import CUSTOMER_PROOF, customer_differences, names_the_customer
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.entailment import differences, own_differences
from governance.core.claims.library import Library, PreparedClaim
from governance.core.claims.matter import matter_differences
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.retrieval import Candidate
from governance.core.claims.statement import AlterationKind, Ground, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim


class Hearing(NamedTuple):
    """All beside its words that a sentence is judged by; the same words in the same hearing are judged once.

    `headline` is said of a subject. `named` are the sources of claims that the message names; `before` is the
    sentence before, `after_us` whether it spoke of us, `told` the numbers of the claims that it stated.
    """

    policies: PolicySet
    library: Library
    channel: str | None
    regions: tuple[str, ...]
    headline: bool
    named: frozenset[Meaning] = frozenset()
    before: Meaning | None = None
    after_us: bool = False
    told: frozenset[Fraction] = frozenset()


@dataclass(frozen=True, eq=False)
class Ruling:
    """The verdict that one claim gives for a sentence, with all differences found.

    `by_own_words` are those that only the talk track's own language finds. They do not weigh in which claim is
    stated, so that another one never takes a sentence over because of them.
    """

    candidate: Candidate
    verdict: Verdict
    differences: tuple[Difference, ...]
    by_own_words: tuple[Difference, ...] = ()
    ground: Ground | None = None
    detail: str | None = None
    nameless: bool = False

    @property
    def found(self) -> tuple[Difference, ...]:
        """All differences, those by the talk track's own words last."""
        return (*self.differences, *self.by_own_words)

    @property
    def ref(self) -> str:
        return self.candidate.claim.ref

    @property
    def texts(self) -> tuple[Meaning, ...]:
        """Everything that the claim says."""
        claim = self.candidate.claim
        return (*claim.wordings, *(text for text in (claim.qualifier, claim.attribution) if text))

    @property
    def content(self) -> frozenset[str]:
        """Stems of everything that the claim says."""
        return frozenset(stem for text in self.texts for stem in text.content)

    @property
    def names(self) -> frozenset[str]:
        """Words of all names in the claim's wordings."""
        return frozenset(word for text in self.candidate.claim.wordings for word in text.name_words)

    def approved_text(self, policies: PolicySet) -> str | None:
        """The wording to use, with its qualifier and source; the successor's where there is one, else none."""
        claim, wording = self.candidate.claim.claim, self.candidate.wording.source
        if self.verdict is Verdict.EXPIRED:
            if claim.superseded_by is None:
                return None
            claim = policies.claims_by_id[claim.superseded_by].claim
            wording = claim.wordings[0]
        source = claim.attribution
        named = f"{wording} (Source: {source})" if source and source.casefold() not in wording.casefold() else wording
        return f"{named} {claim.qualifier}" if claim.qualifier else named

    @property
    def fit(self) -> float:
        """How well the claim explains the sentence: nearness, less what it leaves unexplained."""
        usable = 0.0 if self.verdict in (Verdict.EXPIRED, Verdict.PROHIBITED) else 0.05
        nameless = 0.45 if self.nameless else 0.0
        return self.candidate.score + usable - nameless - 0.15 * len(self.differences)


def rule_on(said: Meaning, candidate: Candidate, with_: Sequence[Candidate], hearing: Hearing) -> Ruling:
    """Rule on a sentence by the wording of the claim that it departs from least.

    `with_` are all claims that the sentence states together; their words and figures are approved too.
    A subject is a headline: what it leaves out may stand in the message, what it says may not differ.
    """
    others = tuple(other.claim for other in with_ if other.claim is not candidate.claim)
    comparison, found = _closest(said, candidate.claim, others, hearing.library, hearing.policies.day.year)
    changes = (
        *found,
        *matter_differences(comparison),
        *_source_dropped(comparison, candidate.claim, hearing),
        *_customer_changed(comparison, candidate, hearing),
    )
    if hearing.headline:
        changes = tuple(change for change in changes if not change.omission)
    own = tuple(one for one in own_differences(comparison, hearing.library.own) if one not in changes)
    nearest = Candidate(candidate.claim, comparison.wording, candidate.score)
    return _verdict(Ruling(nearest, Verdict.SUPPORTED, changes, own), said, hearing)


@lru_cache(maxsize=REMEMBERED)
def _closest(
    said: Meaning, claim: PreparedClaim, others: tuple[PreparedClaim, ...], library: Library, year: int
) -> tuple[Comparison, tuple[Difference, ...]]:
    """The comparison with the wording of a claim that the sentence departs from least."""
    compared = [_compared(said, wording, claim, others, library, year) for wording in claim.wordings]
    return min(((comparison, differences(comparison)) for comparison in compared), key=lambda pair: len(pair[1]))


def _compared(
    said: Meaning,
    wording: Meaning,
    claim: PreparedClaim,
    others: Sequence[PreparedClaim],
    library: Library,
    year: int,
) -> Comparison:
    also = [text for text in claim.wordings if text is not wording]
    also += [text for text in (claim.qualifier, claim.attribution) if text]
    for other in others:
        also += [*other.wordings, *(text for text in (other.qualifier, other.attribution) if text)]
    beside = tuple(text for other in others for text in other.wordings)
    return Comparison(said, wording, tuple(also), claim.attribution, library.our_names, year, beside, library.groups)


def _source_dropped(comparison: Comparison, claim: PreparedClaim, hearing: Hearing) -> Iterator[Difference]:
    source = claim.attribution
    if source and source not in hearing.named:
        yield comparison.whole(AlterationKind.SOURCE_DROPPED, source.source)


def _customer_changed(comparison: Comparison, candidate: Candidate, hearing: Hearing) -> Iterator[Difference]:
    if candidate.claim.claim.category == CUSTOMER_PROOF:
        library = hearing.library
        yield from customer_differences(
            comparison.sentence, candidate.wording, library.our_names, hearing.before, library.names
        )


def _verdict(found: Ruling, said: Meaning, hearing: Hearing) -> Ruling:
    """The ruling with its verdict: what time and place make of the claim, and what was changed or left out."""
    candidate, claim = found.candidate, found.candidate.claim.claim
    named = names_the_customer(said, candidate.wording, hearing.library.our_names)
    ruling = replace(found, nameless=claim.category == CUSTOMER_PROOF and not named)
    if not claim.valid(hearing.policies.day):
        return replace(ruling, verdict=Verdict.EXPIRED, detail=_why_expired(claim, hearing.policies))
    if place := _out_of_place(claim, hearing):
        return replace(ruling, verdict=Verdict.PROHIBITED, ground=place[0], detail=place[1])
    return replace(ruling, verdict=Verdict.ALTERED) if found.found else ruling


def unqualified(ruling: Ruling) -> Ruling:
    """The ruling where the qualifier that the claim needs stands nowhere in the message."""
    return replace(ruling, verdict=Verdict.MISSING_QUALIFIER, detail=ruling.candidate.claim.claim.qualifier)


def _why_expired(claim: Claim, policies: PolicySet) -> str:
    if claim.superseded_by:
        return f"superseded by {policies.claims_by_id[claim.superseded_by].ref}"
    if policies.day < claim.valid_from:
        return f"valid only from {claim.valid_from}"
    ended = f" on {claim.valid_until}" if claim.valid_until else ""
    return f"{claim.status if claim.status != 'approved' else 'expired'}{ended}"


def _out_of_place(claim: Claim, hearing: Hearing) -> tuple[Ground, str] | None:
    """The channel or region in which the claim may not be said."""
    channel = hearing.channel
    if channel and claim.channels != "all" and channel not in claim.channels:
        return Ground.CHANNEL, f"{channel} is not among its channels: {', '.join(claim.channels)}"
    for region in hearing.regions:
        if not hearing.policies.region_allowed(claim.regions, region):
            return Ground.REGION, f"{region} is not among its regions: {', '.join(claim.regions)}"
    return None
