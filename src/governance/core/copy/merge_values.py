"""What of a recipient's data must not be put into copy.

Nobody reviews merge values. They may hold a name, a place or a link, and nothing that is read as markup or
template syntax, hides, or is what an export writes for a missing value. What a field may hold follows from
its name. A blank value is none, and the fallback's business.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

MAX_VALUES = 100
MAX_LENGTH = 500
MAX_NAME_LENGTH = 64
MAX_LINK_LENGTH = 2_000
MAX_QUOTED = 40

_KEY = re.compile(r"[A-Za-z0-9_.]{1,64}")
_LINK = re.compile(
    r"""https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s"\\]*)?"""  # no user info: a host holds neither @ nor :
    r"""|mailto:[^\s"\\@:/?#]+@[\w.-]+(?:\?[^\s"\\]*)?""",
    re.IGNORECASE,
)
_ANSWERS = frozenset("no yes true false".split())
_SENTINELS = frozenset("n/a na none null nan undefined #n/a #ref! #value! - unknown test".split())
_NAME_SIGNS = "'’-.,&()/+!"

_Rule: TypeAlias = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class ValueProblem:
    """A merge field whose value must not be sent: what was found, and what is allowed."""

    field: str
    message: str


def value_problems(values: Mapping[str, str]) -> tuple[ValueProblem, ...]:
    """At most one problem a field, the first of its rules that is broken; too many values are one of no field."""
    if len(values) > MAX_VALUES:
        return (ValueProblem("", f"There are {len(values):,} merge values; at most {MAX_VALUES} are allowed"),)
    messages = ((field, _message(field, value)) for field, value in values.items())
    return tuple(ValueProblem(field, message) for field, message in messages if message)


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, what does not print by its code point."""
    shown = "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text[:MAX_QUOTED])
    return f"“{shown}…”" if len(text) > MAX_QUOTED else f"“{shown}”"


def _message(field: str, value: str) -> str | None:
    if not _KEY.fullmatch(field):
        return f"Merge field {quoted(field)} is no name of a field; 1 to 64 of A-Z, a-z, 0-9, _ and . are allowed"
    rules = next(rules for name, rules in _RULES if name.search(field))
    found = next((found for rule in rules if (found := rule(value))), None)
    return f"The value of {field} {found}" if found else None


def _at_most(limit: int) -> _Rule:
    def rule(value: str) -> str | None:
        return f"has {len(value):,} characters; at most {limit:,} are allowed" if len(value) > limit else None

    return rule


def _without(pattern: str, what: str) -> _Rule:
    forbidden = re.compile(pattern)

    def rule(value: str) -> str | None:
        found = forbidden.search(value)
        return f"holds {what}, {quoted(found[0])}, at character {found.start() + 1}; none is allowed" if found else None

    return rule


def _no_sentinel(value: str) -> str | None:
    if value.strip().casefold() not in _SENTINELS:
        return None
    return f"is {quoted(value)}, which exports write for what is missing; a real value or a blank one is allowed"


def _no_answer(value: str) -> str | None:
    if value.strip().casefold() not in _ANSWERS:
        return None
    return f"is {quoted(value)}, which answers a question of a form; a real value or a blank one is allowed"


def _made_of(words: str, *categories: str) -> _Rule:
    allowed = frozenset(categories)

    def stands(char: str) -> bool:
        category = unicodedata.category(char)
        return char in _NAME_SIGNS or category in allowed or category[0] in allowed

    def rule(value: str) -> str | None:
        found = next((char for char in value if not stands(char)), None)
        return f"holds {quoted(found)}; {words} and {_NAME_SIGNS} are allowed" if found else None

    return rule


def _link(value: str) -> str | None:
    if not value.strip() or _LINK.fullmatch(value):
        return None
    return f"is {quoted(value)}; a whole http, https or mailto address without spaces and user name is allowed"


_CONTROL = _without(r"[\0-\x1f\x7f-\x9f\u2028\u2029]", "a control character")
_CONTROL_IN_LINES = _without(r"[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", "a control character")
_ALWAYS = (
    _without(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "a mark of writing direction"),
    _without(
        r"[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
        r"\U000e0000-\U000e007f]",
        "an invisible character",
    ),
    _without(r"[\ud800-\udfff]", "half of a surrogate pair"),
    _without(r"%\}|<%|\*\||\[\[|[{}|]", "template syntax"),
    _without(r"[<>]", "markup"),
    _no_sentinel,
)
_NO_LINK = _without(r"(?i:https?://|www\.)", "a link")
_SHORT = (_at_most(MAX_NAME_LENGTH), _CONTROL, *_ALWAYS, _NO_LINK, _no_answer)
_LINES = (_at_most(MAX_LENGTH), _CONTROL_IN_LINES, *_ALWAYS, _NO_LINK, _without("[%‰$€£¥]", "a share or money"))
_PERSON = _made_of("letters, spaces", "L", "M", "Zs")
_COMPANY = _made_of("letters, digits, spaces", "L", "M", "Zs", "Nd")

# By the name of the field; the first that fits.
_RULES: tuple[tuple[re.Pattern[str], tuple[_Rule, ...]], ...] = (
    (re.compile(r"(?:link|url)$", re.IGNORECASE), (_at_most(MAX_LINK_LENGTH), _CONTROL, *_ALWAYS, _link)),
    (re.compile(r"(?:first|last|full|sender)_?name$", re.IGNORECASE), (*_SHORT, _PERSON)),
    (re.compile(r"(?:name|company)$", re.IGNORECASE), (*_SHORT, _COMPANY)),
    (re.compile(r"address|signature", re.IGNORECASE), _LINES),
    # NO is Norway
    (re.compile(r"country|region", re.IGNORECASE), (_at_most(MAX_LENGTH), _CONTROL, *_ALWAYS, _NO_LINK)),
    (re.compile(""), (_at_most(MAX_LENGTH), _CONTROL, *_ALWAYS, _NO_LINK, _no_answer)),
)
