"""`governance copy`: what copy can become, without a database, a network or a key."""

import json
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import rich_click as click

from governance.cli.drift import drift
from governance.cli.options import NOTHING_BLOCKED, UNREADABLE, refused
from governance.cli.recipients import recipients
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Variant
from governance.core.errors import CopyFileError
from governance.outside.copy_files.any_file import read_copy
from governance.outside.copy_files.located import Touch
from governance.outside.reports.renderings import renderings_object
from governance.outside.reports.shown import counted, shown

Json = Mapping[str, Any]
RANGES = (("words", "word"), ("characters", "character"), ("links", "link"))


@click.group()
def copy() -> None:
    """Look at copy as the platforms send it."""


@copy.command()
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--pairs", is_flag=True, help="Read out more, so that every two options are read together.")
@click.option("--sentences", is_flag=True, help="List the different sentences, each with the options that give it.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def renderings(form: str, pairs: bool, sentences: bool, files: tuple[str, ...]) -> int:
    """Count and measure every text that copy can become, and read out the few that show every option.

    Exits with 0, or 2 if a file, or copy in it, cannot be read.
    """
    code = NOTHING_BLOCKED
    for file in files:
        try:
            for id, found in _found(file, pairs, sentences):
                code = UNREADABLE if "unreadable" in found else code
                click.echo(json.dumps({"id": id, **found}) if form == "jsonl" else "\n".join(_lines(id, found)))
        except CopyFileError as error:
            code = refused([error.problem])
    return code


def _found(file: str, pairs: bool, sentences: bool) -> Iterator[tuple[str, Json]]:
    """Each variant by its id; what cannot be read says why, and nothing else."""
    for located in read_copy(file, Touch(), sys.stdin.buffer):
        variant = located.variant
        if isinstance(variant, Variant):
            yield variant.id, _of(variant, pairs, sentences)
        else:
            yield variant.id, {"unreadable": variant.message}


def _of(variant: Variant, pairs: bool, sentences: bool) -> Json:
    parsed = parse_copy(variant.revision, variant.manifest.dialect)
    problem = next((f"{one.message}, in the {part.name}" for part in parsed.parts for one in part.unreadable), None)
    return {"unreadable": problem} if problem else renderings_object(parsed, pairs, sentences)


def _lines(id: str, found: Json) -> Iterator[str]:
    if "unreadable" in found:
        yield f"{shown(id)}: cannot be read: {shown(found['unreadable'])}"
        return
    yield f"{shown(id)}: {_renderings(found['renderings'])}"
    for part in found["parts"]:
        yield from _part(part)
    needed = len(found["readings"])
    what = "every two options" if found["pairs"] else "every option"
    yield f"  {counted(needed, 'reading')} show{'s' if needed == 1 else ''} {what}:"
    for number, reading in enumerate(found["readings"], 1):
        yield f"    {number}. " + " / ".join(shown(text) for text in reading.values())


def _part(part: Json) -> Iterator[str]:
    ranges = ", ".join(_range(part[name], noun) for name, noun in RANGES)
    sentences = counted(part["sentences"], "different sentence")
    yield f"  {part['part']}: {_renderings(part['renderings'])}, {ranges}, {sentences}"
    for number, sentence in enumerate(part["different_sentences"] or (), 1):
        yield f"    {number}. {_sentence(sentence)}"


def _renderings(digits: str) -> str:
    return "1 rendering" if digits == "1" else f"{Decimal(digits):,} renderings"


def _sentence(sentence: Json) -> str:
    """How it reads, then in brackets the options that give it."""
    return " ".join((shown(sentence["text"]), *(f"[{shown(one['text'])}]" for one in sentence["choices"])))


def _range(range_: Mapping[str, int], noun: str) -> str:
    least, most = range_["least"], range_["most"]
    return counted(most, noun) if least == most else f"{least:,} to {counted(most, noun)}"


copy.add_command(drift)
copy.add_command(recipients)
