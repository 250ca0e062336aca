"""What each sending platform reads in copy, and nothing else about platforms.

The facts are those of `sending-platforms.md`: public documentation and public copy where it says so, general
knowledge where it marks them with a degree sign. What is not known of a platform is not read: copy that uses it is
refused with what can be written instead, and no text is ever approved that the platform would send otherwise.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType


class Names(Enum):
    """The shape of a merge field's name, as a regular expression."""

    WORD = r"[^\W\d]\w*+"
    PATH = r"[^\W\d][\w.]*+"


class Fallback(StrEnum):
    """What stands for a merge field without a value, as it is written."""

    BAR = "{{name|fallback}}"
    DEFAULT = '{{name | default: "fallback"}}'


class Choices(StrEnum):
    """Options of which the platform picks one, as they are written."""

    BRACES = "{a|b}"
    RANDOM = "{{RANDOM|a|b}}"


class Conditions(StrEnum):
    """Text that depends on the recipient's data, as it is written."""

    LIQUID = "{% if x %}…{% elsif y %}…{% else %}…{% endif %}"
    HASH = "{{#if x}}…{{#else}}…{{#endif}}"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The constructs that one platform reads. All read `{{name}}`; None is for a construct that is not read.

    `camel` says that the platform's own fields are written firstName, where standards write first_name.
    """

    name: str
    names: Names = Names.WORD
    fallback: Fallback | None = None
    choices: Choices | None = None
    conditions: Conditions | None = None
    camel: bool = False

    def written(self, field: str) -> str:
        """How the platform writes a field that a message standard names."""
        if not self.camel:
            return field
        first, *more = field.split("_")
        return first + "".join(word.capitalize() for word in more)

    @property
    def reads(self) -> str:
        """What can be written, for messages."""
        *most, last = ["{{name}}", *filter(None, (self.fallback, self.choices, self.conditions))]
        return f"{', '.join(most)} or {last}" if most else last


PLAIN = Dialect("plain", Names.PATH, Fallback.BAR, Choices.BRACES)
"""Copy for no platform in particular."""

INSTANTLY = Dialect(
    "instantly", fallback=Fallback.BAR, choices=Choices.RANDOM, conditions=Conditions.LIQUID, camel=True
)
"""Fields and RANDOM are documented; the bar is seen in users' copy; Liquid is general knowledge."""

SMARTLEAD = Dialect("smartlead", choices=Choices.BRACES)
"""Fields are documented, and that a fallback is written in the copy itself; `{a|b}` is general knowledge."""

LEMLIST = Dialect("lemlist", fallback=Fallback.DEFAULT, conditions=Conditions.LIQUID, camel=True)
"""Fields are documented; Liquid, and its filter `default` with it, is general knowledge. How lemlist writes choices
is not known."""

APOLLO = Dialect("apollo", conditions=Conditions.HASH)
"""Documented: a fallback is written with a condition. `{{else}}` and `{{/if}}` are not, nor are choices."""

OUTREACH = Dialect("outreach", Names.PATH, Fallback.BAR)
"""General knowledge."""

SALESLOFT = Dialect("salesloft", Names.PATH)
"""Dynamic fields are general knowledge; nothing else is known."""

HUBSPOT = Dialect("hubspot", Names.PATH, Fallback.DEFAULT)
"""Tokens such as `{{ contact.firstname }}`, each with a default, and no conditions in sequences: general knowledge."""

MAILSHAKE = Dialect("mailshake")
"""Fields named like the columns of the recipients' list are general knowledge; nothing else is known."""

DIALECTS = MappingProxyType(
    {
        dialect.name: dialect
        for dialect in (INSTANTLY, SMARTLEAD, LEMLIST, APOLLO, OUTREACH, SALESLOFT, HUBSPOT, MAILSHAKE, PLAIN)
    }
)


def dialect_of(platform: str | None) -> Dialect:
    """What a platform reads, by its name in any case; of a platform that is not known, or none, what is plain."""
    return DIALECTS.get((platform or "").strip().casefold(), PLAIN)
