"""Readers of shares: percentages, parts of a whole, and the points that lie between two of them."""

from dataclasses import replace
from fractions import Fraction

from governance.core.claims.dates import date_at
from governance.core.claims.numbers import number_at
from governance.core.claims.quantity import Kind
from governance.core.claims.units import TIMES, Amount, link_to_unit
from governance.core.claims.words import Token, text_at, texts_at

_PERCENT = ("%", "percent", "pct")
_OF_A_COIN = (("cents", "for", "every"), ("cents", "on", "the"), ("cents", "in", "the"), ("pence", "in", "the"))
_LINKS = (
    ("from", "a", "possible"), ("in", "every"), ("out", "of", "every"), ("of", "every"), ("out", "of"),
    ("in", "a"), ("out", "of", "a"), ("in",), ("/",), ("of",),
)  # fmt: skip
_LINKING = frozenset(link[0] for link in _LINKS)
_LINKS_BEHIND_A_NOUN = (("in", "every"), ("out", "of"), ("of", "every"), ("in", "a"))
_LOOSE_LINKS = (("in",), ("of",), ("/",))
_FAR = 20
"""Tokens between a whole and its part."""
_ROUND = (10, 100, 1000)
_USUAL_WHOLES = (2, 3, 4, 5, 10, 20, 100, 1000)


def share(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`27%`, `27 per cent`, `27 in every 100`, `997 of every 1,000`, `4.8 out of 5`."""
    if text_at(tokens, end) in _PERCENT:
        return Amount(Kind.SHARE, value / 100, "%", "%", at, end + 1)
    if texts_at(tokens, end, 3) in _OF_A_COIN and text_at(tokens, end + 3):
        return Amount(Kind.SHARE, value / 100, "%", "of", at, end + 4)
    if text_at(tokens, end) == "per" and text_at(tokens, end + 1) == "cent":
        return Amount(Kind.SHARE, value / 100, "%", "%", at, end + 2)
    return _part_of_whole(tokens, at, value, end)


def all_but(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`all but 3%`, `all but one in forty`."""
    part = share(tokens, at, value, end) if at > 1 and texts_at(tokens, at - 2, 2) == ("all", "but") else None
    return replace(part, value=1 - part.value, first=at - 2) if part else None


def _part_of_whole(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    if text_at(tokens, end) in ("fewer", "less", "more") or texts_at(tokens, end + 1, 2) in _LINKS_BEHIND_A_NOUN:
        end += 1
    elif text_at(tokens, end + 1) == "of" and texts_at(tokens, end + 3, 2) in _LINKS_BEHIND_A_NOUN:
        end += 3
    end += _of_things(tokens, value, end)
    for link in _LINKS if text_at(tokens, end) in _LINKING else ():
        if texts_at(tokens, end, len(link)) != link:
            continue
        whole = _whole(tokens, end + len(link))
        if whole and 0 < value <= whole[0] and _is_whole(link, value, whole[0], text_at(tokens, whole[1])):
            return Amount(Kind.SHARE, value / whole[0], "%", "of", at, whole[1])
    return None


def _is_whole(link: tuple[str, ...], part: Fraction, whole: Fraction, following: str) -> bool:
    """`3 in 4` is a share, and so are `one in eight` and `three in forty`; `3 in 2026`, `2 of 3 days` hardly."""
    round_ = whole.denominator == 1 and whole <= 100 and (part == 1 or whole % 5 == 0)
    usual = whole in _USUAL_WHOLES or (link == ("in",) and round_)
    return link not in _LOOSE_LINKS or (usual and following.removesuffix("s") not in TIMES)


def _of_things(tokens: tuple[Token, ...], value: Fraction, at: int) -> int:
    """How many tokens the things of `nine applications in ten` take, if the whole is a round one."""
    whole = number_at(tokens, at + 2) if text_at(tokens, at + 1) == "in" else None
    if whole is None or not text_at(tokens, at).isalpha() or whole[0] not in _ROUND:
        return 0
    counted = text_at(tokens, whole[1]).endswith("s") and value != 1  # `one home in ten needs`
    return int(value < whole[0] and not counted)


def of_whole_before(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`out of every thousand runs, 997`; `for every two of theirs, five` is a multiple. Only the next number counts."""
    for back in range(at - 1, max(at - _FAR, 1), -1):
        if text_at(tokens, back - 1) == "every" and (link := text_at(tokens, back - 2)) in ("of", "in", "for"):
            whole = _whole(tokens, back)
            if not whole or not whole[0] or any(_counts(tokens, between) for between in range(whole[1], at)):
                return None
            if link == "for":
                return Amount(Kind.MULTIPLE, value / whole[0], "x", "x", at, end)
            return Amount(Kind.SHARE, value / whole[0], "%", "of", at, end) if 0 < value <= whole[0] else None
    return None


def _counts(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a number stands at a token that is no year."""
    return bool(number_at(tokens, at)) and not date_at(tokens, at)


def _whole(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    if at >= len(tokens):
        return None
    rounds = {"hundred": 100, "thousand": 1000}
    named = rounds.get(tokens[at].text)
    return number_at(tokens, at) or ((Fraction(named), at + 1) if named else None)


def points(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`2.8 percentage points`, `half a point`: what lies between two shares or two scores."""
    end += link_to_unit(tokens, value, end)
    end += text_at(tokens, end) in ("percentage", "percent", "%", "-")
    end += text_at(tokens, end).isalpha() and text_at(tokens, end + 1) == "points"
    named = text_at(tokens, end) in ("point", "points", "pp", "pts")
    return Amount(Kind.COUNT, value, "point", "point", at, end + 1) if named else None
