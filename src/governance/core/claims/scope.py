"""Scope: all and always where the approval covered some, most, those within a limit, or a narrower place."""

import re
from collections.abc import Iterator
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.lexicon import any_of
from governance.core.claims.limits import limits
from governance.core.claims.meaning import Meaning
from governance.core.claims.numbers import number_at
from governance.core.claims.places import is_within, members
from governance.core.claims.quantity import Change, Kind
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import Hedge
from governance.core.claims.thesaurus import is_noun, is_people
from governance.core.claims.words import Token, is_content, stem, text_at, texts_at

_ALONE = any_of(
    r"""always|forever|unlimited|endless|instantly|everyone|everybody|everywhere|anywhere
    |worldwide|globally|24/7|(?:a)?round the clock|24 hours a day
    |365 days a year|(?:7|seven) days a week|of any (?:size|kind|sort|type)|whichever|regardless|no matter
    |(?:wherever|whoever|whatever) \w+ \w+(?: \w+)?
    |however \w+"""
)
_ANYONE = ("anyone", "anybody", "anything")
_FLOATING = re.compile(r"(?:can|could|may|will|are|were|is|be|have|has|, .* and(?: \w+){1,3}) $")
"""What stands before an `all` that sums up the subjects: `A, B and C can all be connected`."""
_BUT = any_of("but|except|other than|besides", before=" ")
_OF_THEM = any_of("(?:all|each|every one|any) of (?:them|these|those|it|us)")
_OTHERS = any_of("(?:any|every|all(?: the)?) (?:other|others)")
_PERSONS = ("everyone", "everybody")
_BESIDE = re.compile(r"(?:since|because|as) it $|(?:before|until|whenever|if) $")
_ANY_DAY = re.compile(r"any (?:working|business|given|normal) (?:day|hour|week)")
_IN_FULL = any_of("all (?:within|inside|in|by|before|during|under|at|from|on)")
"""`…, all within its first year`: what was told, in its whole."""
_EVERY_DAY = any_of("365 days a year|(?:7|seven) days a week")
_YEAR_ROUND = any_of("every (?:single )?day(?: of the year)?|all year(?: round)?|365 days a year")
_WHOLE_GROUP = any_of("(?:everyone|everybody) (?:we|who|that|on|in|from|at|with)", before=r"^\W*")
_TOGETHER = any_of("together|altogether|in total|combined|between them")
_OF_IT = re.compile(r" ?(?:of )?(?:(?:the|all|its|our|your|their) )?(?P<noun>\w+(?: \w+)?)\b")
REPEATS = 0.6
"""Share of content words in common from which a sentence repeats its wording."""
_LIMITING = frozenset("that who which whose with without of from for in on at over under between above below".split())
_WHO = frozenset({"we", "you", "they", "it"})
"""What begins a clause behind the noun that it limits: `parts we replace`."""
_BY_TIME = frozenset({"before", "until", "after", "by", "within"})
"""What stands behind a word that limits: `orders placed before 2 pm`."""
_DAYS = frozenset(map(stem, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")))
_PER_UNIT = frozenset(
    stem(w) for w in "hour day week month quarter year hundred thousand time cycle one 100 1,000".split()
)


def scope_differences(compared: Comparison) -> Iterator[Difference]:
    """Words that claim everything or everyone where no approved text does, and places wider than the approved."""
    yield from _wider_places(compared)
    yield from _whole_for_part(compared)
    sentence = compared.sentence
    everywhere, covered = _covered(compared)
    averaged = Hedge.TYPICAL in sentence.hedges
    for start, end in sentence.widening:
        noun = "" if sentence.folded.text[start:end] in _ANYONE else _noun_after(sentence, end)
        alone = _ALONE.fullmatch(sentence.folded.text[start:end])
        if (
            _ANY_DAY.match(sentence.folded.text, start)
            or _BUT.match(sentence.folded.text, end)
            or _floats(sentence.folded.text, start, end)
            or _OF_THEM.match(sentence.folded.text, start)
            or (averaged and sentence.folded.text[:start].endswith(("over ", "across ", "of ")))
            or (_IN_FULL.match(sentence.folded.text, start) and sentence.folded.text[:start].endswith(", "))
            or everywhere
            or _is_every_day(compared, start)
            or noun in _PER_UNIT
            or (noun in _DAYS and noun in compared.approved_content)
            or noun in covered
            or _narrowed(sentence, start, end)
        ):
            continue
        stated = noun in compared.wording.content and not _per(compared, noun) and not _said_of_all(compared, noun)
        others = _OTHERS.match(sentence.folded.text, start) or _stands_for_names(compared)
        if stated or others or (alone and not _aside(sentence, start, end, stated)):
            yield Difference(AlterationKind.SCOPE_WIDENED, start, end, "")


def _covered(compared: Comparison) -> tuple[bool, frozenset[str]]:
    """Whether an approved text claims always or everywhere, and the nouns of which it claims all."""
    found = [(text, *place) for text in compared.approved for place in text.universals]
    alone = any(_ALONE.fullmatch(text.folded.text[start:end]) for text, start, end in found)
    nouns = {noun for text, _, end in found for noun in _nouns_after(text, end)}
    nouns |= {_noun_after(text, token.end) for text in compared.approved for token in text.tokens if token.text == "no"}
    return alone, frozenset(nouns)


def _floats(text: str, start: int, end: int) -> bool:
    """`A, B and C can all be connected`, `85 customers, each with two years`."""
    summed = text[start:end] == "each" and text[:start].endswith(", ") and text[end:].startswith(" with ")
    return summed or (text[start:end] in ("all", "each") and bool(_FLOATING.search(text[:start])))


def _is_every_day(compared: Comparison, start: int) -> bool:
    """`365 days a year` for `every day of the year`."""
    said = _EVERY_DAY.match(compared.sentence.folded.text, start)
    return bool(said) and any(_YEAR_ROUND.search(text.folded.text) for text in compared.approved)


def _wider_places(compared: Comparison) -> Iterator[Difference]:
    approved = {place for text in compared.approved for place in text.places}
    for place, (start, end) in compared.sentence.places.items():
        narrower = [one for one in compared.wording.places if is_within(one, place)]
        if (
            narrower
            and place not in approved
            and not members(place) <= approved
            and not approved.intersection(compared.sentence.places)
        ):
            words = compared.wording.written(*compared.wording.places[narrower[0]])
            yield Difference(AlterationKind.SCOPE_WIDENED, start, end, words)


def _whole_for_part(compared: Comparison) -> Iterator[Difference]:
    """`refunds the fee`, where `15% of the fee` were approved."""
    sentence, wording = compared.sentence, compared.wording
    shared = any(one.kind in (Kind.SHARE, Kind.MULTIPLE) for one in sentence.quantities)
    numbers = {number for one in sentence.quantities for number in (one.written, 100 - one.written)}
    if shared or Hedge.SOME in sentence.hedges or overlap(sentence, wording) < REPEATS:
        return
    for share in wording.quantities:
        of_it = _OF_IT.match(wording.folded.text, share.end)
        part = share.kind is Kind.SHARE and share.change is Change.NONE
        unsaid = part and share.written not in numbers
        named = of_it and not sentence.content.isdisjoint(map(stem, of_it["noun"].split()))
        if unsaid and of_it and (named or sentence.widening):
            yield compared.whole(AlterationKind.SCOPE_WIDENED, wording.written(share.start, of_it.end()))
            return


def _stands_for_names(compared: Comparison) -> bool:
    """`scanners from any maker`, where makers were named."""
    source = compared.attribution.name_words if compared.attribution else frozenset()
    named = compared.wording.name_words - compared.our_names - source
    unsaid = named.isdisjoint(token.text for token in compared.sentence.tokens)
    return bool(named) and unsaid and overlap(compared.sentence, compared.wording) >= REPEATS


def _noun_after(sentence: Meaning, end: int) -> str:
    following = (token for token in sentence.tokens if token.start >= end and is_content(token.text))
    return next((stem(token.text) for token in following), "")


def _nouns_after(text: Meaning, end: int) -> Iterator[str]:
    """The nouns of `every nurse and care worker`: nurse, care."""
    yield _noun_after(text, end)
    for at, token in enumerate(text.tokens):
        joined = token.start >= end and token.text in ("and", "or")
        if joined and is_content(text_at(text.tokens, at - 1)) and is_content(text_at(text.tokens, at + 1)):
            yield stem(text_at(text.tokens, at + 1))
            return


def _said_of_all(compared: Comparison, noun: str) -> bool:
    """`Loggers take a reading` says it of each of them: a bare plural that nothing limits, of things, not people."""
    wording = compared.wording
    measured = any(figure.kind is Kind.SHARE and figure.change is not Change.NONE for figure in wording.quantities)
    if measured or wording.hedges or limits(wording, compared.our_names):
        return False
    tokens, said = wording.tokens, compared.sentence.folded.text
    return any(
        stem(token.text) == noun
        and token.text.endswith("s")
        and not _is_shared_out(wording, token.start)
        and (_kept(tokens, at, said) or (not is_people(token.text) and _is_bare(tokens, at, compared.sentence)))
        for at, token in enumerate(tokens)
    )


def _is_shared_out(wording: Meaning, start: int) -> bool:
    """`68% of tickets`."""
    shares = (figure for figure in wording.quantities if figure.kind is Kind.SHARE and figure.end <= start)
    return any(wording.folded.text[share.end : start].strip() in ("", "of", "of the", "of all") for share in shares)


def _is_bare(tokens: tuple[Token, ...], at: int, said: Meaning) -> bool:
    kind = text_at(tokens, at - 1)
    if is_content(kind) and is_noun(kind) and stem(kind) not in said.content:
        return False  # `burglary policies` are not all policies
    limited = text_at(tokens, at + 1) in _LIMITING | _WHO or text_at(tokens, at + 2) in _BY_TIME
    counted = number_at(tokens, at - 1) is not None
    return text_at(tokens, at - 1) != "of" and not limited and not counted


def _kept(tokens: tuple[Token, ...], at: int, said: str) -> bool:
    """`the data of every customer in Canada`, where it was approved of `customers in Canada`: the same limit."""
    limit = texts_at(tokens, at + 1, 2)
    return len(limit) > 1 and limit[0] in _LIMITING | _WHO and " ".join(limit) in said


def _aside(sentence: Meaning, start: int, end: int, stated: bool) -> bool:
    """`because everyone does`, `since it always comes up`, `before anyone sends it`: beside what is stated."""
    text = sentence.folded.text
    beside = text[start:end] in _PERSONS and not stated and not _WHOLE_GROUP.match(text)
    return beside or bool(_BESIDE.search(text[:start]))


def _narrowed(sentence: Meaning, start: int, end: int) -> bool:
    """`96.5% of all reviews` is a share of them; `not any`, `without anyone` is none."""
    before = sentence.folded.text[:start].rstrip()
    share = before.endswith(" of") and any(
        q.kind is Kind.SHARE and q.end >= len(before) - 4 for q in sentence.quantities
    )
    share = share or (before == "of" and any(q.kind is Kind.SHARE for q in sentence.quantities))
    denied = bool(sentence.denied) or " without " in f" {before} "
    not_all = before.endswith((" not", "n't", " not in", "n't in", "n't on", " not on"))
    return share or not_all or (denied and sentence.folded.text[start:end].startswith("any"))


def _per(compared: Comparison, noun: str) -> bool:
    """What was measured of each is said of each, unless it is said of all of them together."""
    if _TOGETHER.search(compared.sentence.folded.text):
        return False
    words = [token.text for token in compared.wording.tokens]
    each = any(a in ("per", "a", "an") and stem(b) == noun for a, b in pairwise(words))
    return each or any(words[at : at + 1] == ["per"] and stem(word) == noun for at, word in enumerate(words[2:]))
