"""One line that tells a text apart in a list."""

from governance.core.copy.dialects import Dialect
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Branch, MergeField, Node
from governance.core.copy.variant import Revision
from governance.core.copy.visible import visible

MOST = 140
_READ = 2_000


def opening(revision: Revision, dialect: Dialect) -> str:
    """The subject, or else the first words of the body, on one line; merge fields in words like [first name]."""
    sources = (revision.subject, revision.body, visible(revision.html).text if revision.html else None)
    lines = (_line(source[:_READ], dialect) for source in sources if source)
    return _cut(next((line for line in lines if line), ""))


def _line(source: str, dialect: Dialect) -> str:
    return " ".join(_in_words(parse(source, dialect).root, source).split())


def _in_words(branch: Branch, source: str) -> str:
    return "".join(_node_in_words(node, source) for node in branch.nodes)


def _node_in_words(node: Node, source: str) -> str:
    if isinstance(node, MergeField):
        return f"[{node.name.replace('_', ' ').replace('.', ' ')}]"
    if node.branches:
        return "{" + "|".join(_in_words(option, source).strip() for option in node.branches) + "}"
    return source[node.span.start : node.span.end]


def _cut(line: str) -> str:
    """At most so many characters, cut between words where there are any."""
    if len(line) <= MOST:
        return line
    head, _, _ = line[:MOST].rpartition(" ")
    return f"{(head or line)[: MOST - 1]}…"
