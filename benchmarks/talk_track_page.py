"""A talk track as people write it, in Markdown: its name, positioning, pillars, objections and ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"#{2,4}\s+(?P<hashed>.+)|\*\*(?P<bold>[^*]+)\*\*:?\s*(?P<rest>.*)")
_PILLAR = re.compile(r"(?:\d+[.)]|[-*])\s+(.+)")
_OBJECTION = re.compile(r"(?:\d+[.)]|[-*])\s+(.+?)\s*(?:->|→)\s*(.+)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class TalkTrackPage:
    """What the page says; `objections` are pairs of what buyers say and the agreed answer."""

    name: str
    positioning: str
    pillars: tuple[str, ...]
    objections: tuple[tuple[str, str], ...]
    ask: str | None


def parse_talk_track(page: str) -> TalkTrackPage:
    """Read a page headed `# NAME - talk track`, with `**Heading:** text`, `**Heading**` or `## Heading`."""
    title = page.lstrip().split("\n", 1)[0].lstrip("# ")
    name = re.split(r"\s+[-–—]\s+|:\s|,\s|\s+(?i:talk track)\b", title, maxsplit=1)[0].strip() or title
    sections = list(_sections(page))
    positioning = " ".join(_section(sections, "what we do") or _section(sections, "positioning"))
    return TalkTrackPage(
        name=name,
        positioning=_SENTENCE_END.split(positioning, maxsplit=1)[0] or name,
        pillars=tuple(_plain(m[1]) for m in _items(_PILLAR, _section(sections, "pillar") or _numbered(page))),
        objections=tuple((_plain(m[1]), _plain(m[2])) for m in _items(_OBJECTION, _section(sections, "objection"))),
        ask=" ".join(_section(sections, "ask") or _section(sections, "call to action")) or None,
    )


def _sections(page: str) -> Iterator[tuple[str, list[str]]]:
    """Headings in lower case, each with its lines that are not empty."""
    heading, lines = "", list[str]()
    for line in page.splitlines():
        if found := _HEADING.fullmatch(line.strip()):
            yield heading, lines
            heading = (found["hashed"] or found["bold"]).strip(" :").lower()
            lines = [found["rest"]] if found["rest"] else []
        elif line.strip():
            lines.append(line.strip())
    yield heading, lines


def _section(sections: list[tuple[str, list[str]]], words: str) -> list[str]:
    return next((lines for heading, lines in sections if words in heading), [])


def _numbered(page: str) -> list[str]:
    """All numbered lines, for a page without a heading for its pillars."""
    return [line.strip() for line in page.splitlines() if re.match(r"\s*\d+[.)]\s", line)]


def _items(pattern: re.Pattern[str], lines: list[str]) -> list[re.Match[str]]:
    return [found for line in lines if (found := pattern.fullmatch(line))]


def _plain(text: str) -> str:
    return text.replace("*", "").strip(' "“”')
