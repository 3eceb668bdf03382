"""What Alembic runs: the migrations, on the connection that `migrate` gives."""

from alembic import context
from sqlalchemy import Connection

from annotator.storage.file.schema import Base

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run on the connection they are given")
context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True)
context.run_migrations()
