"""Copy without ends of sentences is refused as such, and judged in bounded time."""

import pytest
from tests.core.sample_policy import policy_set

from governance.core.copy.parsed import MAX_SENTENCE_LENGTH
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.report import ReportVerdict, check_variant


def check(body: str) -> tuple[ReportVerdict, list[str]]:
    report = check_variant(Variant("1", Revision(body=body), Manifest("email", regions=("DE",))), policy_set())
    return report.verdict, [f.message for f in report.findings if f.code == "unreadable_copy"]


@pytest.mark.parametrize("clause", ["We cut planning time by 27 ", "1,", "1.1.", "27% ", "in every ", "half a "])
def test_a_sentence_without_an_end_is_unreadable_copy(clause: str) -> None:
    verdict, messages = check((clause * 50_000)[:99_000])
    assert verdict is ReportVerdict.BLOCKED
    assert any("can be judged; end it with a full stop" in message for message in messages)


def test_the_longest_sentence_is_judged() -> None:
    sentence = ("word " * 1_000)[: MAX_SENTENCE_LENGTH - 1] + "."
    assert check(sentence)[1] == []
    assert check("a" + sentence)[1] != []
