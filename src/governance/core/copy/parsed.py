"""A variant's parts, parsed: the tree, the sentences and every text each sentence can become."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from governance.core.copy.dialects import PLAIN, Dialect
from governance.core.copy.folding import fold
from governance.core.copy.hidden import Hidden, blanked, hidden_in, without
from governance.core.copy.renderings import MAX_RENDERINGS, alternatives, count, renderings, within
from governance.core.copy.sentences import sentence_spans
from governance.core.copy.sheet import Doubt
from governance.core.copy.syntax import MAX_PROBLEMS, parse
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.tree import Branch, MergeField, Text, Tree, nodes_in
from governance.core.copy.unreadable import Unreadable, forbidden_characters
from governance.core.copy.variant import PartName, Revision
from governance.core.copy.visible import Veil, page

MAX_PART_LENGTH = 100_000
MAX_SENTENCE_LENGTH = 2_000
MAX_RENDERED = 500_000  # characters, in the further renderings of all sentences of a part

_MOST_NAMED = 1_000_000


@dataclass(frozen=True)
class Sentence:
    """A sentence of a part: where it stands, and its renderings as texts mapped to the source.

    `branch` is its stretch of the part's tree.
    """

    span: Span
    branch: Branch
    renderings: tuple[MappedText, ...]

    @cached_property
    def folded(self) -> tuple[MappedText, ...]:
        return tuple(fold(rendering) for rendering in self.renderings)


@dataclass(frozen=True)
class ParsedPart:
    """One part of a revision. Every span indexes `source`, the part as submitted.

    `asides` are texts that stand beside the running text of an HTML part (alternative texts, titles, labels), each
    parsed by itself; its `kind` says which. `doubts` are rules of style of which nobody can say whether they hide
    text.
    """

    name: PartName
    source: str
    text: MappedText
    tree: Tree
    sentences: tuple[Sentence, ...]
    unreadable: tuple[Unreadable, ...]
    veils: tuple[Veil, ...] = ()
    asides: tuple["ParsedPart", ...] = ()
    doubts: tuple[Doubt, ...] = ()
    kind: str | None = None

    def quote(self, span: Span) -> str:
        return self.source[span.start : span.end]

    @cached_property
    def folded(self) -> MappedText:
        return fold(self.text)

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """What of the text is hidden from the recipient, in order; spans index `text.text`."""
        return tuple(hidden_in(self.text, self.veils))

    @cached_property
    def seen(self) -> str:
        """The text, as long as it is, with NOT_SEEN for every character that is hidden."""
        return blanked(self.text.text, self.hidden)

    @cached_property
    def only_seen(self) -> MappedText:
        """The text without what is hidden, as a recipient puts it together."""
        return without(self.text, self.hidden)

    def shows(self, sentence: Sentence) -> bool:
        """Whether nothing of a sentence is hidden."""
        at = bisect_right(self.hidden, sentence.span.start, key=lambda hidden: self.text.span(*hidden.span).end)
        return at == len(self.hidden) or self.text.span(*self.hidden[at].span).start >= sentence.span.end

    def veil_at(self, at: int) -> Veil | None:
        """What hides text at a place of the source."""
        number = bisect_right(self.veils, at, key=lambda veil: veil.span.start) - 1
        return self.veils[number] if number >= 0 and at < self.veils[number].span.end else None

    def is_hidden(self, span: Span) -> bool:
        """Whether a place of the source begins where text is hidden."""
        return self.veil_at(span.start) is not None

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

    @cached_property
    def texts(self) -> tuple[ParsedPart, ...]:
        """Every text that a recipient can meet: the parts, each followed by its asides."""
        return tuple(text for part in self.parts for text in (part, *part.asides))


def parse_copy(revision: Revision, dialect: Dialect) -> ParsedCopy:
    return ParsedCopy(tuple(parse_part(name, source, dialect) for name, source in revision.parts.items()))


def parse_part(name: PartName, source: str, dialect: Dialect = PLAIN) -> ParsedPart:
    """Parse one part as a platform reads it; copy that cannot be read is said to be so, with the place."""
    if problems := _refused(source):
        nothing = Tree(Branch(Span(0, 0), ()), ())
        return ParsedPart(name, source, identity(""), nothing, (), problems)
    if name is not PartName.HTML:
        return _parsed(name, source, identity(source), dialect)
    read = page(source)
    part = _parsed(name, source, read.text, dialect)
    asides = tuple(replace(_parsed(name, source, one.text, dialect), kind=one.kind) for one in read.asides)
    return replace(part, veils=read.veils, asides=asides, doubts=read.doubts)


def _parsed(name: PartName, source: str, text: MappedText, dialect: Dialect) -> ParsedPart:
    tree = parse(text.text, dialect)
    unreadable = [Unreadable(text.span(*problem.span), problem.message) for problem in tree.problems]
    sentences, too_many = _sentences(text, tree)
    if text.text is not source:  # a character written `&#8238;`: others are refused before
        unreadable += forbidden_characters(text)
    unreadable += too_many
    return ParsedPart(name, source, text, tree, tuple(sentences), tuple(unreadable[:MAX_PROBLEMS]))


def _refused(source: str) -> tuple[Unreadable, ...]:
    if len(source) > MAX_PART_LENGTH:
        message = f"The part has {len(source):,} characters; at most {MAX_PART_LENGTH:,} can be checked"
        return (Unreadable(Span(0, 0), message),)
    return tuple(islice(forbidden_characters(identity(source)), MAX_PROBLEMS))


def _sentences(text: MappedText, tree: Tree) -> tuple[list[Sentence], list[Unreadable]]:
    """The sentences of a part; one that cannot be listed is read as written, and said to be unreadable."""
    sentences, problems, room = [], [], MAX_RENDERED
    forks = any(map(alternatives, tree.root.nodes))
    for span in sentence_spans(text.text, tree):
        where, problem = text.span(*span), None
        texts: tuple[MappedText, ...] = (text.cut(*span),)
        branch = within(tree.root, span) if forks else Branch(span, (Text(span),))
        if (number := count(branch)) > 1 and not (problem := _too_many(number, span, room)):
            texts = renderings(branch, text)
            room -= sum(len(further.text) for further in texts[1:])
        if problem := problem or _too_long(texts):
            problems.append(Unreadable(where, problem))
        sentences.append(Sentence(where, branch, texts))
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
