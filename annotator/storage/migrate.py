"""Brings a library's schema up to date, inside one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from annotator.storage.schema import APPLICATION_ID, SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(
    connection: Connection, *, version: int = SCHEMA_VERSION, scripts: Path = MIGRATIONS
) -> None:
    """Runs the migrations that the library lacks, up to `version` ("0001" is 1).

    `connection` must be inside a transaction; the caller commits. A crash on the way leaves
    the library as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")
