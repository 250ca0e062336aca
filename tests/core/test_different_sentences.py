"""The different sentences of a part, with the options that give each of them."""

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.test_renderings import by_name
from tests.core.test_syntax import COPY
from tests.core.test_visible import MARKUP

from governance.core.copy.dialects import dialect_of
from governance.core.copy.different_sentences import different_sentences
from governance.core.copy.extent import extent
from governance.core.copy.parsed import ParsedPart, parse_part
from governance.core.copy.variant import PartName


def told(source: str, name: PartName = PartName.BODY, platform: str | None = None) -> list[tuple[str, ...]]:
    """Each text, then the options that give it as the source writes them."""
    part = parse_part(name, source, dialect_of(platform))
    assert not part.unreadable
    return [(one.text, *(part.quote(it.span) for it in one.choices)) for one in different_sentences(part)]


def test_a_sentence_is_told_with_the_option_of_each_choice() -> None:
    part = parse_part(PartName.BODY, "Hello {{first_name}}, all good. You save {8%|12%} on {|all }returns.")
    assert [(one.text, one.span) for one in different_sentences(part)] == [
        ("Hello {{first_name}},", (0, 21)),
        ("all good.", (22, 31)),
        ("You save 8% on returns.", (32, 68)),
        ("You save 8% on all returns.", (32, 68)),
        ("You save 12% on returns.", (32, 68)),
        ("You save 12% on all returns.", (32, 68)),
    ]
    last = different_sentences(part)[-1]
    assert [(one.text, one.span) for one in last.choices] == [("12%", (45, 48)), ("all ", (55, 59))]


def test_an_option_inside_an_option_follows_it_and_both_are_told_as_they_read() -> None:
    part = parse_part(PartName.BODY, "It is {bad|very {good|nice}}.")
    assert [[one.text for one in it.choices] for it in different_sentences(part)] == [
        ["bad"],
        ["very good", "good"],
        ["very nice", "nice"],
    ]


def test_a_merge_field_becomes_itself_or_its_fallback() -> None:
    assert told("Hi {{ first_name | there }}!") == [
        ("Hi {{first_name}}!", "{{ first_name | there }}"),
        ("Hi  there !", " there "),
    ]
    assert told('Hi {{first_name | default: "you"}}!', platform="hubspot") == [
        ("Hi {{first_name}}!", '{{first_name | default: "you"}}'),
        ("Hi you!", "you"),
    ]


def test_a_condition_becomes_one_of_its_branches_or_nothing() -> None:
    assert told("We {% if size %}can {% endif %}help.", platform="instantly") == [
        ("We can help.", "can "),
        ("We help.", ""),
    ]


def test_an_empty_option_stands_between_its_marks() -> None:
    part = parse_part(PartName.HTML, "<p>A {big|} <b>deal</b></p>")
    assert [[one.span for one in it.choices] for it in different_sentences(part)] == [[(6, 9)], [(10, 10)]]


def test_what_reads_the_same_is_told_once_with_the_first_options_that_give_it() -> None:
    assert told("{Good|Nice|NICE} day. {Nice day|Good\n day}. Hi {{ a }}! Hi {{a}}!") == [
        ("Good day.", "Good"),
        ("Nice day.", "Nice"),
        ("Hi {{a}}!",),
    ]


def test_options_of_html_stand_in_its_source() -> None:
    assert told("<p>Save {8%|up&nbsp;to <i>12</i>%}</p>", PartName.HTML) == [
        ("Save 8%", "8%"),
        ("Save up\u00a0to 12%", "up&nbsp;to <i>12</i>%"),
    ]


@given(st.sampled_from(PartName), COPY | MARKUP)
def test_as_many_sentences_are_told_as_are_counted_and_as_there_are(name: PartName, source: str) -> None:
    part = readable(name, source)
    texts = [same(one.text) for one in different_sentences(part)]
    assert len(texts) == len(set(texts)) == extent(part).sentences
    assert set(texts) == {same(by_name(text.text)) for one in part.sentences for text in one.renderings}


@given(st.sampled_from(PartName), COPY | MARKUP)
def test_every_option_stands_in_its_sentence(name: PartName, source: str) -> None:
    part = readable(name, source)
    for one in different_sentences(part):
        for choice in one.choices:
            assert one.span.contains(choice.span)
            assert choice.text in one.text
            assert name is PartName.HTML or "{" in part.quote(choice.span) or part.quote(choice.span) == choice.text


def readable(name: PartName, source: str) -> ParsedPart:
    part = parse_part(name, source)
    assume(not part.unreadable)
    return part


def same(text: str) -> str:
    return " ".join(text.casefold().split())
