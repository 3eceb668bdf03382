"""Each connection is set up for safety, whatever driver makes it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from annotator.domain.article import Article
from annotator.storage import Library, LibraryReadOnlyError
from annotator.storage.file.engine import WRITES, make_engine


@pytest.mark.parametrize(
    ("pragma", "wanted"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_keeps_its_promises(
    library: Library, pragma: str, wanted: str | int
) -> None:
    engine = make_engine(library.path)
    for _ in range(2):
        with engine.connect() as one, engine.connect() as two:
            for connection in (one, two):
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
                assert found == wanted
    engine.dispose()


def test_a_writer_holds_the_write_lock_from_its_beginning(library: Library) -> None:
    engine = make_engine(library.path)
    with engine.connect() as connection:
        writer = connection.execution_options(**{WRITES: True})
        with (
            writer.begin(),
            closing(sqlite3.connect(library.path, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("INSERT INTO setting VALUES ('x', '1')")
    engine.dispose()


def test_a_reading_engine_writes_nothing(library: Library, stored: Article) -> None:
    engine = make_engine(library.path, read_only=True)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one() == 1
        with pytest.raises(Exception, match="readonly"):
            connection.exec_driver_sql("DELETE FROM article")
    engine.dispose()


def test_another_driver_can_take_the_place_of_sqlite3(library: Library) -> None:
    """As one that encrypts would: its connections are prepared before anything else."""
    said: list[str] = []
    driver = ModuleType("driver")
    driver.__dict__.update(vars(sqlite3))

    class Connection(sqlite3.Connection):
        pass

    def connect(address: str, **options: object) -> sqlite3.Connection:
        connection = sqlite3.connect(address, factory=Connection, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(said.append)
        return connection  # type: ignore[no-any-return]

    def give_key(connection: sqlite3.Connection) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA key='secret'")
        cursor.close()

    driver.__dict__["connect"] = connect
    engine = make_engine(library.path, driver=driver, prepare=give_key)
    with engine.connect() as connection:
        assert isinstance(connection.connection.driver_connection, Connection)
        connection.exec_driver_sql("SELECT 1")
    engine.dispose()
    assert said[0].startswith("PRAGMA key")


def test_what_is_open_for_reading_makes_no_backups(library: Library, stored: Article) -> None:
    with Library.open(library.path) as reader:
        assert reader.check().sound
        with pytest.raises(LibraryReadOnlyError):
            reader.backups.make()
        with pytest.raises(LibraryReadOnlyError):
            reader.purge(stored.id, person="Ada")
        reader.backup(library.path.with_name("copy.annotator"))
    assert library.backups.all() == ()


def test_opening_a_library_of_the_present_schema_does_not_load_the_migrations(
    library: Library,
) -> None:
    library.close()
    code = (
        "import sys; from pathlib import Path; from annotator.storage import Library;"
        "Library.open(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(library.path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"


def test_the_migrations_travel_with_the_package() -> None:
    from annotator.storage.file.schema import CURRENT

    package = Path(sys.modules["annotator.storage"].__file__ or "").parent
    assert CURRENT.scripts == package / "file" / "migrations"
    assert (CURRENT.scripts / "env.py").exists()
    assert (CURRENT.scripts / "script.py.mako").exists()
    assert list((CURRENT.scripts / "versions").glob("v0001*.py"))
