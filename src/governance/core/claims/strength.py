"""How strongly a text speaks: hedges, scope, superlatives, verbs and negation, each a small value."""

from enum import StrEnum
from itertools import pairwise

from governance.core.claims.lexicon import alternatives, any_of
from governance.core.claims.numbers import number_at
from governance.core.claims.words import Token, is_content, stem, text_at, texts_at


class Hedge(StrEnum):
    """A way of saying less than always and exactly."""

    TYPICAL = "typical"
    ABILITY = "ability"
    SOME = "some"


_HEDGES = {
    Hedge.TYPICAL: r"""typically|usually|typical|usual|on average|an average|averages?|averaged|median|generally
        |normally|commonly|in general|as a rule|in most cases|most of the time|(?<!as )often|in the middle
        |(?:the|a|its) mean|tends? to
        |estimated|estimates?
        |expected|roughly|approximately|mostly|largely|tend""",
    Hedge.ABILITY: "can|could|may|might|helps?|helped|helping|able to|designed to|built to|aims? to|meant to",
    Hedge.SOME: r"""(?<!\bat )most|(?<!\bas )many|some|among the|several|a few|the majority|a majority|selected
        |certain|one of|half of|parts of""",
}
_HEDGE = any_of("|".join(f"(?P<{hedge}>{alternatives(words)})" for hedge, words in _HEDGES.items()))

_EST_ALLOWED = frozenset(
    """test rest west interest request invest latest harvest guest honest manifest protest quest contest nest chest
    digest forest suggest arrest pest vest zest modest earnest august attest ingest least bequest conquest inquest
    nearest earliest dearest""".split()
)
_SUPERLATIVE = any_of(
    r"""number one|no\. ?1|#1|market leader|market-leading|industry-leading|world-class|best-in-class|(?<!\bat )best
    |leading
    |unmatched|unrivall?ed|unbeatable|unparallell?ed|second to none|the only|nobody else(?!'s)|no one else|no other
    |world's first|first and only|the first (?:and only|to|of its kind|\w+ (?:to|approved|certified|that))
    |most \w+(?:ly|ive|ful|able|ible|ate|ent|ant|al|ous|ic)|the most \w+ed(?= \w)
    |top[- ](?:rated|ranked|notch|of the line)
    |(?:\w+er|more(?: \w+)?) than (?:in |with |at |on )?(?:any\w*|the rest|all|everyone)
    |highest|lowest|largest|biggest|ultimate|perfect|flawless"""
)
_UTMOST = any_of(
    r"in the (?:best|most \w+|luckiest) (?:of )?cases?"
    r"|the (?:most|longest|latest|shortest|soonest|earliest) (?:a|an|any|you|anyone|anybody|it|that|we|they) \w+"
)
"""`the longest a customer waits` limits a figure, and ranks nobody."""
_EST_WORD = any_of(r"[^\W\d_]{3,}est")

_UNIVERSAL = any_of(
    r"""all|every|each|any|everyone|everybody|everything|everywhere|anyone|anywhere|always|worldwide|globally|entire
    |whichever|wherever (?:you|they|it|we) \w+|whoever (?:you|they) \w+
    |whatever (?:plan|size|bank|tool|system|country) (?:you|they) \w+
    |regardless|no matter
    |of any (?:size|kind|sort|type)|however (?:long|big|small|many|large|often)
    |100%|across the board|without exception|24/7
    |around the clock|round the clock
    |24 hours a day|365 days a year|seven days a week|7 days a week"""
)
_OPTIONAL = any_of("if you (?:want|like|wish)|optional|optionally|voluntary|on request|up to you|no obligation to")

_NEGATORS = frozenset(
    "not no never nobody none nothing neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont "
    "wouldnt shouldnt couldnt hasnt havent hadnt aint zero unable".split()
)
_PRONOUNS = frozenset("nobody none nothing".split())
_LINKS = frozenset("on in at of for from to with until till by and or , . ; but".split())
_ANYTHING = frozenset("anywhere anything anyone anybody elsewhere else other nowhere nothing nobody none".split())
_EXCEPT = frozenset("but except than besides".split())
_COMPARED = frozenset((word, "than") for word in "more less fewer longer".split())
_CLAUSE_ENDS = frozenset(", ; : . and but if when".split())
_TROUBLE = frozenset("issue problem obstacle showstopper drama trouble hurdle".split())
_UNIVERSAL_WORDS = frozenset("every all each everyone everybody everything everywhere always".split())
"""What is denied of all may hold of some: `not in every plan`."""
_REACH = 10
"""Words behind a denial that may show that it denies nothing."""
_LIFTED = frozenset("waive waives waived excluded free".split())
_ABSENT = frozenset("away missing absent unavailable".split())
_IS = frozenset("is are was were".split())
_AT_NO = frozenset("point time stage moment way account circumstances".split())
_HARMLESS_AFTER_NO = frozenset("later more less fewer longer matter earlier only doubt problem worries wonder".split())


def hedges(folded: str) -> frozenset[Hedge]:
    """Classes of hedges that a folded text holds."""
    return frozenset(Hedge(match.lastgroup) for match in _HEDGE.finditer(folded) if match.lastgroup)


def hedge_words(folded: str, hedge: Hedge) -> str:
    """The words of a hedge as they stand, for showing."""
    found = [match[0] for match in _HEDGE.finditer(folded) if match.lastgroup == hedge.value]
    return found[0] if found else ""


def optional(folded: str) -> bool:
    """Whether something is left to the reader's choice."""
    return bool(_OPTIONAL.search(folded))


