"""Rules of `<style>` elements for a tag, a class or an id.

A rule with any other selector, or under a condition that cannot be judged here, is kept apart: it may hold for the
elements that its last part names. What holds only on some screens, or on paper, is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from governance.core.copy.hiding import gone
from governance.core.copy.styles import STYLE_COMMENT, Declared, declarations, lay_over
from governance.core.copy.text import MappedText, Span

_STEP = re.compile(r"([^{}]*+)([{}]|\Z)")
_SIMPLE = re.compile(r"(\*|[a-z][\w-]*+)?+(?:([.#])([\w-]++))?+")
_LAST = re.compile(r"(?:(\*|[a-z][\w-]*+)|([.#])([\w-]++))(?:\[[^\[\]]*+\]|::?[\w-]++(?:\([^()]*+\))?+)*+\Z")
_ON_SOME_SCREENS = re.compile(r"\((?:max-(?:device-)?(?:width|height)|prefers-|orientation)|\bprint\b")
_ON_ALL_SCREENS = re.compile(r"@media\s++(?:only\s++)?(?:all|screen)\s*+")
_WHEN_TOUCHED = re.compile(r":(?:hover|active|focus|visited)\b")
_LONGEST_SELECTOR = 200
_DEEPEST = 3
_GROUND = ("background", "background-color")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that hides, of which nobody can say here whether it holds; `written` is its selector."""

    span: Span
    written: str


@dataclass
class Sheet:
    """What the rules say, by the selector that they are for. `unsure` are properties that may be set otherwise."""

    sure: dict[str, dict[str, Declared]] = field(default_factory=dict)
    unsure: dict[str, set[str]] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)

    def style(self, name: str, marks: Sequence[str]) -> dict[str, Declared]:
        """What holds for an element with these marks (`.class`, `#id`), the more special selector last."""
        found: dict[str, Declared] = {}
        for selector in ("*", name, *(selector for mark in marks for selector in (mark, name + mark))):
            lay_over(found, self.sure.get(selector, {}))
        return found

    def may_colour(self, name: str, marks: Sequence[str]) -> set[str]:
        """Which of colour and background a rule may set that cannot be judged."""
        return set[str]().union(*(self.unsure.get(selector, set()) for selector in ("*", name, *marks)))

    def doubts_about(self, name: str, marks: Sequence[str]) -> Iterator[Doubt]:
        """Rules that may hide an element."""
        return (self.doubts[selector] for selector in ("*", name, *marks) if selector in self.doubts)

    def read(self, css: MappedText) -> None:
        """Adds the rules of a `<style>` element. Never raises; time grows with its length."""
        around: list[str] = []
        for step in _STEP.finditer(STYLE_COMMENT.sub(lambda comment: " " * len(comment[0]), css.text)):
            if step[2] == "{":
                around.append(" ".join(step[1].rpartition(";")[2].lower().split()).removeprefix("<!--").strip())
            elif around:
                if step[1].strip() and len(around) <= _DEEPEST and not around[-1].startswith("@"):
                    self.add(around, step[1], css.span(*step.span(1)))
                around.pop()

    def add(self, around: list[str], written: str, span: Span) -> None:
        *conditions, selectors = around
        if any(_ON_SOME_SCREENS.search(condition) for condition in conditions):
            return
        certain = all(_ON_ALL_SCREENS.fullmatch(condition) for condition in conditions)
        style = declarations(written)
        for selector in map(str.strip, selectors.split(",") if style else ()):
            if selector and len(selector) <= _LONGEST_SELECTOR and not _WHEN_TOUCHED.search(selector):
                self.keep(selector, certain, style, span)

    def keep(self, selector: str, certain: bool, style: dict[str, Declared], span: Span) -> None:
        if certain and _SIMPLE.fullmatch(selector):
            named = {name: one.under(selector) for name, one in style.items()}
            lay_over(self.sure.setdefault(_key(selector), {}), named)
            return
        last = _LAST.search(selector)
        key = "*" if last is None else last[1] or f"{last[2]}{last[3]}"
        self.unsure.setdefault(key, set()).update(name for name in style if name == "color" or name in _GROUND)
        if how := gone(style):
            self.doubts.setdefault(key, Doubt(span, f"{selector} {{{how}}}"))


def _key(selector: str) -> str:
    return selector.removeprefix("*") or "*"
