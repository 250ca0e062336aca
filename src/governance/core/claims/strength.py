"""How strongly a text speaks: hedges, scope, superlatives, verbs and negation, each a small value."""

from enum import StrEnum

from governance.core.claims.lexicon import alternatives, any_of
from governance.core.claims.words import Token, is_content, stem, text_at


class Hedge(StrEnum):
    """A way of saying less than always and exactly."""

    TYPICAL = "typical"
    ABILITY = "ability"
    SOME = "some"


_HEDGES = {
    Hedge.TYPICAL: r"""typically|usually|typical|usual|on average|an average|averages?|averaged|median|generally
        |normally|commonly|in general|as a rule|in most cases|most of the time|often|tends? to|estimated|estimates?
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
    r"""number one|no\. ?1|#1|market leader|market-leading|industry-leading|world-class|best-in-class|best|leading
    |unmatched|unrivall?ed|unbeatable|unparallell?ed|second to none|the only|nobody else(?!'s)|no one else|no other
    |world's first|first and only|the first (?:and only|to|of its kind|\w+ (?:to|approved|certified|that))
    |most \w+(?:ly|ive|ful|able|ible|ate|ent|ant|al|ous|ic)|top[- ](?:rated|ranked|notch|of the line)
    |(?:\w+er|more \w+) than (?:any\w*|the rest|all|everyone)|highest|lowest|largest|biggest|ultimate
    |perfect|flawless"""
)
_EST_WORD = any_of(r"[^\W\d_]{3,}est")

_UNIVERSAL = any_of(
    """all|every|each|any|everyone|everybody|everything|everywhere|anyone|anywhere|always|worldwide|globally|entire
    |whichever|regardless|no matter|of any (?:size|kind|sort|type)|however (?:long|big|small|many|large|often)
    |100%|across the board|without exception|24/7
    |around the clock|round the clock
    |24 hours a day|365 days a year|seven days a week|7 days a week"""
)
_OPTIONAL = any_of("if you (?:want|like|wish)|optional|optionally|voluntary|on request|up to you|no obligation to")

# Each row: what a claim may say, and what says more than that.
_LADDERS = (
    ("report detect flag spot alert warn notify identify monitor track record show see measure log find read",
     "prevent stop block eliminate avoid repair rectify cure"),
    ("cut reduce lower shorten shrink ease limit minimise minimize fewer less decrease fall drop",
     "eliminate remove abolish erase prevent stop"),
    ("help support assist advise recommend suggest guide prepare contribute propose draft answer",
     "ensure guarantee assure certify secure decide choose determine"),
    ("review check test audit inspect screen compare look", "approve certify guarantee ensure validate"),
    ("aim target plan intend expect try strive", "guarantee ensure"),
)  # fmt: skip
_STRONG_ANYWHERE = "guarantee ensure prove sure eliminate certify"
_NEGATORS = frozenset(
    "not no never nobody none nothing neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont "
    "wouldnt shouldnt couldnt hasnt havent hadnt aint zero".split()
)
_LIFTED = frozenset("waive waives waived excluded free".split())
_HARMLESS_AFTER_NO = frozenset("later more less fewer longer matter earlier only doubt problem worries wonder".split())
_ANTONYMS = (
    ("increase raise grow boost rise climb", "cut reduce lower decrease fall drop shrink"),
    ("late delayed overdue", "time punctual timely"),
    ("lose lost waste", "save gain keep win"),
    ("leave left quit", "stay remain retain renew"),
    ("wrong incorrect faulty", "right correct"),
    ("fail", "pass succeed"),
    ("reject deny decline refuse", "accept approve allow"),
    ("slow", "fast"),
    ("manual manually", "automatic automatically"),
    ("include", "exclude"),
    ("open", "closed"),
    ("optional voluntary", "mandatory required"),
    ("worse", "better"),
    ("outside", "inside"),
)


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
    return tuple(sorted(set(found)))


def universals(folded: str) -> tuple[tuple[int, int], ...]:
    """Places of words that claim everything, everyone or always."""
    return tuple(match.span() for match in _UNIVERSAL.finditer(folded))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_LADDER_STEMS = tuple((_stems(weak), _stems(strong)) for weak, strong in _LADDERS)
_STRONG = _stems(_STRONG_ANYWHERE)
STRONG = _STRONG.union(*(strong for _, strong in _LADDER_STEMS))
"""Stems that can say more than was approved."""
_OPPOSITES: dict[str, frozenset[str]] = {}
for _left, _right in _ANTONYMS:
    for _word in _stems(_left):
        _OPPOSITES[_word] = _OPPOSITES.get(_word, frozenset()) | _stems(_right)
    for _word in _stems(_right):
        _OPPOSITES[_word] = _OPPOSITES.get(_word, frozenset()) | _stems(_left)
HAVE_OPPOSITES = frozenset(_OPPOSITES)


def stronger(word: str, approved: frozenset[str]) -> bool:
    """Whether a stem says more than every stem of the approved wording does."""
    if word in approved:
        return False
    if word in _STRONG:
        return True
    outbid = [weak for weak, strong in _LADDER_STEMS if word in strong]
    return any(weak & approved for weak in outbid)


def opposite(word: str, approved: frozenset[str]) -> str | None:
    """The approved stem of which a stem is the contrary, unless the stem itself is approved too."""
    contrary = _OPPOSITES.get(word, frozenset()) & approved
    return min(contrary) if contrary and word not in approved else None


def is_negator(word: str) -> bool:
    return word.replace("'", "") in _NEGATORS


def denied_stems(tokens: tuple[Token, ...]) -> frozenset[str]:
    """What is denied outright: the first content word behind a negator, and `error` in `error-free`."""
    denied: set[str] = set()
    for at, token in enumerate(tokens):
        if is_negator(token.text) and not _harmless(tokens, at):
            denied.update(_content_after(tokens, at, 1))
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
        if word in _NEGATORS and not _harmless(tokens, at):
            reached.update(_content_after(tokens, at, 3))
        if word in ("without", "lacks", "lacking"):
            reached.update(_content_after(tokens, at, 3))
        if word in _LIFTED:
            stated = word != "free" or text_at(tokens, at - 1) in ("is", "are", "was", "'s", "comes")
            reached.update(_content_before(tokens, at, 2) if stated else ())
            reached.update(_content_after(tokens, at, 1))
    return frozenset(reached)


def _harmless(tokens: tuple[Token, ...], at: int) -> bool:
    """`no later than`, `no more than`, `not only`, `no matter`: negators that deny nothing."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text in ("no", "not", "never") and following in _HARMLESS_AFTER_NO


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
