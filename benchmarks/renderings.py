"""`python -m benchmarks.renderings`: how long it takes to say what a template can become, and how that grows."""

import json
import time
from collections.abc import Callable, Sequence

from governance.core.copy.extent import extent
from governance.core.copy.machines import Phrase, Words
from governance.core.copy.parsed import ParsedPart, parse_part
from governance.core.copy.reach import extremes, reach
from governance.core.copy.renderings import count
from governance.core.copy.variant import PartName

ROUNDS = 5
BLOCKS = (10, 100, 1_000, 10_000)
OPTIONS = ("saw", "read", "liked", "kept", "heard of", "found", "shared", "quoted", "saved", "printed")


def main() -> None:
    million_million = _template(12, OPTIONS)
    _tell("10^12 renderings", million_million)
    for blocks in BLOCKS:
        _tell(f"{blocks} blocks of two", _template(blocks, ("I", "A")))


def _template(blocks: int, options: Sequence[str]) -> str:
    choice = "{" + "|".join(options) + "}"
    return " ".join(f"{choice}." for _ in range(blocks))


def _tell(what: str, source: str) -> None:
    part, phrase = parse_part(PartName.BODY, source), Phrase("never said")
    told = {
        "template": what,
        "characters": len(source),
        "digits_of_count": len(str(count(part.tree.root))),
        "unreadable": len(part.unreadable),
        "parse_ms": _best(lambda: parse_part(PartName.BODY, source)),
        "words_ms": _best(lambda: extremes(part.tree.root, part.text.text, Words())),
        "phrase_ms": _best(lambda: _says(part, phrase)),
        "everything_ms": _best(lambda: extent(part)),
    }
    print(json.dumps(told), flush=True)


def _says(part: ParsedPart, phrase: Phrase) -> bool:
    return any(phrase.said(state) for state in reach(part.tree.root, part.text.text, phrase))


def _best(work: Callable[[], object]) -> float:
    """The fastest of a few rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return round(1000 * min(times), 2)


if __name__ == "__main__":
    main()
