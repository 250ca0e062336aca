"""A variant's parts, parsed: the tree, the sentences and every text each sentence can become."""

import re
from dataclasses import dataclass
from functools import cached_property

from governance.core.copy.dialects import PLAIN, Dialect
from governance.core.copy.folding import fold
from governance.core.copy.renderings import MAX_RENDERINGS, count, renderings, within
from governance.core.copy.sentences import sentence_spans
from governance.core.copy.syntax import MAX_PROBLEMS, parse
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.tree import Branch, MergeField, Tree, nodes_in
from governance.core.copy.variant import PartName, Revision
from governance.core.copy.visible import visible

MAX_PART_LENGTH = 100_000
MAX_SENTENCE_LENGTH = 2_000
MAX_RENDERED = 500_000  # characters, in the further renderings of all sentences of a part

# Control characters, direction overrides, tag characters and code points that are no characters.
_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f\U0010fffe\U0010ffff]"
)
_NAMED = {"\0": "A NUL character", "\x1b": "An escape character"}
_MOST_NAMED = 1_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place of a part that cannot be read, so that nothing said of the part can be trusted."""

    span: Span
    message: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of a part: where it stands, and its renderings as texts mapped to the source."""

    span: Span
    renderings: tuple[MappedText, ...]

    @cached_property
    def folded(self) -> tuple[MappedText, ...]:
        return tuple(fold(rendering) for rendering in self.renderings)


@dataclass(frozen=True)
class ParsedPart:
    """One part of a revision. Every span indexes `source`, the part as submitted."""

    name: PartName
    source: str
    text: MappedText
    tree: Tree
    sentences: tuple[Sentence, ...]
    unreadable: tuple[Unreadable, ...]

    def quote(self, span: Span) -> str:
        return self.source[span.start : span.end]

    @cached_property
    def folded(self) -> MappedText:
        return fold(self.text)

    @cached_property
    def merge_fields(self) -> tuple[tuple[MergeField, Span], ...]:
        """Every merge field of the part, nested ones too, with its span in the source."""
        return tuple((field, self.text.span(*field.span)) for field in _fields(self.tree.root))


@dataclass(frozen=True)
class ParsedCopy:
    """All parts of one revision, in reading order."""

    parts: tuple[ParsedPart, ...]

    def part(self, name: PartName) -> ParsedPart | None:
        return next((part for part in self.parts if part.name == name), None)


def parse_copy(revision: Revision, dialect: Dialect) -> ParsedCopy:
    return ParsedCopy(tuple(parse_part(name, source, dialect) for name, source in revision.parts.items()))


def parse_part(name: PartName, source: str, dialect: Dialect = PLAIN) -> ParsedPart:
    """Parse one part as a platform reads it; copy that cannot be read is said to be so, with the place."""
    if problem := _refused(source):
        nothing = Tree(Branch(Span(0, 0), ()), ())
        return ParsedPart(name, source, identity(""), nothing, (), (problem,))
    text = visible(source) if name is PartName.HTML else identity(source)
    tree = parse(text.text, dialect)
    unreadable = [Unreadable(text.span(*problem.span), problem.message) for problem in tree.problems]
    sentences, too_many = _sentences(text, tree)
    unreadable += too_many
    return ParsedPart(name, source, text, tree, tuple(sentences), tuple(unreadable[:MAX_PROBLEMS]))


def _refused(source: str) -> Unreadable | None:
    if len(source) > MAX_PART_LENGTH:
        message = f"The part has {len(source):,} characters; at most {MAX_PART_LENGTH:,} can be checked"
        return Unreadable(Span(0, 0), message)
    if found := _FORBIDDEN.search(source):
        surrogate = "\ud800" <= found[0] <= "\udfff"
        name = _NAMED.get(found[0], "Half of a surrogate pair" if surrogate else f"U+{ord(found[0]):04X}")
        return Unreadable(Span(*found.span()), f"{name} stands at character {found.end()}; remove it")
    return None


def _sentences(text: MappedText, tree: Tree) -> tuple[list[Sentence], list[Unreadable]]:
    """The sentences of a part; one that cannot be listed is read as written, and said to be unreadable."""
    sentences, problems, room = [], [], MAX_RENDERED
    for span in sentence_spans(text.text, tree):
        where, branch = text.span(*span), within(tree.root, span)
        texts: tuple[MappedText, ...] = (text.cut(*span),)
        number = count(branch)
        problem = _too_many(number, span, room)
        if number > 1 and not problem:
            texts = renderings(branch, text)
            room -= sum(len(further.text) for further in texts[1:])
        if problem := problem or _too_long(texts):
            problems.append(Unreadable(where, problem))
        sentences.append(Sentence(where, texts))
    return sentences, problems


def _too_long(texts: tuple[MappedText, ...]) -> str | None:
    length, most = max(len(one.text) for one in texts), MAX_SENTENCE_LENGTH
    if length <= most:
        return None
    return f"One sentence has {length:,} characters; at most {most:,} can be judged; end it with a full stop"


def _too_many(number: int, span: Span, room: int) -> str | None:
    if number > MAX_RENDERINGS:
        many = f"{number:,}" if number < _MOST_NAMED else f"over {_MOST_NAMED:,}"
        return f"One sentence has {many} renderings, too many to check; split it or use fewer choices in it"
    if (number - 1) * (span.end - span.start) > room:
        return f"The choices of the part make over {MAX_RENDERED:,} characters, too many to check; use fewer choices"
    return None


def _fields(branch: Branch) -> list[MergeField]:
    return [node for node in nodes_in(branch) if isinstance(node, MergeField)]
