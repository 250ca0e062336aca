"""The evidence for one item: the claim, the difference, what changed, and what could be said instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.core.copy.dialects import dialect_of
from governance.core.copy.parsed import parse_part
from governance.core.copy.variant import PartName
from governance.web.pages import verdicts
from governance.web.pages.items import Item
from governance.web.pages.word_difference import Difference, difference

Json = Mapping[str, Any]
MOST_RENDERINGS = 12


@dataclass(frozen=True)
class Evidence:
    """What the panel shows, in its fixed order. `nearest` is true where the wording is no claim that it rests on."""

    item: Item
    heading: str
    claim: Json | None
    others: Sequence[Json]
    wording: str | None
    nearest: bool
    difference: Difference | None
    changes: Sequence[tuple[str, str]]
    renderings: Sequence[str]
    instead: "Instead | None"


@dataclass(frozen=True)
class Instead:
    """Approved wording for a place of a part."""

    part: str
    start: int
    end: int
    text: str


def evidence(item: Item, found: Json) -> Evidence:
    """The evidence for an item of the page."""
    claims = [found["claims"][ref] for ref in (item.statement or {}).get("claims", ()) if ref in found["claims"]]
    wording = (item.statement or {}).get("wording")
    supported = item.severity == "supported"
    return Evidence(
        item=item,
        heading=verdicts.heading(item),
        claim=claims[0] if claims else None,
        others=claims[1:],
        wording=wording,
        nearest=wording is not None and not claims,
        difference=difference(wording, _plain(item, found)) if wording and not supported else None,
        changes=verdicts.changes(item.statement) if item.statement else (),
        renderings=_renderings(item, found),
        instead=_instead(item),
    )


def _plain(item: Item, found: Json) -> str:
    """The sentence as it reads, in its first rendering."""
    renderings = _renderings(item, found, least=1)
    return renderings[0] if renderings else str(item.statement["quote"]) if item.statement else ""


def _renderings(item: Item, found: Json, least: int = 2) -> Sequence[str]:
    """What the sentence can become, if it is more than one text."""
    source = found["head"]["content"].get(item.part)
    if item.statement is None or source is None:
        return ()
    part = parse_part(PartName(item.part), source, dialect_of(found["head"]["manifest"].get("platform")))
    sentences = [one for text in (part, *part.asides) for one in text.sentences]
    here = next((one for one in sentences if tuple(one.span) == (item.start, item.end)), None)
    texts = [one.text for one in here.renderings] if here else []
    return tuple(dict.fromkeys(texts))[:MOST_RENDERINGS] if len(texts) >= least else ()


def _instead(item: Item) -> Instead | None:
    """What one click would put in: the fix of a finding, else approved wording in the place of the sentence."""
    fix = next((one["fix"] for one in item.findings if one["fix"] and one["fix"]["text"]), None)
    if fix:
        return Instead(item.part, fix["start"], fix["end"], fix["text"])
    wording = (item.statement or {}).get("wording")
    if wording and item.severity != "supported":
        return Instead(item.part, item.start, item.end, wording)
    return None