def hedge_place(folded: str, hedge: Hedge) -> int:
    """Where the first hedge of a class stands; the text must hold one."""
    return next(match.start() for match in _HEDGE.finditer(folded) if match.lastgroup == hedge.value)


def superlatives(folded: str) -> tuple[tuple[int, int], ...]:
    """Places of superlatives and of claims to be first or only."""
    found = [match.span() for match in _SUPERLATIVE.finditer(folded)]
    found += [m.span() for m in _EST_WORD.finditer(folded) if m[0] not in _EST_ALLOWED and m[0] != "best"]
    bounds = [match.span() for match in _UTMOST.finditer(folded)]
    found = [one for one in found if not any(start <= one[0] < end for start, end in bounds)]
    return tuple(sorted(set(found)))


def universals(folded: str) -> tuple[tuple[int, int], ...]:
    """Places of words that claim everything, everyone or always."""
    return tuple(match.span() for match in _UNIVERSAL.finditer(folded))


def is_negator(word: str) -> bool:
    return word.replace("'", "") in _NEGATORS


def denied_stems(tokens: tuple[Token, ...]) -> frozenset[str]:
    """What is denied outright: the first content word behind a negator, `error` in `error-free`, what is away."""
    denied: set[str] = set()
    for at, token in enumerate(tokens):
        if is_negator(token.text) and not is_harmless(tokens, at):
            denied.update(_content_after(tokens, _denied_from(tokens, at), 1))
        if token.text in _ABSENT and text_at(tokens, at - 1) in _IS:
            denied.update(_content_before(tokens, at, 1))
        if token.text in ("fail", "fails", "failed") and text_at(tokens, at + 1) == "to":
            denied.update(_content_after(tokens, at, 1))
        if token.text == "free" and text_at(tokens, at - 1) == "-":
            denied.update(_content_before(tokens, at, 1))
    return frozenset(denied)


def negated_stems(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Content stems in reach of a denial: the next three words, or the two before `waived` and `free`."""
    reached: set[str] = set()
    for at, token in enumerate(tokens):
        word = token.text.replace("'", "")
        if word in _NEGATORS and not is_harmless(tokens, at):
            reached.update(_content_after(tokens, _denied_from(tokens, at), 3))
        if word in _ABSENT and text_at(tokens, at - 1) in _IS:
            reached.update(_content_before(tokens, at, 1))
        if word in ("without", "lacks", "lacking", "outside", "missing"):
            reached.update(_content_after(tokens, at, 3))
        if word in _LIFTED:
            stated = word != "free" or text_at(tokens, at - 1) in ("is", "are", "was", "'s", "comes")
            reached.update(_content_before(tokens, at, 2) if stated else ())
            reached.update(_content_after(tokens, at, 1))
    return frozenset(reached)


def _denied_from(tokens: tuple[Token, ...], at: int) -> int:
    """Where a denial ends that denies what follows: `never`, `at no point`."""
    return at + 1 if tokens[at].text == "no" and text_at(tokens, at + 1) in _AT_NO else at


def is_harmless(tokens: tuple[Token, ...], at: int) -> bool:
    """`no later than`, `not only`, `no matter` deny nothing, nor does `nobody` or `nothing` what it is linked to."""
    following = text_at(tokens, at + 1)
    if tokens[at].text in _PRONOUNS:
        return following in _LINKS or not following
    if (
        _but(tokens, at)
        or _limits_a_figure(tokens, at)
        or _is_no_trouble(tokens, at)
        or texts_at(tokens, max(0, at - 2), 2) == ("yes", "or")
    ):
        return True
    if not _UNIVERSAL_WORDS.isdisjoint(texts_at(tokens, at + 1, 2)):
        return True
    return tokens[at].text in ("no", "not", "never") and following in _HARMLESS_AFTER_NO


def _but(tokens: tuple[Token, ...], at: int) -> bool:
    """`isn't stored anywhere but Dublin`, `no plan except Pro`: what follows is affirmed alone."""
    near = texts_at(tokens, at + 1, _REACH)
    return any(one in _ANYTHING and other in _EXCEPT for one, other in pairwise(near))


def _limits_a_figure(tokens: tuple[Token, ...], at: int) -> bool:
    """`no shift runs with fewer than two supervisors`: the denial is part of the bound."""
    for place in range(at + 1, min(at + _REACH, len(tokens) - 2)):
        if tokens[place].text in _CLAUSE_ENDS:
            return False
        if texts_at(tokens, place, 2) in _COMPARED and number_at(tokens, place + 2):
            return True
    return False


def _is_no_trouble(tokens: tuple[Token, ...], at: int) -> bool:
    """Neither denial of `no coverage isn't an issue` denies what it stands before."""
    if tokens[at].text in ("no", "not"):
        near = texts_at(tokens, at + 1, _REACH)
        return not _TROUBLE.isdisjoint(near) and any(is_negator(word) for word in near)
    return text_at(tokens, at + 2) in _TROUBLE and text_at(tokens, at + 1) in ("a", "an")


def _content_after(tokens: tuple[Token, ...], at: int, reach: int) -> list[str]:
    found: list[str] = []
    for token in tokens[at + 1 : at + 8]:
        if token.text in (",", ";", ":", ".", "but", "and") or len(found) == reach:
            break
        if is_content(token.text):
            found.append(stem(token.text))
    return found


def _content_before(tokens: tuple[Token, ...], at: int, reach: int) -> list[str]:
    words = [stem(token.text) for token in tokens[max(0, at - 5) : at] if is_content(token.text)]
    return words[-reach:]
