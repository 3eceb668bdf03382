"""From every released schema to the newest: nothing is lost, a backup is made before."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from annotator.domain.article import Article
from annotator.domain.claim import Stance
from annotator.domain.ids import SourceId
from annotator.storage import Library, LibraryNewerError, LibraryReadOnlyError, SearchQuery
from annotator.storage.file.schema import CURRENT, SCHEMA_VERSION, Base, Schema
from annotator.storage.keeping.backups import BackupKind, backups_of
from annotator.storage.keeping.opening import open_file

RELEASED = Path(__file__).parent / "released"


def next_schema(folder: Path, upgrade: str) -> Schema:
    """The present schema and one step more."""
    scripts = folder / "migrations"
    for script in (*CURRENT.scripts.glob("*.*"), *CURRENT.scripts.glob("versions/*.py")):
        copy = scripts / script.relative_to(CURRENT.scripts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(script.read_bytes())
    version = SCHEMA_VERSION + 1
    (scripts / "versions" / f"v{version:04}_next.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '{version:04}', '{SCHEMA_VERSION:04}'\n"
        "branch_labels = depends_on = None\n"
        f"def upgrade():\n    {upgrade}\n"
    )
    return Schema(version, scripts)


def test_the_migrations_make_the_tables_that_the_code_knows(library: Library) -> None:
    library.close()
    engine = create_engine(f"sqlite:///{library.path}", poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_server_default": True,
                "include_object": lambda _o, name, kind, *_: (
                    not (kind == "table" and name.startswith("search"))
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_line_of_migrations_that_ends_at_the_present_schema() -> None:
    scripts = ScriptDirectory(str(CURRENT.scripts))
    assert scripts.get_heads() == [f"{SCHEMA_VERSION:04}"]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == [f"{n:04}" for n in range(SCHEMA_VERSION, 0, -1)]


def test_a_library_of_every_released_schema_is_there_to_try() -> None:
    assert sorted(file.name for file in RELEASED.glob("*.gz")) == [
        f"schema-{n}.annotator.gz" for n in range(1, SCHEMA_VERSION + 1)
    ]


@pytest.mark.parametrize("sample", sorted(RELEASED.glob("*.gz")), ids=lambda file: file.name)
def test_a_library_of_a_released_schema_opens_with_all_that_is_in_it(
    path: Path, sample: Path, article: Article
) -> None:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    with Library.open(path) as library:
        assert library.check().sound
        assert library.articles.get(article.id) == article
        records = library.claims.of(article.id)
        assert [record.tag for record in records] == ["sourced", None, "rejected"]
        (decision,) = library.claims.history(records[0].claim.id)
        assert (decision.note, decision.person) == ("Heard twice.", "Ada")
        assert library.sources.of(article.id)["e1"] == "s1"
        assert library.sources.get(SourceId("s1")).kept
        assert [draft.title for draft in library.briefings.list()] == ["Ports"]
        assert [export.version for export in library.briefings.exports()] == [1]
        (row,) = library.articles.rows()
        assert (row.labels, row.claims, row.decided) == (("ports",), 3, 2)
        assert library.settings.get("position") == 12
        for query in (SearchQuery(entity="brook"), SearchQuery(source_name="officials")):
            assert [hit.article for hit in library.search.find(query)] == [article.id]


def test_a_card_kept_of_a_description_keeps_all_that_it_stood_for(
    path: Path, article: Article
) -> None:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress((RELEASED / "schema-1.annotator.gz").read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO source (id, name, kind, reliability, descriptor, notes)"
            " VALUES ('s9', 'Two Officials', 'anonymous', 'C', '', '')"
        )
        connection.commit()
    with Library.open(path) as library:
        library.sources.resolve([article.id])
        assert library.sources.of(article.id) == {"e1": "s1", "~two officials": "s9"}
        card = library.sources.get(SourceId("s9"))
        assert (card.reliability, card.kept, card.guesses) == ("C", True, frozenset())


@pytest.mark.parametrize(
    ("story", "cue", "stance"),
    [
        ("Brook denied it was so.", "denied", Stance.DENIES),
        ("Brook did not deny it was so.", "did not deny", Stance.OPEN),
        ("Brook would neither confirm nor deny it was so.", "deny", Stance.OPEN),
        ("Brook ruled out it was so.", "ruled out", Stance.DENIES),
        ("Brook dismissed it was so as a lie.", "dismissed", Stance.ASSERTS),
        ("Brook doubts it was so.", "doubts", Stance.DOUBTS),
        ("Brook does not believe it was so.", "does not believe", Stance.DOUBTS),
        ("Brook did not say it was so.", "did not say", Stance.OPEN),
        ("Brook declined to say it was so.", "declined", Stance.OPEN),
        ("Brook refused to confirm it was so.", "confirm", Stance.OPEN),
        ("Brook would neither confirm nor deny it was so.", "confirm", Stance.OPEN),
        ("It was not late. Brook said it was so.", "said", Stance.ASSERTS),
    ],
)
def test_a_claim_kept_before_stances_is_read_by_its_cue(
    path: Path, article: Article, story: str, cue: str, stance: Stance
) -> None:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress((RELEASED / "schema-3.annotator.gz").read_bytes()))
    at, start = story.index(cue), story.index("it was so")
    tie = [[at, at + len(cue)], "speech", "indirect", None]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE article_text SET text = ?", (story,))
        connection.execute(
            "UPDATE claim SET body = ?", (json.dumps([[[start, len(story) - 1]], [], None, tie]),)
        )
        connection.commit()
    with Library.open(path) as library:
        assert {record.claim.stance for record in library.claims.of(article.id)} == {stance}


def test_an_older_library_is_backed_up_and_brought_up_to_date(
    library: Library, analysed: Article, tmp_path: Path
) -> None:
    library.close()
    schema = next_schema(tmp_path, "op.execute('ALTER TABLE article ADD COLUMN words INTEGER')")
    opened = open_file(library.path, schema=schema)
    with opened.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT words FROM article").all() == [(None,)]
    opened.close()
    (backup,) = backups_of(library.path)
    assert backup.kind is BackupKind.BEFORE_MIGRATION
    with Library.open(backup.path, read_only=True) as before:
        assert before.articles.get(analysed.id) == analysed
    with pytest.raises(LibraryNewerError):
        Library.open(library.path)


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    library: Library, analysed: Article, tmp_path: Path
) -> None:
    library.close()
    schema = next_schema(
        tmp_path,
        "op.execute('DROP TABLE suggestion'); op.execute('ALTER TABLE nowhere ADD COLUMN x')",
    )
    with pytest.raises(OperationalError, match="nowhere"):
        open_file(library.path, schema=schema)
    with Library.open(library.path) as again:
        assert not again.read_only
        assert again.check().sound
        assert again.claims.of(analysed.id)[0].claim.suggestion is not None


def test_an_older_library_that_cannot_be_written_is_not_read_wrongly(
    library: Library, stored: Article, tmp_path: Path
) -> None:
    library.close()
    schema = next_schema(tmp_path, "op.execute('ALTER TABLE article ADD COLUMN words INTEGER')")
    with pytest.raises(LibraryReadOnlyError, match="older version"):
        open_file(library.path, read_only=True, schema=schema)


def test_no_released_migration_was_edited_since(library: Library, tmp_path: Path) -> None:
    """The sample was made by the migrations as they were; they must still make the same."""

    def schema(path: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
            ).fetchall()

    library.close()
    then = tmp_path / "sample.annotator"
    sample = RELEASED / f"schema-{SCHEMA_VERSION}.annotator.gz"
    then.write_bytes(gzip.decompress(sample.read_bytes()))
    assert schema(library.path) == schema(then)
