"""Measure Wagtail's moderation under load: pages are created, submitted and approved. Prints one JSON line."""

import argparse
import json
import secrets
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from benchmarks.wagtail_peer.database import empty_database
from benchmarks.wagtail_peer.deadline import Deadline
from benchmarks.wagtail_peer.load import Load, Phase
from benchmarks.wagtail_peer.site import Site

_WARM_UP_PAGES = 4  # of each client


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    with TemporaryDirectory(prefix="wagtail-peer-") as folder:
        measured = measure(options, Path(folder))
    print(json.dumps(measured))


def measure(options: argparse.Namespace, folder: Path) -> dict[str, str | int | float]:
    """Make a site in the folder and put it under load: one round to warm it up, then the one that counts."""
    secret, deadline = secrets.token_urlsafe(32), Deadline(options.time_limit)
    warm_up = _WARM_UP_PAGES * options.clients
    with empty_database(options.database, folder) as database:
        site = Site(folder, database, secret, deadline)
        sections = site.prepare(options.clients)
        with site.served(options.workers, options.threads) as port:
            load = Load(port, sections, secret, deadline)
            _round(site, load, warm_up, "warm-up")
            submitted, approved = _round(site, load, options.pages, "measured")
        site.check_all_live(warm_up + options.pages)
    return {
        "peer": f"wagtail {version('wagtail')}",
        "database": "postgresql" if database else "sqlite",
        "clients": options.clients,
        "pages": options.pages,
        "decisions_per_second": round(options.pages / approved.seconds, 2),
        "p50_ms": round(approved.percentile_ms(50), 1),
        "p95_ms": round(approved.percentile_ms(95), 1),
        "cycles_per_second": round(options.pages / (submitted.seconds + approved.seconds), 2),
    }


def _round(site: Site, load: Load, pages: int, name: str) -> tuple[Phase, Phase]:
    """Every page created and submitted, then every page approved. Looking up what waits is in neither time."""
    submitted = load.submit(pages, name)
    waiting = site.waiting()
    if len(waiting) != pages:
        raise RuntimeError(f"{len(waiting)} pages wait for moderation, not {pages}")
    return submitted, load.approve(waiting)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="benchmarks.wagtail_peer.run",
        description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--clients", type=_positive, default=8, help="how many work at the same time")
    parser.add_argument("--pages", type=_positive, default=200, help="how many are approved, all clients together")
    parser.add_argument("--database", default="sqlite", help="sqlite, postgresql (a server of its own) or a URL")
    parser.add_argument("--workers", type=_positive, default=2, help="processes of the HTTP server")
    parser.add_argument("--threads", type=_positive, default=1, help="threads of each of these processes")
    parser.add_argument("--time-limit", type=_positive, default=900, help="give up after so many seconds")
    return parser


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _leave(number: int, _frame: FrameType | None) -> None:
    """Ended from outside: leave through every `with`, so that the servers are stopped."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
