"""Something that the channel requires is not there.

What it finds
    A required subject, merge field or phrase that is missing, that stands only in some options of a choice
    or only where the recipient does not see it; and what a call script must say and does not. An entry that
    only a person can judge is found too.
    A follow-up in the thread of the message before has that one's subject.

Why it matters
    A postal address, a way to unsubscribe or a caller's name is owed to the reader, often by law.

Instead
    Add the element to the body, outside any choice.
"""

import re
from collections.abc import Iterator

from governance.core.checks import place
from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.spoken import reading
from governance.core.copy.dialects import Dialect
from governance.core.copy.hidden import NOT_SEEN
from governance.core.copy.holding import around
from governance.core.copy.links import targets
from governance.core.copy.parsed import ParsedCopy, ParsedPart
from governance.core.copy.phrases import always_said, find_phrases
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, MergeField, Node
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "missing_element"
SEVERITY: Severity = "blocker"

_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    if channel is None:
        return
    rule = f"{policies.ref(policies.standard)} requires it on {seen.manifest.channel}"
    for required in channel.require:
        if required != "subject" or not seen.manifest.replies:
            yield from _written(seen, required, rule)
    for required in channel.require_said:
        yield from _said(place.message(seen.copy), required, rule, policies)


def _written(seen: Assessment, required: str, rule: str) -> Iterator[Observation]:
    if required == "subject":
        yield from _subject(seen.copy, rule)
        return
    field = _FIELD.fullmatch(required)
    for part in place.messages(seen.copy):
        if field:
            yield from _field(part, _spelt(part, field[1], seen.manifest.dialect), rule)
        else:
            yield from _phrase(part, required, rule)


def _spelt(part: ParsedPart, name: str, dialect: Dialect) -> str:
    """A field as the part spells it: as the standard does, or as the platform writes it."""
    other = dialect.written(name)
    return other if any(field.name == other for field, _ in part.merge_fields) else name


def _subject(copy: ParsedCopy, rule: str) -> Iterator[Observation]:
    subject = copy.part(PartName.SUBJECT)
    if subject is None or not subject.folded.text.strip():
        part = place.message(copy)
        yield Observation(part, place.end(part), f"The subject is missing; {rule}")


def _field(part: ParsedPart, name: str, rule: str) -> Iterator[Observation]:
    if _always_in(part, part.tree.root, name) or _is_target(part, name) or _stands_unread(part, name):
        return
    standing = [span for field, span in part.merge_fields if field.name == name]
    yield _absent(part, f"{{{{{name}}}}}", standing, rule, _option_without(part, part.tree.root, name))


def _phrase(part: ParsedPart, phrase: str, rule: str) -> Iterator[Observation]:
    if not always_said(part, phrase):
        standing = [found.span for found in find_phrases(part, (phrase,))]
        yield _absent(part, f"“{phrase}”", standing, rule)


def _said(part: ParsedPart, entry: str, rule: str, policies: PolicySet) -> Iterator[Observation]:
    said = reading(entry)
    if said is None:
        message = f"A person must judge whether this is said: {entry}; {rule}"
        yield Observation(part, place.end(part), message)
    elif not said(part, policies):
        yield Observation(part, place.end(part), f"The script does not open with this: {entry}; {rule}")


def _absent(part: ParsedPart, what: str, standing: list[Span], rule: str, without: Branch | None = None) -> Observation:
    if standing and all(map(part.is_hidden, standing)):
        return Observation(part, standing[0], f"{what} stands only where the recipient does not see it; {rule}")
    if standing and without:
        where = place.of_option(part, without)
        return Observation(part, part.text.span(*around(without)), f"{what} is missing from {where}; {rule}")
    if standing:
        return Observation(part, standing[0], f"{what} is missing from some options of a choice; {rule}")
    return Observation(part, place.end(part), f"{what} is missing from the {part.name}; {rule}")


def _always_in(part: ParsedPart, branch: Branch, name: str) -> bool:
    """Whether every rendering of a branch shows the merge field."""
    return any(_node_always_holds(part, node, name) for node in branch.nodes)


def _node_always_holds(part: ParsedPart, node: Node, name: str) -> bool:
    if isinstance(node, MergeField):
        return node.name == name and NOT_SEEN not in part.seen[node.span.start : node.span.end]
    return bool(node.branches) and all(_always_in(part, option, name) for option in node.branches)


def _option_without(part: ParsedPart, branch: Branch, name: str) -> Branch | None:
    """The option that leaves the field out, of the choices in which it stands; the innermost."""
    for node in branch.nodes:
        if not isinstance(node, MergeField) and name in _names(node):
            for option in node.branches:
                if not _always_in(part, option, name):
                    return _option_without(part, option, name) or option
    return None


def _names(node: Node) -> set[str]:
    """The merge fields of a node, in whatever option."""
    if isinstance(node, MergeField):
        return {node.name}
    return {name for option in node.branches for inner in option.nodes for name in _names(inner)}


def _is_target(part: ParsedPart, name: str) -> bool:
    """Whether an anchor of the HTML part that the recipient sees leads to the merge field."""
    return any(name in _FIELD.findall(target.address) and not part.is_hidden(target.span) for target in targets(part))


def _stands_unread(part: ParsedPart, name: str) -> bool:
    """Whether the field stands where the part cannot be read, which is a finding of its own."""
    return bool(part.unreadable) and name in _FIELD.findall(part.text.text)
