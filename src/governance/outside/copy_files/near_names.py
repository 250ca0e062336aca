"""A name that is nearly one we know: a slip of the hand that must not pass for a field of the sender's own."""

from collections.abc import Collection

from rapidfuzz import fuzz, process

CLOSE = 85  # percent of RapidFuzz's ratio
SHORTEST, LONGEST = 5, 40  # characters


def slip(names: Collection[str], known: Collection[str]) -> tuple[str, str] | None:
    """The first name that is nearly a known one, and that one. Known names that stand there too are not meant."""
    absent = [name for name in known if name not in names]
    for name in names:
        if name not in known and SHORTEST <= len(name) <= LONGEST:
            near = process.extractOne(name.casefold(), absent, scorer=fuzz.ratio, score_cutoff=CLOSE)
            if near:
                return name, near[0]
    return None
