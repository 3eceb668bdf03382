"""kill -9 at random moments: nothing that was told to be saved is lost, the file stays sound.

KILLS says how many (`make torture` says 200), SEED where to begin; each scenario gets its share.
"""

import contextlib
import importlib.util
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from types import ModuleType

import pytest

from annotator.domain.claim import Tag
from annotator.storage import Library
from annotator.storage.file.schema import SCHEMA_VERSION, Schema
from annotator.storage.keeping.backups import backups_of
from annotator.storage.keeping.opening import open_file

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need POSIX")

VICTIM = Path(__file__).with_name("victim.py")
KILLS = int(os.environ.get("KILLS", "27"))
NAMES = (
    "import_articles",
    "analyse",
    "tag",
    "migrate",
    "back_up",
    "export",
    "restore",
    "begin",
    "purge",
)


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("victim", VICTIM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


victim = _load()


class Killer:
    """Starts a scenario, kills it at a random moment, and returns what it was told."""

    def __init__(self, server: "subprocess.Popen[str]", folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._number = 0

    def kill(self, scenario: str, path: Path, seed: int) -> list[str]:
        self._number += 1
        log = self._folder / f"log-{self._number}"
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(f"{scenario}\t{path}\t{log}\t{seed}\n")
        self._server.stdin.flush()
        child = int(self._server.stdout.readline())
        draw = random.Random(seed)  # noqa: S311 -- any moment will do
        if draw.random() < 0.7:
            # In the midst of the work, not only on the way to it.
            limit = time.monotonic() + 90
            while not log.exists() or not log.stat().st_size:
                assert time.monotonic() < limit, "it never began"
                time.sleep(0.002)
        time.sleep(draw.random() ** 2 * 0.25)
        os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(child, 0)
                time.sleep(0.001)
        told = log.read_text().splitlines() if log.exists() else []
        assert not [line for line in told if line.startswith("ERROR")], told[-1]
        return told


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with subprocess.Popen(
        [sys.executable, str(VICTIM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield Killer(server, tmp_path_factory.mktemp("logs"))
        server.kill()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    victim.prepare(folder / "library.annotator")
    return folder


@pytest.fixture
def path(prepared: Path, tmp_path: Path) -> Path:
    for file in prepared.rglob("*"):
        if file.is_file() and not file.name.endswith(".lock"):
            copy = tmp_path / file.relative_to(prepared)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    return tmp_path / "library.annotator"


def _sound(library: Library) -> None:
    assert not library.read_only
    report = library.check()
    assert report.sound, report.problems


def _after_import(path: Path, told: list[str]) -> None:
    with Library.open(path) as library:
        _sound(library)
        for line in told:
            article, original = victim.article_of(int(line))
            assert library.articles.get(article.id) == article
            assert library.articles.original(article.id) == original


def _after_analysis(path: Path, told: list[str]) -> None:
    last = dict(line.split() for line in told)
    with Library.open(path) as library:
        _sound(library)
        for number in range(victim.ARTICLES):
            article, _ = victim.article_of(number)
            starts = [r.claim.content[0].start for r in library.claims.of(article.id)]
            shapes = [
                [claim.content[0].start for claim in victim.analysis_of(article, shift).claims]
                for shift in (0, 50)
            ]
            assert starts in shapes, "half an analysis"
            following = str((int(last.get(str(number), "0")) + 1) % 2)
            assert starts in [shapes[int(turn)] for turn in (last.get(str(number), "0"), following)]


def _after_tagging(path: Path, told: list[str]) -> None:
    with Library.open(path) as library:
        _sound(library)
        standing: dict[str, tuple[str, str]] = {}
        count = 0
        for line in told:
            claim, tag, note = line.split(" ", 2)
            standing[claim] = (tag, note)
            notes = [decision.note for decision in library.claims.history(victim.ClaimId(claim))]
            assert note in notes
            count += 1
        stored = [entry for entry in library.journal.entries() if entry.action == "tag"]
        assert count <= len(stored) <= count + 1
        extra = {e.payload["note"] for e in stored if e.payload} - {
            line.split(" ", 2)[2] for line in told
        }
        for claim, (tag, note) in standing.items():
            decision = library.claims.get(victim.ClaimId(claim)).decision
            assert decision is not None
            assert (decision.tag, decision.note) == (Tag(tag), note) or decision.note in extra


def _after_migration(path: Path, told: list[str]) -> None:
    schema = Schema(SCHEMA_VERSION + 1, path.parent / "migrations")
    opened = open_file(path, schema=schema)
    try:
        with opened.store.reading() as connection:
            run = connection.exec_driver_sql
            assert run("PRAGMA integrity_check").scalar_one() == "ok"
            assert run("SELECT count(*) FROM article WHERE words = 7").scalar_one() == (
                victim.ARTICLES
            )
            assert run("SELECT count(*) FROM more").scalar_one() == 400 * victim.ARTICLES
            assert run("SELECT count(*) FROM claim").scalar_one() == (
                victim.ARTICLES * victim.CLAIMS
            )
    finally:
        opened.close()
    (backup, *_) = backups_of(path)
    with Library.open(backup.path, read_only=True) as before:
        assert before.articles.count() == victim.ARTICLES


def _after_backup(path: Path, told: list[str]) -> None:
    kept = backups_of(path)
    assert len(kept) >= min(2, len(told))
    for backup in kept:
        with Library.open(backup.path, read_only=True) as copy:
            assert copy.check().sound
    with Library.open(path) as library:
        _sound(library)
        library.backups.make(keep=1)
    assert not list((path.parent / "backups").glob("*.part"))


def _after_export(path: Path, told: list[str]) -> None:
    file = path.with_name("export.annotator")
    assert file.exists() or not told
    if file.exists():
        with Library.open(file, read_only=True) as copy:
            assert copy.check().sound
            assert copy.articles.count() == victim.ARTICLES
    with Library.open(path) as library:
        _sound(library)
        library.export_to(file)


def _after_restore(path: Path, told: list[str]) -> None:
    with Library.open(path) as library:
        _sound(library)
        titles = {row.title for row in library.articles.rows()}
        assert len(titles) == victim.ARTICLES
        present = "The present one" in titles
        assert not (told and present)
    kept = backups_of(path)
    assert present or kept, "the present one is neither there nor kept"


def _after_begin(path: Path, told: list[str]) -> None:
    for name in told:
        with Library.open(path.with_name(name), read_only=True) as library:
            assert library.settings.get("born") is not None
    for fresh in path.parent.glob("fresh-*.annotator"):
        with Library.open(fresh) as library:
            _sound(library)


def _after_purge(path: Path, told: list[str]) -> None:
    with Library.open(path) as library:
        _sound(library)
        for line in told:
            article, _ = victim.article_of(int(line))
            assert not library.articles.contains(article.id)


CHECKS = {
    "import_articles": _after_import,
    "analyse": _after_analysis,
    "tag": _after_tagging,
    "migrate": _after_migration,
    "back_up": _after_backup,
    "export": _after_export,
    "restore": _after_restore,
    "begin": _after_begin,
    "purge": _after_purge,
}


@pytest.mark.parametrize(("number", "scenario"), list(enumerate(islice(cycle(NAMES), KILLS))))
def test_nothing_told_is_lost(killer: Killer, path: Path, number: int, scenario: str) -> None:
    told = killer.kill(scenario, path, seed=number * 7919 + int(os.environ.get("SEED", "1")))
    CHECKS[scenario](path, told)
