"""Campaigns as sending platforms export them: read into variants, and written back byte for byte."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Protocol

from governance.core.errors import CopyFileError, Place
from governance.outside.campaign_files import apollo, instantly, lemlist, outreach, salesloft, smartlead
from governance.outside.campaign_files.campaign_file import CampaignFile
from governance.outside.campaign_files.json_source import Value, read_json
from governance.outside.campaign_files.sequence import Campaign
from governance.outside.copy_files.located import Located, Touch

NO_TOUCH = Touch()
MOST_BYTES = 20 * 1024 * 1024


class Platform(Protocol):
    """What a platform's module offers."""

    def recognises(self, root: Value, /) -> bool: ...

    def campaign(self, root: Value, /) -> Campaign: ...


PLATFORMS: Mapping[str, Platform] = {
    "instantly": instantly,
    "smartlead": smartlead,
    "apollo": apollo,
    "salesloft": salesloft,
    "outreach": outreach,
    "lemlist": lemlist,
}
"""Asked in this order; the names are those of the dialects."""


def read_campaign_file(content: bytes, file: str, touch: Touch = NO_TOUCH) -> CampaignFile:
    """A campaign file of any platform. Raises CopyFileError."""
    if len(content) > MOST_BYTES:
        raise CopyFileError(Place(file), f"A campaign file has at most {MOST_BYTES // 2**20} MiB; export it in parts")
    source = _text(content, file)
    root = read_json(source, file)
    name = next((name for name, platform in PLATFORMS.items() if platform.recognises(root)), None)
    if name is None:
        raise CopyFileError(Place(file), _unrecognised(root))
    return CampaignFile(file, source, name, PLATFORMS[name].campaign(root), root, touch)


def read_campaign_stream(stream: BinaryIO, file: str, touch: Touch) -> Iterator[Located]:
    """The variants of a campaign file, and what of it cannot be read. Raises CopyFileError.

    The file says itself of which channel and kind each is; its recipients' regions it does not know.
    """
    yield from (item.located for item in read_campaign_file(stream.read(MOST_BYTES + 1), file, touch).items)


def _text(content: bytes, file: str) -> str:
    """JSON is UTF-8 (RFC 8259, section 8.1); a byte order mark stays where it is."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise CopyFileError(Place(file), f"Byte {error.start:,} is not UTF-8; save the file as UTF-8") from None


def _unrecognised(root: Value) -> str:
    if any("actionType" in step.members for step in root.each("steps")):
        return "A HubSpot sequence names its templates and does not hold their words; bring the templates as CSV"
    return f"The file is no campaign that is known; allowed are exports of {', '.join(PLATFORMS)}"
