"""What an upload's file holds, read whole before anything of it is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from governance.core.copy.variant import Variant
from governance.core.errors import CopyFileError, Unusable
from governance.core.publication import unkeepable
from governance.outside.campaign_files import read_campaign_file
from governance.outside.campaign_files.campaign_file import CampaignFile
from governance.outside.copy_files.encoding import refuse_binary
from governance.outside.copy_files.json_lines import read_json_lines
from governance.outside.copy_files.located import Located, Touch, UnreadableVariant
from governance.outside.copy_files.table import Column, read_columns, read_table
from governance.store.as_json import variant_json

MOST_ROWS = 50_000
MOST_TEXTS = 2_000
"""Of a campaign file, which is given back whole."""
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Reading:
    """What an upload holds: the variants, and the rows that are none, with place and reason.

    `file` is the campaign file that they came in, if they came in one.
    """

    variants: tuple[Variant, ...]
    unread: tuple[dict[str, str], ...]
    file: CampaignFile | None = None

    @property
    def campaign(self) -> str | None:
        """The key of the campaign that every row names; None if they do not agree."""
        keys = {variant.campaign for variant in self.variants}
        return keys.pop() if len(keys) == 1 else None


def columns_of(content: bytes, name: str) -> list[Column]:
    """The columns of a CSV, for somebody to say what they become. Raises Unusable."""
    stream = BytesIO(content)
    try:
        refuse_binary(stream, name)
        return read_columns(stream, name)
    except CopyFileError as error:
        raise Unusable(str(error.problem), code="unreadable_file") from None


def read_upload(
    content: bytes, form: str, name: str, columns: Sequence[str] | None = None, regions: Sequence[str] = ()
) -> Reading:
    """Read a whole upload before anything is kept. Raises Unusable for a file that cannot be read as a whole.

    `form` is csv, jsonl or campaign. `columns` are the fields that the columns of a CSV become, from the left;
    `regions` are the recipients' of rows that name none.
    """
    touch = Touch(regions=tuple(regions))
    if len(content) > MOST_BYTES:
        raise Unusable(f"An upload holds at most {MOST_BYTES // 2**20} MiB; split the file", code="too_large")
    try:
        refuse_binary(BytesIO(content), name)
        file = read_campaign_file(content, name, touch) if form == "campaign" else None
        found = [item.located for item in file.items] if file else _rows(BytesIO(content), form, name, touch, columns)
        return replace(_reading(found, MOST_TEXTS if file else MOST_ROWS), file=file)
    except CopyFileError as error:
        raise Unusable(str(error.problem), code="unreadable_file") from None


def _rows(stream: BytesIO, form: str, name: str, touch: Touch, columns: Sequence[str] | None) -> Iterator[Located]:
    return read_json_lines(stream, name, touch) if form == "jsonl" else read_table(stream, name, touch, columns)


def _reading(found: Iterable[Located], most: int) -> Reading:
    variants: list[Variant] = []
    unread: list[dict[str, str]] = []
    for number, located in enumerate(found, 1):
        if number > most:
            raise Unusable(f"An upload holds at most {most:,} rows; split the file", code="too_large")
        one = _keepable(located.variant)
        if isinstance(one, Variant):
            variants.append(one)
        else:
            unread.append({"row": one.id, "place": str(located.place), "message": one.message})
    if not variants:
        raise Unusable(unread[0]["message"] if unread else "The file holds no variant", code="unreadable_file")
    return Reading(tuple(variants), tuple(unread))


def _keepable(found: Variant | UnreadableVariant) -> Variant | UnreadableVariant:
    """What a database cannot hold cannot be read either."""
    fault = next(unkeepable(variant_json(found)), None) if isinstance(found, Variant) else None
    return UnreadableVariant(found.id.replace("\0", ""), fault) if fault else found


def require_all_read(reading: Reading, skip_unread: bool) -> None:
    """Rows that cannot be read refuse the whole upload, unless its sender chose to leave them out."""
    if reading.unread and not skip_unread:
        first = reading.unread[0]
        more = f" and {len(reading.unread) - 1} more" if len(reading.unread) > 1 else ""
        message = f"{first['place']}: {first['message']}{more}; mend the rows, or send skip_unread=true"
        raise Unusable(message, code="unreadable_rows")
