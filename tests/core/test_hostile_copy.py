"""Copy made to be slow: each of these hangs a parser that looks twice at what it has seen."""

from collections.abc import Callable

import pytest
from tests.growth import require_growth_with_length

from governance.core.copy.links import links_in, targets
from governance.core.copy.parsed import parse_part
from governance.core.copy.variant import PartName

LENGTH = 20_000
Source = Callable[[int], str]
HOSTILE = [
    *("{ } {{ }} {a} {a| {a|b} {a|b}.\n {{a|b}} {{{x}}} {a|{b|c}} {{link {{linklink {% | {{c}}.".split(" ")),
    *("<a < </ <! <!-- <!----> <p> <head> <template> <script> <textarea>x --> <b>a</b>".split(" ")),
    *("<a\t <a\thref=\"x <a\tb=' <a\t'\t\" & &# &#9 &amp &amp; a&b".replace(" ", "\0").split("\0")),
    *('http:// http://. www. ... …\t ." *.*. ] Mr.\t A.\t 1.\t 1.\n hi, hi,\n x.[1]\t a.\t*\t'.split(" ")),
    *["\n", "\r", "\r\n", " \n", " ", ". ", "a. ", "a\r", "\ufffc,", "\u200b", "é. ", "ﬁ", "🚀", "a 🚀 B"],
]


def filled(pattern: str) -> Source:
    return lambda length: (pattern * (length // len(pattern) + 1))[:length]


LONG: list[Source] = [
    lambda length: "hi" + " " * length,
    lambda length: "&#" + "9" * length,
    lambda length: '<a href="' + "x" * length,
    lambda length: "<!" + "-" * length,
    lambda length: "{{" + "link" * (length // 4),
    lambda length: "{" + "a|" * (length // 2) + "b}",
    lambda length: "{a|b}{c|d}{e|f}{g|h}{i|j}{k|l}" + "a" * length,
    filled("{a|" * 30 + "b" + "}" * 30),
]


@pytest.mark.parametrize("name", [PartName.BODY, PartName.HTML])
@pytest.mark.parametrize("source", [*map(filled, HOSTILE), *LONG], ids=lambda source: repr(source(12)))
def test_hostile_copy_is_read_in_time_that_grows_with_its_length(source: Source, name: PartName) -> None:
    require_growth_with_length(lambda length: _read(name, source(length)), LENGTH)


def _read(name: PartName, source: str) -> None:
    part = parse_part(name, source)
    links = [*links_in(part.folded), *targets(part)]
    spans = [sentence.span for sentence in part.sentences]
    assert spans == sorted(spans)
    assert all(part.quote(link.span) for link in links)
    assert len(part.unreadable) <= 20
