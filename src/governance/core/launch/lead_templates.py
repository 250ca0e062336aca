"""The copy that a list of recipients is for: which data it needs, where each value stands, and what it comes to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from governance.core.copy.dialects import Dialect
from governance.core.copy.filled import filled, needed
from governance.core.copy.lead_fields import lead_field
from governance.core.copy.parsed import ParsedCopy, parse_copy
from governance.core.copy.syntax import parse
from governance.core.copy.tree import MergeField, nodes_in
from governance.core.copy.variant import Manifest, PartName, Variant
from governance.core.launch.recipient_facts import personal_fields

MOST_SENTENCES = 20
"""Different sentences around one field, in which a value is checked."""


@dataclass(frozen=True)
class Templates:
    """Variants that are sent to the same recipients. Fields go by their common names.

    Copy that cannot be read needs nothing here; it is told as `unread`.
    """

    variants: Sequence[Variant]

    @cached_property
    def _every(self) -> Sequence[tuple[Variant, ParsedCopy]]:
        return [(one, parse_copy(one.revision, one.manifest.dialect)) for one in self.variants]

    @cached_property
    def _parsed(self) -> Sequence[tuple[Variant, ParsedCopy]]:
        return [(one, copy) for one, copy in self._every if not any(part.unreadable for part in copy.parts)]

    @property
    def unread(self) -> Sequence[str]:
        """The variants that cannot be read, each with the first reason."""
        told = (
            (one.id, next((it for part in copy.parts for it in part.unreadable), None)) for one, copy in self._every
        )
        return [f"{id}: {problem.message}" for id, problem in told if problem]

    @cached_property
    def fields(self) -> Mapping[str, Sequence[str]]:
        """Every field, with the names under which the copy writes it."""
        named = {found.name for _, copy in self._parsed for part in copy.parts for found, _ in part.merge_fields}
        return {
            lead_field(name): [one for one in sorted(named) if lead_field(one) == lead_field(name)] for name in named
        }

    @cached_property
    def personal(self) -> frozenset[str]:
        """The fields that hold a line written for one recipient."""
        return personal_fields(self.fields)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields that leave a hole without a value."""
        parts = (part for _, copy in self._parsed for part in copy.parts)
        return frozenset(lead_field(name) for part in parts for name in needed(part.tree.root, part.text.text))

    @cached_property
    def around(self) -> Mapping[str, Sequence[tuple[str, Manifest]]]:
        """The sentences in which each field stands, with what they are sent with."""
        found: dict[str, dict[str, Manifest]] = {}
        for variant, copy in self._parsed:
            for text in (one.text for part in copy.parts for it in part.sentences for one in it.renderings):
                for name in _fields(text, variant.manifest.dialect):
                    found.setdefault(name, {})[text] = variant.manifest
        return {name: list(texts.items())[:MOST_SENTENCES] for name, texts in found.items()}

    def names(self, fields: Collection[str]) -> list[str]:
        """How the copy calls these fields."""
        return [self.fields[field][0] for field in sorted(fields)]

    def written(self, values: Mapping[str, str]) -> dict[str, str]:
        """Values under every name that the copy has for their fields."""
        return {name: value for field, value in values.items() for name in self.fields.get(field, ())}

    def message(self, values: Mapping[str, str], shown: Collection[str]) -> str:
        """A message with a recipient's values: the first in which one of these fields stands."""
        for _, copy in self._parsed:
            for part in copy.parts:
                if part.name is not PartName.SUBJECT and any(found.name in shown for found, _ in part.merge_fields):
                    return filled(part.tree.root, part.text.text, self.written(values)).strip()
        return ""


def with_values(text: str, dialect: Dialect, values: Mapping[str, str]) -> str:
    """A sentence with these values in it."""
    return filled(parse(text, dialect).root, text, values)


def _fields(text: str, dialect: Dialect) -> set[str]:
    nodes = nodes_in(parse(text, dialect).root)
    return {lead_field(node.name) for node in nodes if isinstance(node, MergeField)}
