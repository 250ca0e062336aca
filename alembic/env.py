"""How Alembic reaches our tables. The connection is given by `governance.store.migrations`, or by a URL in `-x`."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from governance.store import tables
from governance.store.columns import PREFIX
from governance.store.engine import make_engine

assert tables.__all__


def ours(_object: object, name: str | None, type_: str, _reflected: bool, _compare_to: object) -> bool:
    """The job library keeps tables beside ours; they are none of our business."""
    return type_ != "table" or str(name).startswith(PREFIX)


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        include_object=ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(context.get_x_argument(as_dictionary=True)["url"]).connect() as own:
        run(own)
        own.commit()
