"""Any of several phrases looked for at once, by a machine that is built as it reads and kept for the next text."""

from collections.abc import Iterable
from functools import lru_cache

from governance.core.copy.machines import NO_LETTER, Phrase, Progress, folded, in_word

_LETTER, _ACCENT, _SPACE = "\N{HANGUL SYLLABLE GA}", "\u0301", " "


class At:
    """How far every phrase was read. Two are the same only if they are one object."""

    __slots__ = ("after", "progress", "said")

    def __init__(self, progress: tuple[Progress, ...], *, said: bool) -> None:
        self.progress = progress
        self.said = said  # whether a message that ends here says one of the phrases
        self.after: dict[str, At] = {}


HELD = At((), said=True)
"""One was said, and nothing else matters."""


class AnyPhrase:
    """Reads until one of the phrases is said, each as `Phrase` reads it.

    Characters that no phrase has are told apart by their kind only, so that there are few ways on from a state.
    """

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._phrases = [Phrase(phrase) for phrase in phrases if folded(phrase).strip()]
        self._letters = frozenset("".join(map(folded, phrases)))
        self._known: dict[tuple[Progress, ...], At] = {}
        self.start = self._at(phrase.start for phrase in self._phrases)

    def read(self, state: At, text: str) -> tuple[At, int]:
        for char in folded(text):
            if state is HELD:
                break
            kind = char if char in self._letters else _kind(char)
            state = state.after.get(kind) or self._after(state, kind)
        return state, 0

    def fill(self, state: At, name: str) -> tuple[At, int]:
        del name
        return self.read(state, NO_LETTER)

    def _after(self, state: At, char: str) -> At:
        each = zip(self._phrases, state.progress, strict=True)
        return state.after.setdefault(char, self._at(phrase.read(progress, char)[0] for phrase, progress in each))

    def _at(self, each: Iterable[Progress]) -> At:
        progress = tuple(each)
        if any(one.found for one in progress):
            return HELD
        said = any(map(Phrase.said, self._phrases, progress))
        return self._known.setdefault(progress, At(progress, said=said))


@lru_cache(maxsize=64)
def any_phrase(phrases: tuple[str, ...]) -> AnyPhrase:
    """The machine for these phrases; one without a character that is seen is never said."""
    return AnyPhrase(phrases)


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    if char.isspace():
        return _SPACE
    if char.isalnum():
        return _LETTER
    return _ACCENT if in_word(char) else NO_LETTER
