"""A process that works in a library until it is killed; driven by test_kills.py.

It loads everything once and then forks a child for each line "SCENARIO FOLDER LOG SEED" on
its standard input, whose process id it prints. The child writes one line to LOG each time it
has been told that something is saved, never before.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Claim, Suggestion, Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId, article_id
from annotator.domain.phrase import verbatim
from annotator.storage import Library
from annotator.storage.encoding.canonical import sha256_hex
from annotator.storage.file.schema import CURRENT, SCHEMA_VERSION, Schema
from annotator.storage.keeping.opening import open_file
from annotator.text.spans import Span

CLAIMS = 12
ARTICLES = 6
MODEL = ModelInfo("victim", "1", "0" * 64, "1")
type Say = Callable[[str], None]


def article_of(number: int) -> tuple[Article, bytes]:
    text = f"Story {number}\n" + f"The harbour master of pier {number} spoke at length. " * 80
    original = f"<p>{text}</p>".encode()
    digest = sha256_hex(f"<p>{text}</p>")
    blocks = (Block(Span(0, len(text)), BlockKind.BODY),)
    return (
        Article(article_id(original), text, blocks, text[:8], digest, sha256_hex(text), "1"),
        original,
    )


def analysis_of(article: Article, shift: int = 0) -> Analysis:
    """CLAIMS claims; another `shift` finds them elsewhere, so that all are replaced."""
    claims = tuple(
        Claim(
            ClaimId(f"c{i}"),
            (Span(20 + i * 100 + shift, 70 + i * 100 + shift),),
            None,
            (),
            Suggestion(Tag.UNSOURCED, verbatim("No source stands behind it."), 0.5),
        )
        for i in range(CLAIMS)
    )
    return Analysis(MODEL, "en", (), claims, ())


def import_articles(path: Path, say: Say, seed: int) -> None:
    with Library.open(path) as library:
        for number in range(100, 100_000):
            article, original = article_of(number)
            library.articles.add(article, original, person="Ada")
            say(str(number))


def analyse(path: Path, say: Say, seed: int) -> None:
    with Library.open(path) as library:
        for turn in range(1, 100_000):
            for number in range(ARTICLES):
                article, _ = article_of(number)
                library.findings.store(article.id, analysis_of(article, 50 * (turn % 2)))
                say(f"{number} {turn % 2}")


def tag(path: Path, say: Say, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 -- any choice will do
    with Library.open(path) as library:
        article, _ = article_of(0)
        claims = [record.claim.id for record in library.claims.of(article.id)]
        for turn in range(100_000):
            claim = draw.choice(claims)
            chosen = draw.choice(list(Tag))
            note = f"note {seed}.{turn}"
            made = Decision(claim, chosen, note, None, None, "Ada", datetime.now(UTC))
            with library.transaction(
                "Ada", "tag", payload={"note": note}, inverse={"claim": claim}
            ) as change:
                change.decide(made)
            say(f"{claim} {chosen.value} {note}")


def migrate(path: Path, say: Say, seed: int) -> None:
    open_file(path, schema=Schema(SCHEMA_VERSION + 1, path.parent / "migrations")).close()
    say("migrated")
    while True:
        pass


def back_up(path: Path, say: Say, seed: int) -> None:
    with Library.open(path) as library:
        while True:
            backup = library.backups.make(keep=2)
            say(backup.path.name)


def export(path: Path, say: Say, seed: int) -> None:
    with Library.open(path) as library:
        while True:
            library.export_to(path.with_name("export.annotator"))
            say("exported")


def restore(path: Path, say: Say, seed: int) -> None:
    while True:
        Library.restore(path.with_name("older.annotator"), path)
        say("restored")


def begin(path: Path, say: Say, seed: int) -> None:
    for number in range(100_000):
        fresh = path.with_name(f"fresh-{number}.annotator")
        with Library.open(fresh) as library:
            library.settings.set("born", number)
            say(fresh.name)


def purge(path: Path, say: Say, seed: int) -> None:
    with Library.open(path) as library:
        for number in range(1, ARTICLES):
            article, _ = article_of(number)
            library.purge(article.id, person="Ada")
            say(str(number))
        for number in range(100, 100_000):
            article, original = article_of(number)
            library.articles.add(article, original, person="Ada")
            library.purge(article.id, person="Ada")
            say(str(number))


SCENARIOS: dict[str, Callable[[Path, Say, int], None]] = {
    scenario.__name__: scenario
    for scenario in (
        import_articles,
        analyse,
        tag,
        migrate,
        back_up,
        export,
        restore,
        begin,
        purge,
    )
}


def prepare(path: Path) -> None:
    """A library with analysed articles, an older copy of it, and a migration to come."""
    with Library.open(path) as library:
        for number in range(ARTICLES):
            article, original = article_of(number)
            library.articles.add(article, original, person="Ada")
            library.findings.store(article.id, analysis_of(article))
        library.backup(path.with_name("older.annotator"))
        article, _ = article_of(0)
        with library.transaction("Ada", "edit") as change:
            change.edit_article(replace(article, title="The present one"))
    scripts = path.parent / "migrations"
    (scripts / "versions").mkdir(parents=True)
    for script in (*CURRENT.scripts.glob("*.*"), *CURRENT.scripts.glob("versions/*.py")):
        (scripts / script.relative_to(CURRENT.scripts)).write_bytes(script.read_bytes())
    (scripts / "versions" / "v9999_next.py").write_text(
        "from alembic import op\n"  # noqa: S608 - a script of our own
        f"revision, down_revision = '{SCHEMA_VERSION + 1:04}', '{SCHEMA_VERSION:04}'\n"
        "branch_labels = depends_on = None\n"
        "def upgrade():\n"
        "    op.execute('ALTER TABLE article ADD COLUMN words INTEGER')\n"
        "    op.execute('CREATE TABLE more AS WITH RECURSIVE n(i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
        " SELECT i, text FROM n, article_text')\n"
        "    op.execute('UPDATE article SET words = 7')\n"
    )


def serve() -> None:
    # The system buries the dead, so that the parent sees when one is gone.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        scenario, folder, log, seed = line.split("\t")
        child = os.fork()
        if child:
            print(child, flush=True)
            continue
        work(scenario, Path(folder), Path(log), int(seed))


def work(scenario: str, path: Path, log: Path, seed: int) -> NoReturn:
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def say(said: str) -> None:
        os.write(out, f"{said}\n".encode())

    try:
        SCENARIOS[scenario](path, say, seed)
    except BaseException as error:  # noqa: BLE001 -- the parent shall see it
        say(f"ERROR {error!r}")
    os._exit(0)


if __name__ == "__main__":
    serve()
