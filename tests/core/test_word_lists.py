"""The word lists that come with the program: how a line is read, and what holds for every line of them."""

import pytest

from governance.core.claims.language.lines import ANYTHING, relations, shipped
from governance.core.claims.words import is_content, stem

PAIRS = [*shipped("strength.txt", "<"), *shipped("opposites.txt", "<>")]


def test_a_line_is_a_relation_and_comments_and_empty_lines_are_none() -> None:
    text = "# Seeing and doing\n\ndetect report < prevent # in full\n"
    assert relations(text, "list.txt", "<") == ((("detect", "report"), ("prevent",)),)


def test_without_a_sign_every_word_of_a_line_is_a_side() -> None:
    assert relations("customer client\n", "list.txt") == ((("customer",), ("client",)),)


@pytest.mark.parametrize(
    ("line", "sign", "said"),
    [
        ("detect prevent", "<", "list.txt:2: found 'detect prevent'; a line is words, one <, and words"),
        ("detect <", "<", "list.txt:2: found 'detect <'; a line is words, one <, and words"),
        ("< prevent", "<", "list.txt:2: found '< prevent'; a line is words, one <, and words"),
        ("see < stop < end", "<", "list.txt:2: found 'see < stop < end'; a line is words, one <, and words"),
        ("late <> timely", "<", "list.txt:2: found '>'; a word is small letters from a to z"),
        ("Late < timely", "<", "list.txt:2: found 'Late'; a word is small letters from a to z"),
        ("on-time <> late", "<>", "list.txt:2: found 'on-time'; a word is small letters from a to z"),
        ("* see < stop", "<", "list.txt:2: found '*'; a word is small letters from a to z"),
        ("see < *", "<", "list.txt:2: found '*'; a word is small letters from a to z"),
        ("* <> late", "<>", "list.txt:2: found '*'; a word is small letters from a to z"),
        ("late <> late", "<>", "list.txt:2: 'late' stands twice"),
        ("customer", None, "list.txt:2: found 'customer'; a line is two words or more"),
    ],
)
def test_a_line_of_another_shape_is_refused_with_its_number(line: str, sign: str | None, said: str) -> None:
    with pytest.raises(ValueError, match=r"^list\.txt:2: ") as refused:
        relations(f"# A list\n{line}\n", "list.txt", sign)
    assert str(refused.value) == said


def test_every_word_of_the_lists_can_be_found_in_copy() -> None:
    words = {word for pair in PAIRS for side in pair for word in side} - {ANYTHING}
    assert [word for word in sorted(words) if not is_content(word)] == []


def test_no_line_says_that_a_word_is_more_than_or_contrary_to_itself() -> None:
    stems = [[{stem(word) for word in side} for side in pair] for pair in PAIRS]
    assert [pair for pair, (one, other) in zip(PAIRS, stems, strict=True) if one & other] == []


def test_a_word_has_one_meaning() -> None:
    words = [word for line in shipped("same_meaning.txt") for (word,) in line]
    assert sorted(words) == sorted(set(words))
