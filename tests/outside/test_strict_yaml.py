"""YAML as policy files may use it, and what is refused with its place."""

import tracemalloc
from contextlib import suppress

import pytest
import yaml
from tests.growth import require_soon

from governance.core.errors import PolicyError
from governance.outside import strict_yaml
from governance.outside.strict_yaml import read_yaml


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on both parsers: the fast one, and the one that is always there."""
    if not hasattr(yaml, request.param):
        pytest.skip("this build has the plain parser only")
    monkeypatch.setattr(strict_yaml, "_LOADER", getattr(yaml, request.param))


def refusal(content: bytes) -> str:
    with pytest.raises(PolicyError) as raised:
        read_yaml(content, "a.yaml")
    assert len(raised.value.problems) == 1
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2026-09-01", "2026-09-01"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("27", 27),
        ("-3", -3),
        ("010", 10),
        ("0x1f", 31),
        ("0o17", 15),
        ("2.5", 2.5),
        ("1e3", 1000.0),
        ('"27"', "27"),
        ("'true'", "true"),
        ('""', ""),
        ('"\\u20ac"', "€"),
    ],
)
def test_scalars_follow_the_core_schema(written: str, value: object) -> None:
    read = read_yaml(f"x: {written}\n".encode(), "a.yaml").value["x"]
    assert (type(read), read) == (type(value), value)


def test_every_value_and_key_knows_its_line_and_column() -> None:
    read = read_yaml(b"\xef\xbb\xbfa: 1\nclaims:\n  - id: x\n    says: |\n      two\n      lines\n", "a.yaml")
    assert read.value == {"a": 1, "claims": [{"id": "x", "says": "two\nlines\n"}]}
    assert read.values["claims", 0, "says"] == (4, 11)
    assert read.keys["claims", 0, "says"] == (4, 5)


def test_a_duplicate_key_is_refused_with_its_line() -> None:
    assert refusal(b"a: 1\nb: 2\na: 3\n") == "a.yaml:3:1: key 'a' stands twice; the first is on line 1"
    assert "key 'a' stands twice" in refusal(b'a: 1\n"a": 3\n')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: &x 1\n", "a.yaml:1:4: anchor &x is not allowed; remove it"),
        (b"a: *x\n", "a.yaml:1:4: alias *x is not allowed; write the value out"),
        (b"a: !!int 1\n", "a.yaml:1:4: tag tag:yaml.org,2002:int is not allowed; write plain values"),
        (b"!!python/object/apply:os.system ['id']\n", "tag tag:yaml.org,2002:python/object/apply:os.system"),
        (b"a: ! 1\n", "a.yaml:1:4: tag ! is not allowed"),
        (b"<<: {a: 1}\n", "a.yaml:1:1: merge key << is not allowed; write the keys out"),
        (b"a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document begins here; a file holds one"),
        (b"", "a.yaml:1:1: the file is empty; a policy document is a group of keys"),
        (b"# only a comment\n", "a.yaml:1:1: the file is empty"),
        (b"1: a\n", "a.yaml:1:1: a key is text; put 1 in quotes"),
        (b"? [a]\n: b\n", "a.yaml:1:3: a key is text; found a list or a group of keys"),
        (b"a: b: c\n", "a.yaml:1:5: this is not YAML: mapping values are not allowed"),
        (b"a: [1\n", "this is not YAML"),
        (b"a:\n\tb: 1\n", "a.yaml:2:1: a tab stands here; indent with spaces"),
        (b"a:\n  b: 1\n\tc: 2\n", "a.yaml:3:1: a tab stands here; indent with spaces"),
        (b'a: 1\nb: "open\nc: 2\n', "a.yaml:2:4: the quote that opens here is never closed"),
        (
            b'a: 1\nb: "open\nc: 2\nd: "x"\n',
            "a.yaml:2:4: the quote that opens here closes on line 4 and more text follows; "
            "close it where its text ends",
        ),
        (b"a: 'it's so'\n", "a.yaml:1:4: the quote that opens here closes on line 1 and more text follows"),
        (b"a: b: c\n", "mapping values are not allowed here; put text that holds a colon in quotes"),
        (b"a: 1\n  b: 2\n", "mapping values are not allowed here; begin a key in the column of the key above it"),
        (b"a: @b\n", "a.yaml:1:4: @ cannot begin text; put the text in quotes"),
        (b"a: 1\nb: \0\n", "a.yaml:2:4: character U+0000 is not allowed; remove it"),
        (b'a: "\\0"\n', "a.yaml:1:4: character U+0000 is not allowed in text; remove it"),
        (b"a: 1\nb: caf\xe9\n", "a.yaml:2:7: the file is not UTF-8; save it as UTF-8"),
        ("a: 1\n".encode("utf-16"), "a.yaml:1:1: the file is not UTF-8; save it as UTF-8"),
        (b"a: 9007199254740992\n", "a.yaml:1:4: the number is beyond 9,007,199,254,740,991"),
        (b"a: 1e999\n", "a.yaml:1:4: the number is beyond 9,007,199,254,740,991"),
        (b"a: x" + b"x" * 65536, "a.yaml:1:1: the file has more than 65,536 bytes"),
    ],
)
def test_what_is_not_allowed_is_named_with_its_place(content: bytes, message: str) -> None:
    assert message in refusal(content)


@pytest.mark.parametrize("written", [b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\\U00110000"', b'"\\UFFFFFFFF"'])
def test_half_a_surrogate_pair_and_characters_beyond_unicode_are_refused(written: bytes) -> None:
    assert refusal(b"a: " + written + b"\n").startswith("a.yaml:1:")


def test_a_number_of_thousands_of_digits_is_refused_or_text() -> None:
    assert "beyond" in refusal(b"a: " + b"9" * 4000)
    assert refusal(b"%YAML 1." + b"9" * 5000 + b"\n---\na: 1\n").startswith("a.yaml:1:")


def test_thirty_two_levels_are_read_and_thirty_three_refused() -> None:
    read_yaml(b"[" * 32 + b"]" * 32, "a.yaml")
    assert refusal(b"[" * 33 + b"]" * 33) == "a.yaml:1:33: values are nested more than 32 levels deep"


BOMB = b"a: &a [x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b",".join([b"*%c" % (name - 1)] * 9)) for name in range(98, 120)
)


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        b"[" * 65_000,
        b"{" * 65_000,
        b"- " * 32_000,
        b"? " * 32_000,
        b"a: " * 21_000,
        b'"' + b"\\x41" * 16_000,
        b"&" * 65_000,
        b"#" * 65_000,
        b"[" + b"a,\n" * 21_000 + b"]",
        b"{" + b"a: \n" * 16_000 + b"}",
        b"\n".join(b"k%d: v" % n for n in range(6_000)),
        b"a: |\n" + b" x\n" * 21_000,
        b"a: '" + b"''" * 32_000,
        b"1" * 65_000,
        b"a: " + b"1." * 32_000,
    ],
    ids=lambda content: content[:8].decode(),
)
def test_hostile_files_are_read_or_refused_in_bounded_time_and_memory(content: bytes) -> None:
    require_soon(lambda: _read_or_refused(content))
    tracemalloc.start()
    _read_or_refused(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024


def _read_or_refused(content: bytes) -> None:
    with suppress(PolicyError):
        read_yaml(content, "a.yaml")
