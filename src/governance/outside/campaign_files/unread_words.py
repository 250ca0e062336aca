"""Words of a campaign file that no reader takes: what nobody reviews must not go out with what was approved."""

import re
from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value

LEAST_WORDS = 4
_TEMPLATE = re.compile(r"\{\{|\{%|\}\}")
_LABELS = re.compile(
    r"(?:^|[_.])(?:name|title|label|description|tags?|timezone|reason|error|status|url|href)$"
    r"|(?:Name|Title|Label|Description|Reason|Error|Status|Url|bodyText|body_text)$"
)
"""Keys of what people call things by, and of texts that a platform derives from the words it sends."""


def unread_words(root: Value, read: Sequence[Value | None]) -> Iterator[Value]:
    """Every string that reads like copy and is none of those that were read."""
    known = {value.start for value in read if value}
    for value in root.strings():
        if value.start not in known and not _LABELS.search(value.path) and _reads_like_copy(value.scalar):
            yield value


def _reads_like_copy(text: object) -> bool:
    return isinstance(text, str) and (bool(_TEMPLATE.search(text)) or len(text.split()) >= LEAST_WORDS)
