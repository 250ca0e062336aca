"""One campaign file: its variants, and the same file with the words that were revised.

What comes back is the file that came, with those words in their places and nothing else changed.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from governance.core.copy.variant import PartName, Revision, Variant
from governance.core.errors import Place, Unusable
from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import Campaign, FileStep, Text, is_blank
from governance.outside.campaign_files.unread_words import unread_words
from governance.outside.copy_files.located import Located, Touch, UnreadableVariant
from governance.outside.copy_files.row import RowError, variant_of
from governance.outside.reports.shown import shown

LONGEST = 500  # characters of a manifest's field


@dataclass(frozen=True, slots=True)
class Item:
    """A variant of the file, or what cannot be read, and the strings that hold its words."""

    located: Located
    strings: Mapping[PartName, Value]


@dataclass(frozen=True)
class CampaignFile:
    """A campaign file as it was read."""

    file: str
    source: str
    platform: str
    campaign: Campaign
    root: Value
    touch: Touch

    @cached_property
    def items(self) -> Sequence[Item]:
        """Everything that may be sent, in order; then what looks as if it were, and no reader knows."""
        taken: set[str] = set()
        named = [_named(step, text, taken) for step in self.campaign.steps for text in step.texts]
        words = [value for one in self.campaign.steps for text in one.texts for value in (text.words, text.subject)]
        return [*(self._item(*one) for one in named), *map(self._unknown, unread_words(self.root, words))]

    def _item(self, id: str, step: FileStep, text: Text) -> Item:
        part = PartName.HTML if text.html else PartName.BODY
        strings = {part: text.words} | ({PartName.SUBJECT: text.subject} if text.subject else {})
        fields = {name.value: value.scalar for name, value in strings.items() if not _left_blank(name, value)}
        place = self._place(text.words)
        try:
            return Item(Located(place, self._variant({"id": id, **fields}, step, text)), strings)
        except RowError as problem:
            return Item(Located(place, UnreadableVariant(id, str(problem))), strings)

    def _variant(self, words: Mapping[str, object], step: FileStep, text: Text) -> Variant:
        kind = "cold" if step.number == 1 else "followup"
        fields = {
            **words, "channel": step.channel, "kind": kind, "platform": self.platform,
            "sender": _short(self.campaign.sender), "schedule": _short(self.campaign.schedule),
            "unsubscribe_header": self.campaign.unsubscribe_header,
            "thread": "reply" if step.replies else None,
            "step": {"number": step.number, "label": text.label, "wait_minutes": step.wait, "weight": text.weight,
                     "enabled": text.enabled},
        }  # fmt: skip
        return variant_of(fields, self.touch)

    def _unknown(self, value: Value) -> Item:
        message = "Holds words that no reader of this platform knows, so nobody would review them; take them out"
        return Item(Located(self._place(value), UnreadableVariant(value.path, message)), {})

    def _place(self, value: Value) -> Place:
        return Place(self.file, bisect_right(self._lines, value.start), field=value.path)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(end.end() for end in re.finditer("\n", self.source))]

    def written(self, revised: Mapping[int, Revision]) -> str:
        """The text of the file with these words, by the place of their variant from 1. Raises Unusable."""
        changes = [change for number, revision in revised.items() for change in self._changes(number, revision)]
        pieces, at = [], 0
        for value, words in sorted(changes, key=lambda change: change[0].start):
            pieces += [self.source[at : value.start], json.dumps(words, ensure_ascii=self.source.isascii())]
            at = value.end
        return "".join([*pieces, self.source[at:]])

    def _changes(self, number: int, revision: Revision) -> Iterator[tuple[Value, str]]:
        item = self._variants[number - 1]
        for name in PartName:
            words, value = revision.parts.get(name), item.strings.get(name)
            if value is None:
                if words is not None:
                    raise Unusable(f"The file has no place for the {name} that was added", field=name.value)
            elif words is None and not _left_blank(name, value):
                raise Unusable(f"The {name} that the file holds was taken out", field=name.value)
            elif words is not None and words != value.scalar:
                yield value, words

    @property
    def names(self) -> list[str]:
        """The names of the variants, in order."""
        return [item.located.variant.id for item in self._variants]

    @cached_property
    def _variants(self) -> Sequence[Item]:
        return [item for item in self.items if isinstance(item.located.variant, Variant)]


def _left_blank(name: PartName, value: Value) -> bool:
    return name is PartName.SUBJECT and is_blank(value)


def _named(step: FileStep, text: Text, taken: set[str]) -> tuple[str, FileStep, Text]:
    """A name that no other text of the file has."""
    name = f"Step {step.number}" + (f", variant {shown(text.label[:80])}" if text.label else "")
    name = f"{name} ({text.words.path})" if name in taken else name
    taken.add(name)
    return name, step, text


def _short(text: str | None) -> str | None:
    return text[:LONGEST] if text else None
