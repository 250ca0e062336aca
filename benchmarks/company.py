"""A company folder of the evaluation data, as it lies on disk."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.talk_track_page import TalkTrackPage, parse_talk_track

Row = dict[str, Any]
_NEEDED = ("claims.jsonl", "standards.json", "variants.jsonl", "talk_track.md", "icp.json")


@dataclass(frozen=True, slots=True)
class Company:
    """One company's facts and its labelled variants."""

    key: str
    talk_track: TalkTrackPage
    claims: list[Row]
    standards: Row
    profile: Row
    variants: list[Row]

    @property
    def id_prefix(self) -> str:
        """`XY-` where all claims are called `XY-...`: labels put it before the standards' rule ids too."""
        prefixes = {row["id"].rpartition("-")[0] for row in self.claims}
        shared = prefixes.pop() if len(prefixes) == 1 else ""
        return f"{shared}-" if shared else ""


def companies(world: Path) -> Iterator[Company]:
    """Every folder of the world that has a company's files."""
    for folder in sorted(world.glob("*/")):
        if all((folder / name).is_file() for name in _NEEDED):
            yield read_company(folder)


def read_company(folder: Path) -> Company:
    return Company(
        key=folder.name,
        talk_track=parse_talk_track((folder / "talk_track.md").read_text("utf-8")),
        claims=read_rows(folder / "claims.jsonl"),
        standards=json.loads((folder / "standards.json").read_text("utf-8")),
        profile=json.loads((folder / "icp.json").read_text("utf-8")),
        variants=read_rows(folder / "variants.jsonl"),
    )


def read_rows(path: Path) -> list[Row]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
