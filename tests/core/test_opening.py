"""The line by which a list tells texts apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.dialects import PLAIN
from governance.core.copy.opening import MOST, opening
from governance.core.copy.variant import Revision


@pytest.mark.parametrize(
    ("revision", "line"),
    [
        (Revision("The body.", "The subject"), "The subject"),
        (Revision("Hi {{first_name}},\n\nhow are  you?", " "), "Hi [first name], how are you?"),
        (Revision("{{company.name|Your firm}} and {hi|{{ city }}}"), "[company name] and {hi|[city]}"),
        (Revision(html="<p>Fish &amp; chips</p><style>p {}</style><p>today</p>"), "Fish & chips today"),
        (Revision("Hi {{first_name"), "Hi {{first_name"),
        (Revision(" \n"), ""),
    ],
)
def test_it_is_the_subject_or_the_first_words(revision: Revision, line: str) -> None:
    assert opening(revision, PLAIN) == line


def test_a_long_one_is_cut_between_words() -> None:
    assert opening(Revision("word " * 100), PLAIN) == "word " * 27 + "word…"
    assert opening(Revision("x" * 200), PLAIN) == "x" * 139 + "…"


@given(st.text())
def test_it_is_one_short_line(body: str) -> None:
    found = opening(Revision(body), PLAIN)
    assert len(found) <= MOST
    assert found == " ".join(found.split())
