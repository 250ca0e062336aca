"""Campaigns as platforms export them: what is read of each documented shape, and that the same bytes come back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outside.campaign_shapes import (
    APOLLO,
    HUBSPOT,
    INSTANTLY,
    LEMLIST,
    OUTREACH,
    SALESLOFT,
    SHAPES,
    SMARTLEAD_GUIDE,
    SMARTLEAD_READ,
    SMARTLEAD_WRITTEN,
)

from governance.core.copy.variant import Revision, Variant
from governance.core.errors import CopyFileError, Unusable
from governance.outside.campaign_files import read_campaign_file
from governance.outside.campaign_files.campaign_file import CampaignFile
from governance.outside.campaign_files.json_source import Value, read_json
from governance.outside.copy_files.located import UnreadableVariant

DAY = 24 * 60
EVERY = [(platform, shape) for platform, shapes in SHAPES.items() for shape in shapes]


def read(text: str) -> CampaignFile:
    return read_campaign_file(text.encode(), "campaign.json")


def variants(text: str) -> list[Variant]:
    return [item.located.variant for item in read(text).items if isinstance(item.located.variant, Variant)]


def unreadable(text: str) -> list[tuple[str, str]]:
    found = [item.located.variant for item in read(text).items]
    return [(one.id, one.message) for one in found if isinstance(one, UnreadableVariant)]


def sequence(text: str) -> list[tuple[Any, ...]]:
    """Of each variant: where it stands, how long after the step before, and how it begins."""
    return list(_sequence(text))


def _sequence(text: str) -> Iterator[tuple[Any, ...]]:
    for one in variants(text):
        assert one.step
        words = one.revision.body or one.revision.html or ""
        yield one.id, one.step.wait_minutes, one.manifest.channel, one.revision.subject, words[:14]


def refusal(content: str | bytes) -> str:
    with pytest.raises(CopyFileError) as refused:
        read_campaign_file(content.encode() if isinstance(content, str) else content, "campaign.json")
    return str(refused.value)


# What each platform's shape becomes


def test_instantly_waits_after_a_step_and_goes_on_in_the_thread_where_the_subject_is_blank() -> None:
    assert sequence(INSTANTLY) == [
        ("Step 1, variant A", None, "email", "Returns at {{companyName}}", "Hi {{firstName"),
        ("Step 1, variant B", None, "email", "Labels", "<p>Who answers"),
        ("Step 2, variant A", 3 * DAY, "email", None, "Shall I send t"),
        ("Step 3, variant A", 4 * 60, "email", "Last one", "Shall I close "),
    ]
    first, second, third, last = variants(INSTANTLY)
    assert (first.revision.html, second.revision.body) == (None, None)
    assert [one.step.enabled for one in (first, second) if one.step] == [True, False]
    assert [one.manifest.kind for one in (first, third)] == ["cold", "followup"]
    assert [one.manifest.replies for one in (first, third, last)] == [False, True, False]
    assert first.manifest.unsubscribe_header is True
    assert first.manifest.sender == "s1@d.example"
    assert first.manifest.schedule == "Mon, Tue, Wed, Thu, Fri 09:00–17:00 America/Detroit"


@pytest.mark.parametrize("shape", [SMARTLEAD_WRITTEN, SMARTLEAD_READ])
def test_smartlead_waits_before_a_step(shape: str) -> None:
    assert [(name, wait) for name, wait, *_ in sequence(shape)][2] == ("Step 2", 3 * DAY)
    assert [one[3:] for one in sequence(shape)] == [
        ("Returns", "<p>Hi {{first_"),
        ("Labels", "<p>Hello</p>"),
        (None, "<p>Bump</p>"),
    ]


def test_smartlead_weights_are_read_under_both_names() -> None:
    assert [one.step.weight for one in variants(SMARTLEAD_WRITTEN) if one.step] == [60, 40, None]
    assert [one.step.weight for one in variants(SMARTLEAD_GUIDE) if one.step] == [50, 50]


def test_a_text_that_smartlead_holds_beside_its_variants_is_reviewed_with_them() -> None:
    beside = SMARTLEAD_READ.replace('"subject":"","email_body":"",', '"subject":"Own","email_body":"<p>Own</p>",')
    assert [one[0] for one in sequence(beside)] == ["Step 1", "Step 1, variant A", "Step 1, variant B", "Step 2"]


def test_lemlist_reads_the_steps_of_every_channel_and_variant_b() -> None:
    assert sequence(LEMLIST) == [
        ("Step 1", 0, "linkedin", None, "Hey {{firstNam"),
        ("Step 2, variant A", DAY, "email", "{{firstName}}, returns", "<p>Hey</p>"),
        ("Step 2, variant B", DAY, "email", "Labels", "<p>Hi</p>"),
        ("Step 4", 3 * DAY, "email", None, "<p>Bump</p>"),
    ]


def test_apollo_joins_steps_touches_and_templates_by_id() -> None:
    assert sequence(APOLLO) == [
        ("Step 1, variant A", 30, "email", "Labels", "<p>Hello</p>"),
        ("Step 1, variant B", 30, "email", "Returns", "<p>Hi {{first_"),
        ("Step 2", 2 * DAY, "call_script", None, "Hello, this is"),
    ]
    assert unreadable(APOLLO) == []


def test_outreach_joins_steps_and_templates_by_relationship() -> None:
    assert sequence(OUTREACH) == [
        ("Step 1, variant A", 0, "email", "Returns", "<p>Hi {{first_"),
        ("Step 1, variant B", 0, "email", "Labels", "<p>Hello</p>"),
        ("Step 2", 2 * DAY, "email", None, "<p>Bump</p>"),
        ("Step 3", 60, "call_script", None, "Hello, this is"),
    ]
    assert [one.step.enabled for one in variants(OUTREACH) if one.step] == [True, False, True, True]


def test_a_template_of_outreach_is_read_without_a_sequence() -> None:
    alone = '{"data":{"type":"template","id":1,"attributes":{"subject":"Returns","bodyHtml":"<p>Hi</p>"}}}'
    assert [one[3:] for one in sequence(alone)] == [("Returns", "<p>Hi</p>")]


def test_salesloft_counts_days_from_the_beginning() -> None:
    assert sequence(SALESLOFT) == [
        ("Step 1", None, "email", "Returns", "<p>Hi {{first_"),
        ("Step 2", 3 * DAY, "email", None, "<p>Bump</p>"),
        ("Step 3", 0, "call_script", None, "Hello, this is"),
    ]
    assert read(SALESLOFT).campaign.name == "Q1 cadence"


def test_hubspot_is_refused_because_its_file_holds_no_words() -> None:
    assert "does not hold their words; bring the templates as CSV" in refusal(HUBSPOT)


# What comes back


@pytest.mark.parametrize(("platform", "shape"), EVERY)
def test_a_file_comes_back_byte_for_byte(platform: str, shape: str) -> None:
    found = read(shape)
    assert found.platform == platform
    assert found.written({}) == shape
    same = {number: one.revision for number, one in enumerate(variants(shape), 1)}
    assert found.written(same) == shape


@pytest.mark.parametrize(("platform", "shape"), EVERY)
def test_revised_words_change_that_string_and_nothing_else(platform: str, shape: str) -> None:
    old = variants(shape)[-1].revision
    new = Revision(subject=old.subject, **{part: 'New "words" é\n' for part in ("body", "html") if getattr(old, part)})
    written = read(shape).written({len(variants(shape)): new})
    last = (old.body or old.html or "").replace("\n", "\\n")
    assert written == shape.replace(f'"{last}"', json.dumps('New "words" é\n'))
    assert platform == read(written).platform


def test_a_file_that_is_not_ascii_keeps_its_letters() -> None:
    shape = INSTANTLY.replace("Last one", "Zuletzt, schöne Grüße")
    written = read(shape).written({3: Revision(body="Größe")})
    assert '"subject":"","body":"Größe"' in written


def test_a_subject_that_is_given_to_a_reply_goes_where_the_blank_one_stood() -> None:
    written = read(INSTANTLY).written({3: Revision(subject="Guide", body="Shall I send the guide?")})
    assert written == INSTANTLY.replace('"subject":"","body":"Shall', '"subject":"Guide","body":"Shall')


def test_a_part_without_a_place_in_the_file_is_refused() -> None:
    with pytest.raises(Unusable, match="no place for the html that was added"):
        read(INSTANTLY).written({1: Revision(subject="S", body="B", html="<p>B</p>")})
    with pytest.raises(Unusable, match="The subject that the file holds was taken out"):
        read(INSTANTLY).written({1: Revision(body="B")})


# What no reader knows


def test_words_that_no_reader_knows_are_named_with_their_place() -> None:
    footer = INSTANTLY.replace('"v_disabled":true', '"ps":"P.S. We guarantee your refunds"')
    assert unreadable(footer) == [
        (
            "sequences.0.steps.0.variants.1.ps",
            "Holds words that no reader of this platform knows, so nobody would review them; take them out",
        )
    ]


def test_only_the_first_sequence_of_instantly_is_sent_and_words_of_another_are_named() -> None:
    two = INSTANTLY.replace("]}]}\n", ']},{"steps":[{"variants":[{"subject":"S","body":"We promise the moon"}]}]}]}')
    assert [id for id, _ in unreadable(two)] == ["sequences.1.steps.0.variants.0.body"]


def test_a_step_without_words_says_so() -> None:
    assert unreadable(INSTANTLY.replace("Shall I close this?", "")) == [
        ("Step 3, variant A", "body is missing; a variant has an id and a body")
    ]
    assert unreadable(INSTANTLY.replace('"Shall I close this?"', "null"))[0][1].startswith("body is missing")


def test_half_a_surrogate_pair_is_no_character() -> None:
    assert "half of a surrogate pair" in unreadable(INSTANTLY.replace("Shall I close", "Shall \\ud83d"))[0][1]


# What is no campaign


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1,}', "campaign.json:1:9: The file is not JSON: '}' stands where another value is allowed"),
        ('{"a" 1}', "1:6: The file is not JSON: '1}' stands where a colon is allowed"),
        ("[1 2]", "1:4: The file is not JSON: '2]' stands where a comma or ] is allowed"),
        ('{"a": "x', "1:7: The file is not JSON: Unterminated string"),
        ('{\n "a": 1,\n "a": 2}', "3:2: The key 'a' stands twice; readers differ on which counts"),
        ("{a: 1}", "1:2: The file is not JSON: 'a: 1}' stands where a key in quotes is allowed"),
        ("[NaN]", "1:2: The file is not JSON: 'NaN]' stands where a value is allowed"),
        ("[] []", "1:4: The file is not JSON: '[]' stands where the end of the file is allowed"),
        ("", "1:1: The file is not JSON: the end of the file stands where a value is allowed"),
        ("[" * 1_000, "The file is nested more than 64 levels deep"),
        ('{"a":' * 2_000_000, "The file is nested more than 64 levels deep"),
        ('{"name": "x"}', "The file is no campaign that is known; allowed are exports of instantly, smartlead"),
        ("{}", "The file is no campaign that is known"),
        ('"{{"', "The file is no campaign that is known"),
    ],
)
def test_a_file_that_is_no_campaign_is_refused_with_place_and_advice(text: str, said: str) -> None:
    assert said in refusal(text)


def test_a_file_that_is_not_utf_8_or_too_large_is_refused() -> None:
    assert "Byte 0 is not UTF-8" in refusal(b"\xff\xfe{\x00")
    assert "at most 20 MiB" in refusal(b" " * (20 * 2**20 + 1))


# Whatever the file


@given(st.text(alphabet='{}[]",:\\ \n\ttrue0123456789.eE+-abé', max_size=200))
def test_any_text_is_json_or_refused_as_the_standard_library_would(text: str) -> None:
    try:
        found = read_json(text, "campaign.json")
    except CopyFileError as refused:
        if "twice" not in str(refused):
            with pytest.raises(ValueError):  # noqa: PT011 - whatever the library says of it
                json.loads(text, parse_constant=_no_constant)
        return
    assert _plain(found) == _without_empty(json.loads(text, parse_int=float, parse_constant=_no_constant))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 0, 2]), st.booleans())
def test_every_value_knows_where_it_stands(value: Any, indent: int | None, ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii)
    found = read_json(text, "campaign.json")
    assert _plain(found) == _without_empty(json.loads(text, parse_int=float))
    for one in _everything(found):
        assert _without_empty(json.loads(text[one.start : one.end], parse_int=float)) == _plain(one)


@given(JSON, st.text(min_size=1).filter(str.strip), st.sampled_from([None, 1]), st.booleans())
def test_unknown_fields_of_any_kind_come_back_as_they_were(
    unknown: Any, words: str, indent: int | None, ascii: bool
) -> None:
    variant = {"before": unknown, "subject": "S", "body": "old", "after": unknown}
    campaign = {"x": unknown, "sequences": [{"steps": [{"variants": [variant], "delay": 1, "y": unknown}]}]}
    text = json.dumps(campaign, indent=indent, ensure_ascii=ascii)
    found = read(text)
    assert found.written({}) == text
    variant["body"] = words
    assert json.loads(found.written({1: Revision(subject="S", body=words)})) == campaign


def _plain(value: Value) -> Any:
    """A value as the standard library reads it; an empty object or array is None."""
    opened = {key: _plain(member) for key, member in value.members.items()}
    return opened or [_plain(one) for one in value.elements] or value.scalar


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(member) for key, member in value.items()} or None
    return ([_without_empty(one) for one in value] or None) if isinstance(value, list) else value


def _everything(value: Value) -> Iterator[Value]:
    yield value
    for inner in (*value.members.values(), *value.elements):
        yield from _everything(inner)


def _no_constant(name: str) -> None:
    raise ValueError(name)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e300", "-5", "0.5", "true", '"x"'])
@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (INSTANTLY, '"delay":3'), (SMARTLEAD_WRITTEN, '"seq_number":2'), (SMARTLEAD_WRITTEN, '"delay_in_days":3'),
        (SMARTLEAD_GUIDE, '"variant_distribution":50'), (LEMLIST, '"delay":2'), (APOLLO, '"wait_time":30'),
        (APOLLO, '"position":2'), (OUTREACH, '"interval":172800'), (OUTREACH, '"order":3'), (SALESLOFT, '"day":4'),
    ],
)  # fmt: skip
def test_no_number_stops_the_reader(shape: str, said: str, number: str) -> None:
    odd = shape.replace(said, f"{said.partition(':')[0]}:{number}")
    assert odd != shape
    found = read(odd)
    assert len(found.items) == len(read(shape).items)
    assert found.written({}) == odd


def test_lines_are_counted_as_editors_count_them() -> None:
    one = INSTANTLY.replace("Returns at", "Returns\u2028at").replace("Shall I close this?", "")
    (place,) = [item.located.place for item in read(one).items if isinstance(item.located.variant, UnreadableVariant)]
    assert place.line == one[: one.index('"Last one"')].count("\n") + 1


def test_what_the_file_calls_things_is_told_as_every_page_and_database_can_hold_it() -> None:
    odd = INSTANTLY.replace('"v_disabled":true', '"x\\ud800\\u0000":"P.S. We guarantee your refunds"')
    assert [id for id, _ in unreadable(odd)] == ["sequences.0.steps.0.variants.1.x\\ud800\\u0000"]
    labelled = SMARTLEAD_WRITTEN.replace('"variant_label":"A"', '"variant_label":"\\ud800"')
    assert [id for id, _ in unreadable(labelled)] == ["Step 1, variant \\ud800"]
    assert read(INSTANTLY.replace("Q1 Outreach", "Q1 \\udc00")).campaign.name == "Q1 \\udc00"
