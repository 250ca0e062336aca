"""The elements that are open while HTML is read, and how the text in them looks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from governance.core.copy.hiding import Look, inside
from governance.core.copy.markup import Tag
from governance.core.copy.sheet import Doubt, Sheet
from governance.core.copy.styles import Declared, declarations, lay_over

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table td th tr ul".split()
)
_ROWS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})
_ENDS = {
    **dict.fromkeys(BLOCKS - {"br"}, frozenset({"p"})),
    "li": frozenset({"p", "li"}),
    "dd": frozenset({"p", "dd", "dt"}),
    "dt": frozenset({"p", "dd", "dt"}),
    "td": frozenset({"p", "td", "th"}),
    "th": frozenset({"p", "td", "th"}),
    "tr": frozenset({"p", "td", "th", "tr"}),
    **dict.fromkeys(("tbody", "thead", "tfoot"), frozenset({"p"}) | _ROWS),
}
"""Which open elements the beginning of another ends without an end tag."""


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    look: Look


class OpenElements:
    """Elements that are open, the innermost last; an end tag without a beginning ends nothing."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: list[_Element] = []
        self.counted: Counter[str] = Counter()
        self.doubts: dict[Doubt, None] = {}

    @property
    def look(self) -> Look:
        return self.open[-1].look if self.open else Look()

    def read(self, tag: Tag) -> None:
        """Opens or closes what a tag says."""
        if tag.closing:
            self.close(tag.name)
            return
        while self.open and self.open[-1].name in _ENDS.get(tag.name, ()):
            self.pop()
        if tag.name not in _VOID:
            self.open.append(_Element(tag.name, self.look_of(tag)))
            self.counted[tag.name] += 1

    def close(self, name: str) -> None:
        while self.counted[name] and self.pop() != name:
            pass

    def pop(self) -> str:
        ended = self.open.pop()
        self.counted[ended.name] -= 1
        return ended.name

    def look_of(self, tag: Tag) -> Look:
        """How text in a new element looks: its attributes, the rules for it, and its own style, in this order."""
        marks = list(_marks(tag))
        style = _attributes(tag)
        lay_over(style, self.sheet.style(tag.name, marks))
        lay_over(style, declarations(tag.value("style")))
        self.doubts |= dict.fromkeys(self.sheet.doubts_about(tag.name, marks))
        around = replace(self.look, colour=None) if tag.name == "a" and tag.value("href") else self.look
        return _in_doubt(inside(around, style), self.sheet.may_colour(tag.name, marks))


def _marks(tag: Tag) -> Iterator[str]:
    yield from (f".{one}" for one in tag.value("class").lower().split())
    if id_ := tag.value("id").strip().lower():
        yield f"#{id_}"


def _attributes(tag: Tag) -> dict[str, Declared]:
    """What attributes say of the look, as style; any style is stronger."""
    style: dict[str, Declared] = {}
    if "hidden" in tag.attributes:
        style["display"] = Declared("none", "the attribute hidden")
    for attribute, name in (("bgcolor", "background-color"), ("color", "color")):
        if value := tag.value(attribute).strip().lower():
            style[name] = Declared(value, f'{attribute}="{value[:20]}"')
    if tag.value("background"):
        style["background"] = Declared("url()", "background")
    return style


def _in_doubt(look: Look, names: set[str]) -> Look:
    """A colour that a rule may set otherwise is not known."""
    if "color" in names:
        look = replace(look, colour=None)
    return replace(look, ground=None) if names - {"color"} else look
