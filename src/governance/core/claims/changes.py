"""Where a figure stands in a change: how much more or less, or what it came from and what it went to."""

from itertools import pairwise

from governance.core.claims.numbers import number_at
from governance.core.claims.quantity import Change, Kind
from governance.core.claims.words import Token, text_at, texts_at

_MORE = frozenset(
    """more higher faster greater larger increase increases increased rise rises rose raise raises raised grow grows
    grew growth boost boosts boosted lift lifts lifted uplift gain gains gained extra above ahead""".split()
)
_LESS = frozenset(
    """less fewer lower cheaper smaller shorter reduction drop drops dropped decrease decreased cut cuts cutting reduce
    reduces reduced lowers lowered shorten shortens shortened fall falls fell shrink shrinks slash slashes slashed trim
    trims trimmed save saves saved savings off discount below behind""".split()
)
_NO_RESULT_BEFORE_TO = frozenset("compared close similar according due next access thanks equal".split())
_BESIDE = frozenset({"against", "versus", "vs"})
_ONCE = frozenset({("used", "to")})
_CHOSEN = frozenset("choose chooses choosing chosen pick picks select selects".split())
_MERELY = frozenset("just only merely".split())
_LEFT = frozenset("left remain remains remained remaining still".split())
_OWN = frozenset("the its their those his her our all".split())
_PAID = frozenset("pay pays paying paid cost costs need needs use uses using takes".split())
_BACK_TO_THE_VERB = 10
_NEAR = {Kind.SHARE: (3, 4), Kind.COUNT: (2, 1)}
"""How many tokens behind and before a figure say whether it is more or less; for others it is the next one."""


def change_at(tokens: tuple[Token, ...], first: int, end: int, kind: Kind) -> Change:
    """`cut to 30%`, `from 16 hours`, `70% less`, `rose by 30%`, `a third as long`, `13 of the 16 hours`."""
    if kind in (Kind.DATE, Kind.CLOCK):
        return Change.NONE
    before = first - 1
    while text_at(tokens, before) in _MERELY:
        before -= 1
    if _came_from(tokens, first, before):
        return Change.FROM
    if text_at(tokens, before) == "to" and text_at(tokens, before - 1) not in _NO_RESULT_BEFORE_TO:
        return Change.TO
    if kind is Kind.SHARE and text_at(tokens, end) == "as":
        return Change.MORE if "again" in texts_at(tokens, end, 5) else Change.TO
    if kind is Kind.SHARE and _is_a_part(tokens, first, end):
        return Change.TO
    return _direction(tokens, first, end, kind)


def _came_from(tokens: tuple[Token, ...], first: int, before: int) -> bool:
    """`from` may have been read as a lower bound; then the figure begins with it. `against an average of 7.6`."""
    at = first if text_at(tokens, first) == "from" else before
    if text_at(tokens, at) == "from":
        return text_at(tokens, at - 1) not in _CHOSEN
    near = texts_at(tokens, max(0, before - 3), min(4, first))
    if not _BESIDE.isdisjoint(near) or any(pair in _ONCE for pair in pairwise(near)):
        return True
    return texts_at(tokens, max(0, before - 1), 2) in (("compared", "to"), ("compared", "with"), ("instead", "of"))


def _is_a_part(tokens: tuple[Token, ...], first: int, end: int) -> bool:
    """`60% of what others need`, `pay 85% of the price`."""
    paid = not _PAID.isdisjoint(texts_at(tokens, max(0, first - 2), min(2, first)))
    return text_at(tokens, end) == "of" and (paid or text_at(tokens, end + 1) == "what")


def _direction(tokens: tuple[Token, ...], first: int, end: int, kind: Kind) -> Change:
    """What the words around a figure say; `half the time` that nothing raises or lowers is what is left."""
    behind, before = _NEAR.get(kind, (1, 1))
    by = text_at(tokens, first - 1) == "by"
    back = _BACK_TO_THE_VERB if by else before
    near = [*texts_at(tokens, end, behind), *reversed(texts_at(tokens, max(0, first - back), min(back, first)))]
    for word in near:
        if word in _MORE or word in _LESS or (by and word in ("up", "down")):
            return Change.MORE if word in _MORE or word == "up" else Change.LESS
    if kind is Kind.SHARE and text_at(tokens, end) == "the":
        return Change.TO
    return _taken_from(tokens, end) if kind is Kind.COUNT else Change.NONE


def _taken_from(tokens: tuple[Token, ...], end: int) -> Change:
    """`13 of the 16 hours are gone`; what is left of them is where it went to."""
    if text_at(tokens, end) != "of" or text_at(tokens, end + 1) not in _OWN or not number_at(tokens, end + 2):
        return Change.NONE
    return Change.TO if any(token.text in _LEFT for token in tokens) else Change.LESS
