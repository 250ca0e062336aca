"""A pattern over all renderings at once: it says what RE2 says of each, and misses what no choice can hide."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set
from tests.core.test_reach import is_small, listed, templates, tree_of

from governance.core.copy.pattern_machine import PatternMachine, Unsupported
from governance.core.copy.reach import reach
from governance.core.copy.syntax import parse
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.report import check_variant

PATTERNS = (
    r"(?i)\b100\s?%\s+(?:safe|secure)\b", r"\bFREE\b", r"[\x{1F300}-\x{1FAFF}]", r"(?i)only (?:\d+|two) slots? left",
    r"^ab+c$", r"a{2,3}b", r"[^a-c]x", r"(?s)a.b", r"a.b", r"\Aab\z", r"a|b{0}c", r"\Bb", r"[\w-]+@b", r"a*?b$",
    r"(a|bc)*d", r"a(?i:b)c", r"\\x", r"(?:)", r"\Sa\D\W", r"no\s+cost|https:",
)  # fmt: skip
PIECES = ["a", "b", "c", "x", "d", "B", "\\", "100", "% ", "safe", "FREE", " ", "\n", "only two slot", "s left", "🥐",
          "é", "@", "-", "_", "no", "cost"]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=9))
def test_it_says_of_a_text_what_re2_says(pattern: str, pieces: list[str]) -> None:
    text, machine = "".join(pieces), PatternMachine(pattern)
    state, _ = machine.read(machine.start, text)
    assert machine.matches(state) is bool(re2.search(pattern, text))


@pytest.mark.parametrize("pattern", [r"no\s+cost", r"(?i)https://x\.io\b", r"b\s*no", r"a$", r"^\s*b"])
@given(source=templates().filter(lambda source: not parse(source).problems and is_small(source)))
def test_it_says_of_a_template_what_re2_says_of_any_of_its_renderings(pattern: str, source: str) -> None:
    branch, machine = tree_of(source), PatternMachine(pattern)
    found = any(machine.matches(state) for state in reach(branch, source, machine))
    texts = (text.replace("{{name}}", "\ufffc") for text in listed(branch, source))
    assert found is any(re2.search(pattern, text) for text in texts)


@pytest.mark.parametrize("pattern", [r"\pL", r"[[:alpha:]]", r"(?m)^a", r"\Qa.b\E", "(a{50}){90}"])
def test_what_it_cannot_read_it_says(pattern: str) -> None:
    with pytest.raises(Unsupported):
        PatternMachine(pattern)


def findings(body: str) -> list[tuple[str, str]]:
    patterns = [{"re2": r"(?i)\btrust\s+us\.\s+nobody\s+pays\b", "why": "Show it instead."}]
    policies = policy_set(standard={"words": {"patterns": patterns}})
    found = check_variant(Variant("v", Revision(body=body), Manifest("email", "cold")), policies).findings
    return [(one.quote, one.message) for one in found if one.code == "forbidden_pattern"]


def test_options_of_two_sentences_do_not_put_a_match_together_unseen() -> None:
    assert findings("{Well|Trust} us. {Nobody|Everybody} pays.") == [
        ("Trust} us. {Nobody|Everybody} pays", "house-style@3 forbids this wording: Show it instead.")
    ]
    assert findings("{Well|Ask} us. {Nobody|Everybody} pays.") == []


def test_look_alikes_do_not_hide_it_either() -> None:
    assert len(findings("{Well|Тrust} us. {Nobоdy|Everybody} pays.")) == 1


def test_a_million_million_renderings_hide_nothing() -> None:
    body = " ".join("{" + "|".join(f"Word{n}{m}" for n in range(10)) + "} is here." for m in range(12))
    assert findings(body + " {We|Trust} us. {Nobody|All} pays.")
    assert findings(body + " {We|Trust} us. {Somebody|All} pays.") == []
