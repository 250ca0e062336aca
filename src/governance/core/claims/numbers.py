"""Numbers in digits and words, read exactly."""

from fractions import Fraction

from governance.core.claims.thesaurus import is_noun
from governance.core.claims.words import Token, is_content, text_at, texts_at

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_MAGNITUDES = {
    "k": 1_000, "thousand": 1_000, "grand": 1_000, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6,
    "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
          "tenth": 10, "tenths": 10, "halves": 2}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
NUMBER_WORDS = frozenset({*_UNITS, *_TENS, *_PARTS, "hundred", "dozen", "thousand", "million"})
_COUNTED_IN = frozenset("once twice thrice times days hours dollars euros pounds".split())
_LONGEST = 18


def digits(text: str) -> Fraction | None:
    """`1,900`, `1.900`, `3.4`, `12'000`, `3,4`; None if it is no number or longer than any figure in copy."""
    if not text[0].isdecimal() or len(text) > _LONGEST:
        return None
    grouped = text.replace("'", "")
    whole, *groups = grouped.split(",")
    if groups and all(len(group.split(".")[0]) == 3 for group in groups):
        grouped = whole + "".join(groups)
    pieces = grouped.replace(",", ".").split(".")
    if len(pieces) > 2 and any(len(piece) != 3 for piece in pieces[1:]):
        return None
    thousands = len(pieces) > 2 or (len(pieces) == 2 and len(pieces[1]) == 3 and pieces[0].strip("0"))
    return Fraction(("" if thousands else ".").join(pieces))


def number_at(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    """The number that begins at a token, and the index behind it; None if there is none.

    Reads `27`, `3.4m`, `twenty-seven`, `two hundred`, `a dozen`, `half`, `two thirds`, `three and a half`.
    """
    if at >= len(tokens):
        return None
    simple = _digits_at(tokens, at) or _words_at(tokens, at) or _dozen_at(tokens, at)
    if simple is None:
        return _part_at(tokens, at)
    value, end = simple
    if part := _part_word(tokens, end):
        return value / part[0], part[1]
    if text_at(tokens, end) == "point" and (decimals := _spoken_decimals(tokens, end + 1)):
        return _magnified(tokens, value + decimals[0], decimals[1])
    if text_at(tokens, end) == "dozen":
        return value * 12, end + 1
    half_more = text_at(tokens, end) == "and" and text_at(tokens, end + 1) in ("a", "one")
    if half_more and (part := _part_word(tokens, end + 2)):
        return value + Fraction(1, part[0]), part[1]
    return value, end


def _digits_at(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    value = digits(tokens[at].text) if at < len(tokens) else None
    return None if value is None else _magnified(tokens, value, at + 1)


def _magnified(tokens: tuple[Token, ...], value: Fraction, end: int) -> tuple[Fraction, int]:
    while end < len(tokens) and (factor := _MAGNITUDES.get(tokens[end].text)):
        if len(tokens[end].text) <= 2 and tokens[end].start != tokens[end - 1].end:
            break
        value, end = value * factor, end + 1
    return value, end


def _words_at(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    """`nine`, `twenty-seven`, `two hundred and fifty`, `a hundred`, `three thousand`."""
    hundred_alone = text_at(tokens, at) == "hundred" and _article_before(tokens, at)
    first = (1, at) if hundred_alone else _below_hundred(tokens, at)
    if first is None:
        return None
    value, end = first
    if text_at(tokens, end) == "hundred":
        value, end = value * 100, end + 1
        rest_at = end + 1 if text_at(tokens, end) == "and" else end
        if rest := _below_hundred(tokens, rest_at):
            value, end = value + rest[0], rest[1]
    total, end = _magnified(tokens, Fraction(value), end)
    smaller = _words_at(tokens, end) if total >= 1_000 and end < len(tokens) else None
    return (total + smaller[0], smaller[1]) if smaller and smaller[0] < 1_000 else (total, end)


def _below_hundred(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    word = text_at(tokens, at)
    if word in _UNITS:
        return _UNITS[word], at + 1
    if word not in _TENS:
        return None
    unit_at = at + 2 if text_at(tokens, at + 1) == "-" else at + 1
    unit = _UNITS.get(text_at(tokens, unit_at), 0)
    return (_TENS[word] + unit, unit_at + 1) if 0 < unit < 10 else (_TENS[word], at + 1)


def _article_before(tokens: tuple[Token, ...], at: int) -> bool:
    return at > 0 and tokens[at - 1].text in ("a", "every", "per")


def _dozen_at(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    if tokens[at].text in ("dozen", "thousand", "million") and _article_before(tokens, at):
        return Fraction({"dozen": 12, "thousand": 1_000, "million": 10**6}[tokens[at].text]), at + 1
    return None


def _part_at(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    """`half`, `a third`, `half a million`; ordinals and quarters of a year (`€9 a quarter`) are none."""
    word = text_at(tokens, at)
    article = at > 0 and tokens[at - 1].text in ("a", "one")
    before = text_at(tokens, at - 2) if article else ""
    if before and (before in _COUNTED_IN or before[0].isdigit()):
        return None
    if word != "half" and not (word in ("third", "quarter", "fifth", "tenth") and article):
        return None
    if word in ORDINALS and _is_a_thing(text_at(tokens, at + 1)):
        return None  # `a fifth season`
    large = at + 3 if texts_at(tokens, at + 1, 2) == ("of", "a") else at + 2
    factor = _MAGNITUDES.get(text_at(tokens, large), 0) if text_at(tokens, large - 1) == "a" else 0
    return (Fraction(factor, _PARTS[word]), large + 1) if factor else (Fraction(1, _PARTS[word]), at + 1)


def _is_a_thing(word: str) -> bool:
    return bool(word) and is_content(word) and is_noun(word)


def _part_word(tokens: tuple[Token, ...], at: int) -> tuple[int, int] | None:
    """`thirds`, `-quarters`, `half` behind a number, and the index behind it."""
    at += text_at(tokens, at) == "-"
    word = text_at(tokens, at)
    return (_PARTS[word], at + 1) if word in _PARTS and (word.endswith("s") or word == "half") else None


def _spoken_decimals(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    """`four` and `two five` behind `point`."""
    value, scale = Fraction(0), Fraction(1, 10)
    start = at
    while (digit := _UNITS.get(text_at(tokens, at), 10)) < 10:
        value, scale, at = value + digit * scale, scale / 10, at + 1
    return (value, at) if at > start else None
