"""`governance claims compare`: claims against evidence, without policies, a database, a network or a key."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from governance.cli.options import NOTHING_BLOCKED, SOMETHING_BLOCKED, refused
from governance.core.claims.support import Support, support
from governance.core.errors import CopyFileError
from governance.outside.claim_pairs import ClaimPair, read_pairs


@click.group()
def claims() -> None:
    """Look at claims as the checks judge them."""


@claims.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def compare(file: Path) -> int:
    """Hold each claim of a JSON lines file against its evidence: {"id": ..., "evidence": ..., "claim": ...}.

    Prints a line for each: its verdict, how much of it the evidence carries, and what it changed.
    Exits with 0 if all are supported, 1 if one is not, 2 if the file cannot be read.
    """
    code = NOTHING_BLOCKED
    try:
        with file.open("rb") as stream:
            for pair in read_pairs(stream, str(file)):
                found = _compared(pair)
                code = code if found["verdict"] == Support.SUPPORTED else SOMETHING_BLOCKED
                click.echo(json.dumps(found, ensure_ascii=False))
    except CopyFileError as error:
        return refused([error.problem])
    return code


def _compared(pair: ClaimPair) -> dict[str, Any]:
    found = support(pair.evidence, pair.claim)
    alterations = [
        {"kind": one.kind.value, "quote": one.quote, "evidence_quote": one.evidence_quote} for one in found.changes
    ]
    return {"id": pair.id, "verdict": found.verdict.value, "score": found.score, "alterations": alterations}
