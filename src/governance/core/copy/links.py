"""Links of a part: addresses in its text, merge fields that stand for one, and targets in HTML."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from governance.core.copy.entities import decoded
from governance.core.copy.parsed import MAX_PART_LENGTH, ParsedPart, Sentence
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.variant import PartName

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->|$)")
_ANCHOR = re.compile(r"""<a(?:rea)?[\s/](?:[^<>"']|"[^"]*"|'[^']*')*+""", re.IGNORECASE)
_TARGET = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+|\{\{\s*+([\w.]++)\s*+\}\}")
_WAY_OUT = re.compile(r"unsub|opt_?out")


class Link(NamedTuple):
    """Where a link stands, and its address, written so that the same address is the same text."""

    span: Span
    address: str


def links_in(text: MappedText) -> Iterator[Link]:
    """Links of a folded text. The recipient's way out (an unsubscribe field) is none."""
    if not _may_hold_links(text.text):
        return
    for match in _ADDRESS.finditer(text.text):
        if match[1] and not is_address_field(match[1]):
            continue
        written = match[0].rstrip(".,;:!?")
        start = match.start()
        yield Link(text.span(start, start + len(written)), same_address(written))


def _may_hold_links(folded: str) -> bool:
    if "{{" in folded and ("link" in folded or "url" in folded):
        return True
    return "://" in folded or "www." in folded


def is_address_field(field: str) -> bool:
    """Whether a merge field stands for a link, other than the recipient's way out."""
    return ("link" in field or "url" in field) and not is_way_out(field)


def targets(part: ParsedPart) -> Iterator[Link]:
    """What the anchors of an HTML part lead to, as written."""
    if part.name is not PartName.HTML or len(part.source) > MAX_PART_LENGTH:
        return
    source = without_comments(part.source)
    for anchor in _ANCHOR.finditer(source):
        for target in _TARGET.finditer(source, anchor.start(), anchor.end()):
            yield Link(Span(*target.span(target.lastindex or 0)), decoded(identity(target[target.lastindex or 0])).text)


def distinct_links(parts: tuple[ParsedPart, ...]) -> dict[str, tuple[ParsedPart, Link]]:
    """The links of the message by address, each where it stands first; of a sentence those of its fullest rendering."""
    found: dict[str, tuple[ParsedPart, Link]] = {}
    for part in parts:
        sentences = (sentence for text in (part, *part.asides) for sentence in text.sentences)
        for sentence in sentences if _may_link(part) else ():
            for link in _most(sentence, found):
                found.setdefault(link.address, (part, link))
        for target in targets(part):
            if not is_way_out(target.address):
                found.setdefault(same_address(target.address), (part, target))
    return found


def _may_link(part: ParsedPart) -> bool:
    """Whether there can be links in the text; what options put together is not looked for here."""
    forked = any(len(sentence.renderings) > 1 for text in (part, *part.asides) for sentence in text.sentences)
    return forked or any(_may_hold_links(text.folded.text) for text in (part, *part.asides))


def _most(sentence: Sentence, known: dict[str, tuple[ParsedPart, Link]]) -> list[Link]:
    """The links of the rendering that adds the most addresses."""
    each = [list(links_in(text)) for text in sentence.folded]
    if len(each) == 1:
        return each[0]
    return max(each, key=lambda links: len({link.address for link in links if link.address not in known}))


def is_way_out(address: str) -> bool:
    """Whether a link lets the recipient unsubscribe."""
    return bool(_WAY_OUT.search(address.lower()))


def without_comments(html: str) -> str:
    """The HTML with every comment blanked, length unchanged."""
    return _COMMENT.sub(lambda comment: " " * len(comment[0]), html)


def same_address(address: str) -> str:
    """An address without its scheme, `www.`, case and last slash."""
    bare = address.strip().lower()
    for prefix in ("https://", "http://", "www."):
        bare = bare.removeprefix(prefix)
    return bare.rstrip("/")
