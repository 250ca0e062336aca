"""What copy can become, as a JSON object: counted exactly, and read out in the fewest messages that show all of it."""

from typing import Any

from governance.core.copy.different_sentences import DifferentSentence, different_sentences
from governance.core.copy.extent import Extent, all_renderings, exactly, extents, read_out, read_out_pairs
from governance.core.copy.parsed import ParsedCopy, ParsedPart
from governance.core.copy.reach import Range
from governance.core.copy.text import Span


def renderings_object(copy: ParsedCopy, pairs: bool = False, sentences: bool = False) -> dict[str, Any]:
    """Of copy that can be read. Counts of renderings are text: they know no bound.

    There are at most as many readings as one sentence may have renderings; with `pairs` more, in which every two
    options meet, unless there are too many options for that. With `sentences`, each part lists its different ones.
    """
    each = extents(copy)
    together = read_out_pairs(copy) if pairs else None
    return {
        "renderings": exactly(all_renderings(each)),
        "parts": [_part(one, part, sentences) for one, part in zip(each, copy.parts, strict=True)],
        "pairs": together is not None,
        "readings": [
            {name.value: text for name, text in one.items()}
            for one in (read_out(copy, each) if together is None else together)
        ],
    }


def _part(one: Extent, part: ParsedPart, sentences: bool) -> dict[str, Any]:
    return {
        "part": one.part.value,
        "renderings": exactly(one.renderings),
        "sentences": one.sentences,
        "different_sentences": [_sentence(it) for it in different_sentences(part)] if sentences else None,
        "words": _range(one.words),
        "characters": _range(one.characters),
        "links": _range(one.links),
    }


def _sentence(one: DifferentSentence) -> dict[str, Any]:
    return {**_at(one.text, one.span), "choices": [_at(choice.text, choice.span) for choice in one.choices]}


def _at(text: str, span: Span) -> dict[str, Any]:
    return {"text": text, "start": span.start, "end": span.end}


def _range(range_: Range) -> dict[str, Any]:
    return {"least": range_.least.count, "most": range_.most.count}
