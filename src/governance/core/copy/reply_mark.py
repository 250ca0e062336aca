"""Whether a subject can pass for a reply or a forwarded message: `Re:`, `Fwd:` and what other languages write."""

from governance.core.copy.machines import NO_LETTER, folded
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.reach import Options, reach

MARKS = ("re", "fw", "fwd", "aw", "wg", "antw", "doorst", "sv", "vs", "vb", "tr", "rv", "rif", "ynt")
_SOUND = "-"
_MARKED = ":"
_COUNTERS = frozenset("[]()0123456789")


class ReplyMark:
    """Reads the beginning of a subject. The state is what was read of a mark, or how it ended."""

    start = ""

    def read(self, state: str, text: str) -> tuple[str, int]:
        for char in folded(text):
            if state in (_SOUND, _MARKED):
                break
            state = _after(state, char)
        return state, 0

    def fill(self, state: str, name: str) -> tuple[str, int]:
        """A merge field: nobody knows whether its value is a mark."""
        del name
        return self.read(state, NO_LETTER)


def _after(state: str, char: str) -> str:
    if char == ":" and state in MARKS:
        return _MARKED
    if char.isspace() or (not state and not char.isalnum() and char != NO_LETTER):
        return state
    if state in MARKS and char in _COUNTERS:
        return state
    return state + char if any(mark.startswith(state + char) for mark in MARKS) else _SOUND


def passing_for_a_reply(subject: ParsedPart) -> Options | None:
    """The options of a rendering that begins with such a mark, if there is one."""
    found = reach(subject.tree.root, subject.text.text, ReplyMark()).get(_MARKED)
    return found.least.options if found else None
