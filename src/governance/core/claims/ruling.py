"""What one claim makes of one sentence: carried, altered, out of date, out of place or unqualified."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from governance.core.claims.assertions import continues
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.entailment import differences
from governance.core.claims.lexicon import any_of
from governance.core.claims.library import Library, PreparedClaim
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.message import PartMeaning
from governance.core.claims.retrieval import Candidate
from governance.core.claims.statement import AlterationKind, Ground, Verdict
from governance.core.copy.variant import Manifest, PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim

_MANY = any_of(
    r"""(?:customers|clients|users|companies|businesses|firms|shops|retailers|teams|groups|chains|sites|plants|labs
    |hospitals|distributors|employers|organi[sz]ations|members)|you(?:'ll|'d)?"""
)
_ONE = any_of(
    r"(?:one|a|an|another|this|that) (?:[\w-]+ ){0,3}(?:customer|client|user|company|business|firm|shop|retailer"
    r"|team|group|chain|site|plant|lab|hospital|distributor|employer|organi[sz]ation|member)|one of (?:our|the)"
)


@dataclass(frozen=True, eq=False)
class Hearing:
    """What a ruling needs to know beside the sentence and the claim.

    `around` is where a qualifier may stand; `before` is the sentence before, `after_us` whether it spoke of us.
    """

    policies: PolicySet
    library: Library
    manifest: Manifest
    part: PartName
    around: tuple[PartMeaning, ...]
    before: Meaning | None
    after_us: bool


@dataclass(frozen=True)
class Ruling:
    """The verdict that one claim gives for a sentence, with all differences found."""

    candidate: Candidate
    verdict: Verdict
    differences: tuple[Difference, ...]
    ground: Ground | None = None
    detail: str | None = None
    nameless: bool = False

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
    around = (
        _source_dropped(comparison, candidate.claim, hearing),
        _another_customer(comparison, candidate, hearing),
        _generalised(comparison, candidate, hearing),
    )
    changes = (*found, *(change for change in around if change))
    if hearing.part is PartName.SUBJECT:
        changes = tuple(change for change in changes if not change.omission)
    return _verdict(Candidate(candidate.claim, comparison.wording, candidate.score), said, changes, hearing)


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
    return Comparison(said, wording, tuple(also), claim.attribution, library.our_names, year)


def _source_dropped(comparison: Comparison, claim: PreparedClaim, hearing: Hearing) -> Difference | None:
    source = claim.attribution
    if source is None or any(around.names(source) for around in hearing.around):
        return None
    return comparison.whole(AlterationKind.SOURCE_DROPPED, source.source)


def _another_customer(comparison: Comparison, candidate: Candidate, hearing: Hearing) -> Difference | None:
    """`They …` behind a sentence about one customer states what was approved of another."""
    before, said = hearing.before, comparison.sentence
    if candidate.claim.claim.category != "customer_proof" or before is None or not continues(said):
        return None
    ours = hearing.library.our_names
    theirs = candidate.wording.name_words - ours
    others = before.name_words - ours
    if not theirs or not others or theirs & others or _names_the_customer(said, candidate, hearing):
        return None
    first = said.tokens[0]
    return Difference(AlterationKind.ENTITY_SWAP, first.start, first.end, _customer(candidate, hearing))


def _generalised(comparison: Comparison, candidate: Candidate, hearing: Hearing) -> Difference | None:
    """What one customer reached, told of customers or of the reader. One unnamed customer is still one."""
    said = comparison.sentence
    if candidate.claim.claim.category != "customer_proof" or _names_the_customer(said, candidate, hearing):
        return None
    named_before = hearing.before is not None and _names_the_customer(hearing.before, candidate, hearing)
    many = _MANY.search(said.folded.text)
    if named_before or many is None or _ONE.search(said.folded.text):
        return None
    return Difference(AlterationKind.SCOPE_WIDENED, *many.span(), _customer(candidate, hearing))


def _customer(candidate: Candidate, hearing: Hearing) -> str:
    """The customer that a proof names, as the wording writes it."""
    ours, wording = hearing.library.our_names, candidate.wording
    theirs = (name for name in wording.names if not frozenset(name.text.split()) <= ours)
    return next((wording.written_name(name) for name in theirs), "")


def _verdict(candidate: Candidate, said: Meaning, changes: tuple[Difference, ...], hearing: Hearing) -> Ruling:
    claim = candidate.claim.claim
    nameless = claim.category == "customer_proof" and not _names_the_customer(said, candidate, hearing)
    ruling = Ruling(candidate, Verdict.SUPPORTED, changes, nameless=nameless)
    if not claim.valid(hearing.policies.day):
        return replace(ruling, verdict=Verdict.EXPIRED, detail=_why_expired(claim, hearing.policies))
    if place := _out_of_place(claim, hearing):
        return replace(ruling, verdict=Verdict.PROHIBITED, ground=place[0], detail=place[1])
    if changes:
        return replace(ruling, verdict=Verdict.ALTERED)
    qualifier = candidate.claim.qualifier
    beside = candidate.wording.content | hearing.library.our_names
    headline = hearing.part is PartName.SUBJECT
    if qualifier and not headline and not any(around.carries(qualifier, beside) for around in hearing.around):
        return replace(ruling, verdict=Verdict.MISSING_QUALIFIER, detail=claim.qualifier)
    return ruling


def _names_the_customer(said: Meaning, candidate: Candidate, hearing: Hearing) -> bool:
    customers = candidate.wording.name_words - hearing.library.our_names
    return not customers or bool(customers & frozenset(token.text for token in said.tokens))


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
