"""What of HTML the recipient does not see, and what stands beside its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_visible import MARKUP

from governance.core.copy.colours import Colour, colour
from governance.core.copy.parsed import parse_part
from governance.core.copy.passages import hidden_text
from governance.core.copy.sheet import Sheet
from governance.core.copy.styles import declarations
from governance.core.copy.text import identity
from governance.core.copy.variant import PartName
from governance.core.copy.visible import OUTLOOK, page

PIECES = """
<div style='display:none'>|<p class=a>|<b id=x hidden>|</div>|</p>|</b>|<font color=#fff>|</font>|<td bgcolor=#000>
|<style>.a{opacity:0}|#x .b{color:#fff}|@media all{p{font-size:0}|}|</style>|<!--[if mso]>|<![endif]-->|-->|{{g}}
|<img alt='c &amp; d'>|<i title="{e|f}" style=visibility:visible>|one |two.|&nbsp;|&zwnj;|<span style='
"""
STYLED = st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join)


def hidden(html: str) -> list[tuple[str, str]]:
    part = parse_part(PartName.HTML, html)
    return [(part.text.text[slice(*each.span)].strip(), each.how) for each in part.hidden]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : None !important",
        "color:red;;display:none",
        "display:none /* why */",
        "background:url('a;b:c') ; display:none",
        "opacity:0%",
        "font-size:.5px",
        "font:700 0/1 Arial",
        "height:0;overflow:hidden",
        "overflow-y:hidden;max-width:1px",
        "transform:scale(0)",
        "clip-path:inset(100%)",
        "position:absolute;clip:rect(0,0,0,0)",
        "position:fixed;top:-10000px",
        "margin:0 0 0 -9999px",
        "text-indent:-99em",
        "visibility:collapse",
        "color:white",
        "color:rgba(10, 10, 10, 0)",
        "color:hsl(0, 0%, 100%)",
        "background:#222;color:#232323",
        "background-color:rgb(0 0 0 / 100%);color:#000",
    ],
)
def test_style_that_hides(style: str) -> None:
    assert [text for text, _ in hidden(f'a<b style="{style}">b</b>c')] == ["b"]


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "xdisplay:none",
        "content:'display:none'",
        "display:none;display:block",
        "opacity:.8",
        "font:14px/0 Arial",
        "height:0",
        "overflow:hidden;height:20px",
        "left:-9999px",
        "position:absolute;left:0",
        "margin:-8px",
        "color:#888",
        "color:var(--ink)",
        "background:black;color:#fff",
        "background:linear-gradient(red, blue);color:#fff",
        "background:none;color:#000",
        "transform:scale(0.9)",
    ],
)
def test_style_that_does_not_hide(style: str) -> None:
    assert hidden(f'a<b style="{style}">b</b>c') == []


@pytest.mark.parametrize(
    ("rules", "how"),
    [
        (".a{display:none}", ".a {display:none}"),
        ("B.A , i{display:none}", "b.a {display:none}"),
        ("#x{opacity:0}", "#x {opacity:0}"),
        ("@media screen{b{display:none}}", "b {display:none}"),
        ("@import 'x'; @charset 'y'; b{display:none}", "b {display:none}"),
        ("b{display:none!important} .a{display:inline}", "b {display:none}"),
        ("b{display:none", "b {display:none}"),
    ],
)
def test_a_rule_for_a_tag_a_class_or_an_id_hides(rules: str, how: str) -> None:
    assert hidden(f"<style>{rules}</style>a<b class='q a' id=x>b</b>c") == [("b", how)]


@pytest.mark.parametrize(
    "rules",
    [
        "i{display:none}",
        "b{display:none} .a{display:inline}",
        "@media print{b{display:none}}",
        "@media (max-width:480px){b{display:none!important}}",
        "/* b{display:none} */",
        "b:hover{display:none}",
        "@font-face{display:none}",
        "b{}",
    ],
)
def test_a_rule_that_does_not_hold_hides_nothing(rules: str) -> None:
    html = f"<style>{rules}</style>a<b class='q a' id=x>b</b>c"
    assert hidden(html) == []
    assert page(html).doubts == ()


@pytest.mark.parametrize(
    "rules",
    [
        "p .a{display:none}",
        "b[id]{display:none}",
        "[id]{opacity:0}",
        "b:not(.z){display:none}",
        ".q.a{display:none}",
        "@media (min-width:1px){b{display:none}}",
    ],
)
def test_a_rule_that_cannot_be_judged_is_told_where_it_may_hold(rules: str) -> None:
    html = f"<style>{rules}</style>a<b class='q a' id=x>b</b>c"
    assert hidden(html) == []
    (doubt,) = page(html).doubts
    assert html[slice(*doubt.span)] in ("display:none", "opacity:0")
    assert page(f"<style>{rules.replace('[id]{', 'i[id]{')}</style>a<u>b</u>").doubts == ()


def test_a_colour_that_a_rule_may_set_is_not_known() -> None:
    html = "<style>td a{background:blue}</style><a style='color:#fff'>b</a><u style='color:#fff'>c</u>"
    assert [text for text, _ in hidden(html)] == ["c"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div hidden>a<p>b</div>c", ["a\nb"]),
        ("<div hidden>a", ["a"]),
        ("<p hidden>a<p>b", ["a"]),
        ("<li hidden>a<li>b</li>", ["a"]),
        ("<table><tr hidden><td>a<tr><td>b</table>", ["a"]),
        ("<br hidden>a<img hidden>b", []),
        ("</div></p>a<b hidden></b>b", []),
        ("<i hidden><b>a</i>b", ["a"]),
        ("<p style='visibility:hidden'>a<b style='visibility:visible'>b</b>c</p>", ["a", "c"]),
        ("<p style='font-size:0'>a<b style='font-size:2em'>b</b><b style='font-size:9px'>c</b></p>", ["ab"]),
        ("<p style='color:#fff'>a<a href=x>b</a></p>", ["a"]),
        ("<p style='color:#fff'>a<b style='background:#000'>b</b></p>", ["a"]),
        ("<!--[if gte mso 9]>a<![endif]-->b<!--[if !mso]><!-->c<!--<![endif]-->d", ["a"]),
    ],
)
def test_an_element_hides_what_is_in_it(html: str, expected: list[str]) -> None:
    assert [text for text, _ in hidden(html) if text] == expected


def test_comments_for_outlook_inside_each_other_are_read_once() -> None:
    assert hidden("<!--[if a]>b" * 5_000) == [("b", OUTLOOK)]


def test_texts_beside_the_running_text_are_parts_of_their_own() -> None:
    html = (
        "<head><title>A &amp; b</title></head>c<i title='d' style=x aria-label=\"{e|f}\">g<img alt='' title=' '>h</i>"
    )
    part = parse_part(PartName.HTML, html)
    assert part.text.text == "cgh"
    assert [aside.text.text for aside in part.asides] == ["A & b", "d", "{e|f}"]
    assert [aside.quote(aside.sentences[0].span) for aside in part.asides] == ["A &amp; b", "d", "{e|f}"]
    assert len(part.asides[2].sentences[0].renderings) == 2


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#fff", Colour(255, 255, 255)),
        ("rebeccapurple", Colour(0x66, 0x33, 0x99)),
        ("rgb(100%, 0%, 0%)", Colour(255, 0, 0)),
        ("hsl(120, 100%, 50%)", Colour(0, 255, 0)),
        ("#ff000000", Colour(255, 0, 0, 0)),
        ("rgb(1, 2)", None),
        ("var(--x)", None),
        ("", None),
    ],
)
def test_colours_are_read(written: str, expected: Colour | None) -> None:
    assert colour(written) == expected


@given(STYLED | MARKUP | st.text(max_size=60))
def test_what_is_hidden_is_part_of_the_text(html: str) -> None:
    part = parse_part(PartName.HTML, html)
    at = 0
    for each in part.hidden:
        assert at <= each.span.start < each.span.end <= len(part.text.text)
        assert each.how
        at = each.span.end
    assert len(part.seen) == len(part.text.text)
    assert len(part.only_seen.text) == len(part.text.text) - sum(h.span.end - h.span.start for h in part.hidden)


@given(STYLED | MARKUP)
def test_veils_passages_and_asides_stand_in_the_source(html: str) -> None:
    read, part = page(html), parse_part(PartName.HTML, html)
    ends = [0, *(at for veil in read.veils for at in veil.span)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(html)
    found = hidden_text(part)
    spans = [passage.span for passage in (*([found.preheader] if found.preheader else []), *found.passages)]
    spans += [doubt.span for doubt in read.doubts]
    spans += [aside.text.span(at, at + 1) for aside in read.asides for at in range(len(aside.text.text))]
    assert all(0 <= start < end <= len(html) for start, end in spans)


def test_a_rule_for_everything_holds_for_every_element() -> None:
    assert hidden("<style>*{visibility:hidden}</style>a<b>b</b>c") == [("b", "* {visibility:hidden}")]


@given(st.text(alphabet="ab-:;\"'(){}@,.#*/\\ !0px", max_size=60))
def test_styles_are_read_whatever_they_hold(css: str) -> None:
    declarations(css)
    Sheet().read(identity(css))
