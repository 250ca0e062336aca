"""Where a backup is brought to, and what is taken from it: nobody stays signed in, nothing goes out by itself."""

from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from governance.core.errors import Unusable, WrongState
from governance.paths import packaged
from governance.store.dump import require_empty
from governance.store.engine import make_engine
from governance.store.migrations import migrate
from governance.store.tables.people import SessionRow
from governance.store.tables.permits import AuthorisationRow, PermitRow
from governance.store.tables.review import SubmissionRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL."""
    named = make_url(url)
    if named.get_backend_name() != "sqlite":
        return None
    if not named.database or named.database == ":memory:":
        raise Unusable("A backup is restored into a file, sqlite:///FILE, or into PostgreSQL", field="database")
    return Path(named.database)


def require_place(target: Path) -> None:
    """Raises WrongState if a file is in the way of a restored database: one with rows, or one that is open."""
    if target.exists():
        _require_empty_file(target)
    log = target.with_name(f"{target.name}-wal")
    if log.exists() and log.stat().st_size:
        # SQLite would apply what is left in it to the restored database.
        raise WrongState(f"{log} belongs to another database, or one in use; move it away", code="not_empty")


def _require_empty_file(target: Path) -> None:
    engine = make_engine(f"sqlite:///{target}")
    try:
        with engine.connect() as connection:
            require_empty(connection)
    except DatabaseError as error:
        raise WrongState(f"{target} is in the way, and cannot be read: {error.orig}", code="not_empty") from None
    finally:
        engine.dispose()


def bring_up(engine: Engine) -> None:
    """Bring a database to the tables of this version. Raises WrongState if it is of a later one."""
    try:
        migrate(engine, packaged("alembic"))
    except CommandError as error:
        raise WrongState(f"The backup is of another version than this: {error}", code="other_version") from None


def end_sessions(tx: Tx) -> None:
    """Delete every session, and every authorisation that was not used, of all workspaces."""
    tx.session.execute(delete(SessionRow))
    tx.session.execute(delete(AuthorisationRow).where(col(AuthorisationRow.used_at).is_(None)))


def recall_all(tx: Tx) -> list[PermitRow]:
    """Recall every permit of the workspace with the submission it came from; those that were not recalled before.

    Without its submission recalled, an approved text would be given its next permit by the next change.
    """
    standing = select(PermitRow).where(
        col(PermitRow.workspace_id) == tx.workspace_id, col(PermitRow.recalled_at).is_(None)
    )
    permits = list(tx.session.execute(standing.order_by(col(PermitRow.sequence))).scalars())
    for permit in permits:
        permit.recalled_at = tx.now
    _of_permits(tx, SubmissionRow, "submission_id", "recalled_at")
    # The background work writes where these variants stand now.
    _of_permits(tx, VariantRow, "variant_id", "changes_at")
    return permits


def _of_permits(tx: Tx, table: type[SubmissionRow] | type[VariantRow], points: str, instant: str) -> None:
    """Set an instant to now in every row of a table that a permit points at."""
    pointed = select(getattr(PermitRow, points)).where(col(PermitRow.workspace_id) == tx.workspace_id)
    ours = update(table).where(col(table.workspace_id) == tx.workspace_id, col(table.id).in_(pointed))
    tx.session.execute(ours.values({instant: tx.now}), execution_options={"synchronize_session": False})
