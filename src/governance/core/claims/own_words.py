"""The talk track's own words for what says more, and for what says the contrary."""

from collections.abc import Iterator

from governance.core.claims.language.lines import Words
from governance.core.claims.meaning import meaning
from governance.core.claims.relations import Relations, related
from governance.core.policy.document import Path
from governance.core.policy.language import Language
from governance.core.policy.references import Dangling
from governance.core.policy.talk_track import TalkTrack


def own_relations(language: Language) -> Relations:
    """The relations that a talk track adds to those of every company."""
    return related(
        ((_folded(row.than), _folded(row.words)) for row in language.stronger),
        ((_folded(row.words), _folded(row.of)) for row in language.opposites),
    )


def dangling_words(track: TalkTrack) -> Iterator[Dangling]:
    """Words that no copy could ever be found by, and words that would say more than themselves."""
    for number, row in enumerate(track.language.stronger):
        yield from _dangling(track, ("language", "stronger", number), {"words": row.words, "than": row.than})
    for number, pair in enumerate(track.language.opposites):
        yield from _dangling(track, ("language", "opposites", number), {"words": pair.words, "of": pair.of})


def _dangling(track: TalkTrack, path: Path, sides: dict[str, Words]) -> Iterator[Dangling]:
    first: dict[str, tuple[str, str]] = {}
    for side, words in sides.items():
        for number, word in enumerate(words):
            if message := _unheard(word) or _said_before(word, side, first):
                yield Dangling(track, (*path, side, number), message)


def _unheard(word: str) -> str | None:
    said = meaning(word)
    if len(said.tokens) != 1:
        return f"{word!r} is not one word, and copy is compared word by word; allowed is one word"
    if not said.content:
        return f"{word!r} says nothing by itself and is never compared; allowed is a word with a meaning of its own"
    return None


def _said_before(word: str, side: str, first: dict[str, tuple[str, str]]) -> str | None:
    """What is wrong with a word that was said on the other side, in this form or another; `first` is by stem."""
    (stem,) = meaning(word).content
    other, where = first.setdefault(stem, (word, side))
    if where == side:
        return None
    alike = f"{word!r} stands" if other == word else f"{word!r} says the same as {other!r}, which stands"
    return f"{alike} under {where} too; a word stands on one side"


def _folded(words: Words) -> Words:
    return tuple(token.text for word in words for token in meaning(word).tokens)
