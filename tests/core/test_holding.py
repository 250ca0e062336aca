"""What every rendering must hold, and a mark that passes for a reply, agree with listing every rendering."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_reach import listed, templates, tree_of
from tests.growth import require_growth_with_length

from governance.core.copy.holding import Sought, look_for
from governance.core.copy.parsed import parse_part
from governance.core.copy.renderings import count
from governance.core.copy.reply_mark import passing_for_a_reply
from governance.core.copy.syntax import parse
from governance.core.copy.variant import PartName

SOUGHT = Sought(("no cost", "b no"), field=lambda name: name == "name", pattern=re.compile("x\\.io"))


def is_small(source: str) -> bool:
    return not parse(source).problems and count(tree_of(source)) <= 500


def holds(text: str) -> bool:
    said = re.search(r"(?<![^\W_])(?:no\s+cost|b\s+no)(?![^\W_])", text)
    return bool(said) or "{{name}}" in text or "x.io" in text


@given(templates().filter(is_small))
def test_what_is_held_is_what_the_list_holds(source: str) -> None:
    each = [holds(text) for text in listed(tree_of(source), source)]
    held = look_for(parse_part(PartName.BODY, source), SOUGHT)
    assert (held.always, held.ever) == (all(each), any(each))
    if held.without:
        assert held.ever
        assert not held.always


SUBJECTS = st.lists(
    st.sampled_from(
        ["Re", "{R|F}", "{e|w|wd}", ":", " ", "{|A}", "W", "{:|!}", "{{name}}", "x", "[2]", "{{name|re: }}"]
    ),
    max_size=6,
).map("".join)


@given(SUBJECTS)
def test_a_mark_of_a_reply_is_found_wherever_a_rendering_begins_with_it(source: str) -> None:
    each = [
        re.match(r"\W*(?:re|fwd?|aw|wg)[\s\[\]()\d]*:", text, re.IGNORECASE) for text in listed(tree_of(source), source)
    ]
    marked = any(one is not None and "{" not in one[0] for one in each)
    options = passing_for_a_reply(parse_part(PartName.SUBJECT, source))
    assert (options is not None) == marked


@pytest.mark.parametrize("pattern", ["{a|b}{u|n}{s|u} ", "{unsub|opt}{scribe|-out|x} ", "un"])
def test_a_long_template_is_read_in_time_that_grows_with_its_length(pattern: str) -> None:
    sought = Sought(("unsubscribe", "opt-out", "opt out", "reply stop"))
    parts = {length: parse_part(PartName.BODY, (pattern * length)[:length]) for length in (10_000, 40_000)}
    require_growth_with_length(lambda length: look_for(parts[length], sought), 40_000)
