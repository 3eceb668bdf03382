"""Brings a library's schema up to date, inside one transaction."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from annotator.storage.file.schema import APPLICATION_ID, CURRENT, Schema


def migrate(connection: Connection, schema: Schema = CURRENT) -> None:
    """Runs the migrations that the library lacks, up to `schema` (revision "0001" is 1).

    `connection` must be inside a transaction; the caller commits. A crash on the way leaves
    the library as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{schema.version:04}")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema.version}")
