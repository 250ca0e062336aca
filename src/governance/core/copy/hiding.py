"""How style hides text: what each element inherits, and what it sets itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from governance.core.copy.colours import WHITE, Colour, colour
from governance.core.copy.styles import Style

_NUMBER = re.compile(r"(-?(?:\d++(?:\.\d*+)?|\.\d++))([a-z%]*+)")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "%": 8.0}
_PIXELS |= {"vw": 8.0, "vh": 8.0, "in": 96.0, "cm": 38.0, "mm": 3.8}
_FAR = -200.0  # pixels
_SMALLEST = 1.0  # pixels
_OF_ITS_PARENT = ("em", "%")
_FAINT = 0.05
_SIZES = ("height", "max-height", "width", "max-width")
_PLACES = ("text-indent", "left", "top", "margin", "margin-left", "margin-top")
_WORDS = re.compile(r"[^\s(]++(?:\([^()]*+\)?+)?+")
_CUT_AWAY = re.compile(r"rect\((?:\s*+0(?:px)?[\s,]*+){4}\)|rect\(1px[, ]+1px[, ]+1px[, ]+1px\)|inset\((?:50|100)%.*")
_NOTHING_LEFT = re.compile(r"scale[xy3d]*+\(\s*+0*+(?:\.0*+)?+\s*+[,)]")


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element looks: each reason why it is not seen, as it is written, and its colours.

    A colour of None is the reader's own, or one that is not known.
    """

    gone: str | None = None
    unseen: str | None = None
    tiny: str | None = None
    colour: Colour | None = None
    painted: str = ""
    ground: Colour | None = WHITE

    @property
    def hidden(self) -> str | None:
        """By what the text is hidden."""
        return self.gone or self.unseen or self.tiny or self.faded

    @property
    def faded(self) -> str | None:
        if self.colour is None:
            return None
        if self.colour.opacity <= _FAINT:
            return self.painted
        same = self.ground is not None and self.colour.opacity == 1 and self.colour.like(self.ground)
        return f"{self.painted} on a background of the same colour" if same else None


def inside(around: Look, style: Style) -> Look:
    """The look of an element in another."""
    painted = style.get("color")
    look = replace(
        around,
        gone=around.gone or gone(style),
        unseen=_unseen(around.unseen, style),
        tiny=_tiny(around.tiny, style),
        ground=_ground(around.ground, style),
    )
    if painted and painted.value not in ("inherit", "currentcolor"):
        return replace(look, colour=colour(painted.value), painted=painted.written)
    return look


def gone(style: Style) -> str | None:
    """What of a style hides an element with all that is in it, whatever they set themselves."""
    for name, hides in _HIDES.items():
        if name in style and hides(style[name].value):
            return style[name].written
    return _without_size(style) or _off_screen(style)


_HIDES: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "mso-hide": lambda value: value == "all",
    "opacity": lambda value: (_number(value) or (1.0, ""))[0] <= (_FAINT * 100 if value.endswith("%") else _FAINT),
    "transform": lambda value: bool(_NOTHING_LEFT.search(value)),
    "clip": lambda value: bool(_CUT_AWAY.match(value)),
    "clip-path": lambda value: bool(_CUT_AWAY.match(value)),
}


def _without_size(style: Style) -> str | None:
    cut = [style[name].value for name in ("overflow", "overflow-x", "overflow-y") if name in style]
    if any(value.startswith(("hidden", "clip")) for value in cut):
        for name in _SIZES:
            if name in style and (size := _pixels(style[name].value)) is not None and size <= _SMALLEST:
                return f"{style[name].written} with overflow:hidden"
    return None


def _off_screen(style: Style) -> str | None:
    placed = "position" in style and style["position"].value in ("absolute", "fixed", "relative")
    for name in _PLACES:
        if name in style and (placed or name not in ("left", "top")):
            sizes = [_pixels(word) for word in style[name].value.split()[:4]]
            if any(size is not None and size <= _FAR for size in sizes):
                return style[name].written
    return None


def _unseen(around: str | None, style: Style) -> str | None:
    if "visibility" not in style or style["visibility"].value == "inherit":
        return around
    return style["visibility"].written if style["visibility"].value in ("hidden", "collapse") else None


def _tiny(around: str | None, style: Style) -> str | None:
    """An element of no size in which another sets a size of its own shows that one."""
    set_ = style.get("font-size") or style.get("font")
    if set_ is None or set_.value == "inherit":
        return around
    sizes = [word.partition("/")[0] for word in set_.value.split()[:8]]
    size = next((number for word in sizes if (number := _number(word)) and (number[1] or not number[0])), None)
    if size is None:
        return None
    if around and size[1] in _OF_ITS_PARENT:
        return around
    return set_.written if size[0] * _PIXELS.get(size[1], 16.0) <= _SMALLEST else None


def _ground(around: Colour | None, style: Style) -> Colour | None:
    """The background; None where a picture or a colour that is not known is behind the text."""
    painted = style.get("background-color") or style.get("background")
    picture = "background" in style and re.search(r"(?:url|gradient)\(", style["background"].value)
    if painted is None or picture:
        return None if picture else around
    words = _WORDS.findall(painted.value)[:12]
    if set(words) & {"none", "inherit", "initial", "unset"}:
        return around
    ground = next((found for word in words if (found := colour(word))), None)
    if ground is None or 0 < ground.opacity < 1:
        return None
    return ground if ground.opacity else around


def _number(written: str) -> tuple[float, str] | None:
    found = _NUMBER.fullmatch(written)
    return (float(found[1]), found[2]) if found else None


def _pixels(written: str) -> float | None:
    number = _number(written)
    return number[0] * _PIXELS.get(number[1], 16.0) if number else None
