"""Temperatures, lengths and weights, these by the international yard and pound of 1959."""

from fractions import Fraction

from governance.core.claims.quantity import Kind
from governance.core.claims.units import Amount, link_to_unit
from governance.core.claims.words import Token, text_at, texts_at

_EITHER_WAY = ("plus", "or", "minus")
_SIGNS = ("-", "minus", "plus", "+")
_INCH, _POUND = Fraction(254, 10_000), Fraction(45_359_237, 100_000_000)
_METRES = {
    "metre meter": Fraction(1), "km kilometre kilometer": Fraction(1_000), "cm centimetre centimeter": Fraction(1, 100),
    "mm millimetre millimeter": Fraction(1, 1_000), "inch inche": _INCH, "foot feet ft": 12 * _INCH,
    "yard": 36 * _INCH, "mile": 63_360 * _INCH,
}  # fmt: skip
_KILOGRAMS = {"kg kilo kilogram": Fraction(1), "gram": Fraction(1, 1_000), "tonne": Fraction(1_000), "lb": _POUND}
_UNITS = {
    name: (base, factor)
    for base, units in (("metre", _METRES), ("kilogram", _KILOGRAMS))
    for names, factor in units.items()
    for name in names.split()
}
"""A pound is money, and only `lb` is a weight."""


def measure(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`250 feet`, `76.2 metres`, `30 kg`."""
    at_unit = end + (text_at(tokens, end) == "-")
    unit = text_at(tokens, at_unit)
    known = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    return Amount(Kind.MEASURE, value * known[1], known[0], unit, at, at_unit + 1) if known else None


def temperature(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`-10 °C`, `14 °F`, `half a degree Celsius`; a tolerance (`±0.5 °F`, `0.5 °F either way`) has no zero point."""
    end += link_to_unit(tokens, value, end)
    at_unit = end + (text_at(tokens, end) in ("°", "degrees", "degree"))
    unit = text_at(tokens, at_unit)
    if unit not in ("c", "f", "celsius", "fahrenheit") or (at_unit == end and len(unit) == 1):
        return None
    before = text_at(tokens, at - 1)
    degrees = celsius(-value if before in ("-", "minus") else value, unit, _is_a_tolerance(tokens, at, at_unit + 1))
    return Amount(Kind.TEMPERATURE, degrees, "celsius", unit[0], at - (before in _SIGNS), at_unit + 1)


def _is_a_tolerance(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    behind = end + (text_at(tokens, end) in (",", "("))
    either = text_at(tokens, behind) == "either" or texts_at(tokens, behind, 3) == _EITHER_WAY
    return either or text_at(tokens, at - 1) == "±" or texts_at(tokens, max(0, at - 3), 3) == _EITHER_WAY


def celsius(degrees: Fraction, unit: str, tolerance: bool = False) -> Fraction:
    """Degrees of a unit that begins with c or f, in degrees Celsius."""
    return degrees if unit[0] == "c" else (degrees - (0 if tolerance else 32)) * Fraction(5, 9)
