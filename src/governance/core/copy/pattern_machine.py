"""An RE2 pattern as a machine that reads all renderings at once, so that no choice can put a match together unseen.

The pattern becomes Thompson's automaton (Regular Expression Search Algorithm, 1968), whose sets of states are the
states of the machine. What RE2 has and Python's parser of expressions has not is said to be unsupported.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op
from re import _parser as parser
from typing import Any, NamedTuple, TypeAlias

from governance.core.copy.machines import NO_LETTER

MOST_STATES = 4_000
_BRACED = re.compile(r"(\\\\)|\\x\{([0-9A-Fa-f]{1,6})\}|\\z")
_CLASSES = {op.CATEGORY_DIGIT: "0123456789", op.CATEGORY_SPACE: "\t\n\f\r "}

Test: TypeAlias = Callable[[str], bool]


class Unsupported(ValueError):
    """A pattern that this machine cannot read."""


@dataclass(slots=True)
class _State:
    """Goes on to each of `after`: by a character that passes the test, by a place that holds, or freely."""

    after: list[int]
    test: Test | None = None
    place: Any = None


class Matching(NamedTuple):
    """Where the automaton can be, before places are looked at; whether a word is open; once matched, nothing else."""

    states: frozenset[int] = frozenset()
    begun: bool = False
    in_word: bool = False
    matched: bool = False


MATCHED = Matching(matched=True)


class PatternMachine:
    """Whether a pattern matches anywhere. A merge field is one character that is no letter."""

    start = Matching()

    def __init__(self, pattern: str, read_as: Callable[[str], str] = str) -> None:
        """`read_as` is how a text is read before it is matched. Raises Unsupported."""
        self._read_as = read_as
        self._states: list[_State] = []
        self._accepting = self._add(_State([]))
        parsed = _parsed(pattern)
        self._first = self._compiled(parsed, self._accepting, parsed.state.flags)
        self._known: dict[tuple[Matching, str], Matching] = {}

    def read(self, state: Matching, text: str) -> tuple[Matching, int]:
        known = self._known
        for char in self._read_as(text):
            if state.matched:
                break
            key = (state, char)
            if key not in known:
                known[key] = self._after(state, char)
            state = known[key]
        return state, 0

    def fill(self, state: Matching, name: str) -> tuple[Matching, int]:
        del name
        return self.read(state, NO_LETTER)

    def matches(self, state: Matching) -> bool:
        """Whether a rendering that ends in this state holds a match."""
        return state.matched or self._accepting in self._closure(state, None)

    def _after(self, state: Matching, char: str) -> Matching:
        closure = self._closure(state, char)
        if self._accepting in closure:
            return MATCHED
        tested = (self._states[at] for at in closure)
        further = frozenset(one.after[0] for one in tested if one.test and one.test(char))
        return Matching(further, True, _in_word(char))

    def _closure(self, state: Matching, char: str | None) -> set[int]:
        """Every state that can be reached without another character, begun anew here too."""
        found: set[int] = set()
        waiting = [*state.states, self._first]
        while waiting:
            at = waiting.pop()
            one = self._states[at]
            if at in found or (one.place is not None and not _holds(one.place, state, char)):
                continue
            found.add(at)
            if one.test is None:
                waiting += one.after
        return found

    def _add(self, state: _State) -> int:
        if len(self._states) >= MOST_STATES:
            raise Unsupported("the pattern is too large")
        self._states.append(state)
        return len(self._states) - 1

    def _compiled(self, sequence: Any, after: int, flags: int) -> int:
        """The first state of a sequence that goes on to `after`."""
        if flags & re.MULTILINE:
            raise Unsupported("the pattern looks for the ends of lines")
        for operation, argument in reversed(list(sequence.data)):
            after = self._one(operation, argument, flags, after)
        return after

    def _one(self, operation: Any, argument: Any, flags: int, after: int) -> int:
        if operation is op.SUBPATTERN:
            _, more, fewer, inner = argument
            return self._compiled(inner, after, (flags | more) & ~fewer)
        if operation is op.BRANCH:
            return self._add(_State([self._compiled(one, after, flags) for one in argument[1]]))
        if operation in (op.MAX_REPEAT, op.MIN_REPEAT):
            return self._repeated(argument, after, flags)
        if operation is op.AT:
            return self._add(_State([after], place=argument))
        return self._add(_State([after], test=_test(operation, argument, bool(flags & re.IGNORECASE), flags)))

    def _repeated(self, argument: Any, after: int, flags: int) -> int:
        least, most, inner = argument
        if most is op.MAXREPEAT:
            again = self._add(_State([after]))
            self._states[again].after.append(self._compiled(inner, again, flags))
            after = again
        else:
            end = after
            for _ in range(most - least):
                after = self._add(_State([self._compiled(inner, after, flags), end]))
        for _ in range(least):
            after = self._compiled(inner, after, flags)
        return after


def _parsed(pattern: str) -> Any:
    if "[[:" in pattern:
        raise Unsupported("the pattern uses a named class")
    python = _BRACED.sub(lambda found: found[1] or (re.escape(chr(int(found[2], 16))) if found[2] else r"\Z"), pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return parser.parse(python, re.ASCII)
    except (re.error, ValueError, OverflowError, RecursionError, Warning) as error:
        raise Unsupported(str(error)) from None


def _test(operation: Any, argument: Any, folds: bool, flags: int) -> Test:
    if operation is op.ANY:
        return _within("\n" if not flags & re.DOTALL else "", inside=False)
    if operation is op.LITERAL:
        return _any_of([lambda char: ord(char) == argument], folds)
    if operation is op.NOT_LITERAL:
        same = _any_of([lambda char: ord(char) == argument], folds)
        return lambda char: not same(char)
    if operation is op.IN:
        return _class(argument, folds)
    raise Unsupported(f"the pattern uses {operation}")


def _class(members: Sequence[tuple[Any, Any]], folds: bool) -> Test:
    negated = bool(members) and members[0][0] is op.NEGATE
    inside = _any_of([_member(*one) for one in members[negated:]], folds)
    return (lambda char: not inside(char)) if negated else inside


def _member(operation: Any, argument: Any) -> Test:
    if operation is op.LITERAL:
        return lambda char: ord(char) == argument
    if operation is op.RANGE:
        return lambda char: argument[0] <= ord(char) <= argument[1]
    if operation is op.CATEGORY:
        return _category(argument)
    raise Unsupported(f"the pattern uses {operation}")


def _category(category: Any) -> Test:
    name = str(category)
    negated = "_NOT_" in name
    plain = _in_word if name.endswith("WORD") else _within(_CLASSES[getattr(op, name.replace("_NOT_", "_"))])
    return (lambda char: not plain(char)) if negated else plain


def _within(characters: str, inside: bool = True) -> Test:
    return lambda char: (char in characters) is inside


def _any_of(tests: Sequence[Test], folds: bool) -> Test:
    if not folds:
        return lambda char: any(test(char) for test in tests)
    return lambda char: any(test(one) for one in _cases(char) for test in tests)


@lru_cache(maxsize=4096)
def _cases(char: str) -> tuple[str, ...]:
    return tuple({one for one in (char, char.lower(), char.upper()) if len(one) == 1})


def _in_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def _holds(place: Any, state: Matching, char: str | None) -> bool:
    """Whether a place of the text is there: its beginning, its end, the edge of a word, or none."""
    if place in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return not state.begun
    if place in (op.AT_END, op.AT_END_STRING):
        return char is None
    edge = state.in_word != (char is not None and _in_word(char))
    return edge if place is op.AT_BOUNDARY else not edge
