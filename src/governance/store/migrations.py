"""Migrations: the database is brought to the tables that this version knows, or refused."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def migrate(engine: Engine, folder: Path) -> None:
    """Run the migrations of a folder that the database has not seen."""
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
