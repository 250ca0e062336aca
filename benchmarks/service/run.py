"""`python -m benchmarks.service.run`: the figures of the service on one database, as JSON lines."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from benchmarks.service.decisions import measure_decisions
from benchmarks.service.gate import measure_gate, seed_approved
from benchmarks.service.pages import measure_pages, seed_waiting
from benchmarks.service.running import running
from benchmarks.service.uploads import measure_queue, measure_upload

PARTS = ("decisions", "gate", "uploads", "pages")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.service.run", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--cycles", type=int, default=300, help="variants created and approved [default: 300]")
    parser.add_argument("--approved", type=int, nargs="+", default=[1_000, 20_000])
    parser.add_argument("--variants", type=int, nargs="+", default=[500, 20_000], help="sizes of uploads")
    parser.add_argument("--waiting", type=int, default=20_000, help="variants in review while pages are measured")
    asked = parser.parse_args(arguments)
    with running(asked.database) as server:
        tell(asked.database, "ready", {"seconds": round(server.ready_seconds, 1)})
        if "decisions" in asked.parts:
            tell(asked.database, "decisions", measure_decisions(server, asked.cycles, asked.clients))
        ids: list[str] = []
        for count in asked.approved if "gate" in asked.parts else ():
            ids += seed_approved(server, count - len(ids))
            tell(asked.database, "gate", measure_gate(server, ids, 500))
        for count in asked.variants if "uploads" in asked.parts else ():
            tell(asked.database, "upload", measure_upload(server, count))
            tell(asked.database, "queue", measure_queue(server, 200))
        if "pages" in asked.parts:
            seed_waiting(server, asked.waiting)
        for page in measure_pages(server) if "pages" in asked.parts else ():
            tell(asked.database, "page", page)


def tell(database: str, what: str, figures: dict[str, Any]) -> None:
    print(json.dumps({"database": database, "what": what, **figures}), flush=True)


if __name__ == "__main__":
    main()
