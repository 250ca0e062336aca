"""`governance serve`: the web service with its background work, in one process."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from governance.cli.data import checkpoints_in, data_option, database_option, keys_in
from governance.cli.options import NOTHING_BLOCKED
from governance.cli.people import opened

if TYPE_CHECKING:
    from governance.store.transaction import Store
    from governance.web.service import Demo

SAMPLES = "policies"


@click.command()
@database_option
@data_option
@click.option("--host", envvar="GOVERNANCE_HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="GOVERNANCE_PORT", type=click.IntRange(0, 65_535), default=8000, show_default=True)
@click.option("--executor", envvar="GOVERNANCE_EXECUTOR", default="web-1", show_default=True, help="One a process.")
@click.option("--jobs/--no-jobs", default=True, show_default=True, help="Do background work in this process.")
@click.option("--demo", is_flag=True, help="Load the sample companies, with accounts whose password is public.")
def serve(database: str, data: Path, host: str, port: int, executor: str, jobs: bool, demo: bool) -> int:
    """Serve the API and its documentation. The database is brought to this version's tables first."""
    import uvicorn

    from governance.actions.audit import checkpoint_all
    from governance.jobs import Jobs, enqueuing, migrate_jobs
    from governance.web.app import create_app
    from governance.web.service import Service

    keys, checkpoints = keys_in(data), checkpoints_in(data)
    with opened(database) as store:
        migrate_jobs(database)
        store.enqueue, store.signer = enqueuing(database), keys
        service = Service(store, keys, checkpoints, demo=_load_samples(store) if demo else None)
        checkpoint_all(store, keys, checkpoints)
        work = Jobs(store, database, executor, lambda: checkpoint_all(store, keys, checkpoints)) if jobs else None
        app = create_app(service, work.start if work else _nothing, work.stop if work else _nothing)
        click.echo(f"governance answers at http://{host}:{port}, its documentation at http://{host}:{port}/api/docs")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=10)
    return NOTHING_BLOCKED


def _load_samples(store: "Store") -> "Demo":
    from governance.paths import packaged
    from governance.sample import PASSWORD, load_samples
    from governance.web.service import Demo

    keys = load_samples(store, packaged(SAMPLES), datetime.now(UTC))
    click.echo(f"Sample companies {' and '.join(keys)} are there. The password of every account is: {PASSWORD}")
    return Demo(tuple(keys), PASSWORD)


def _nothing() -> None:
    """A process without background work."""
