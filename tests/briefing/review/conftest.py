"""Briefings to review, and reviewers: in a real LibreOffice, and in the shapes of others."""

import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.briefing import export
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import Briefing, BriefingArticle
from annotator.domain.claim import Attribution, Claim, Form, Source, SourceKind, Suggestion, Tag
from annotator.domain.decision import ClaimRecord, Decision, Origin
from annotator.domain.ids import ArticleId, BriefingId, ExportId, claim_id
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span


def _load(name: str) -> ModuleType:
    """A module of this folder that is no test; pytest puts the folder on no path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_draft = _load("draft")
Draft: Any = _draft.Draft
Said: Any = _draft.Said


@pytest.fixture
def dam() -> Draft:
    """Four claims in three paragraphs, one of them alone in its own."""
    return Draft(
        [
            ["Floods.", " On Monday ", Said("c0ffee000001", "the dam was closed", Tag.SOURCED),
             ", the ministry said."],
            ["Officials warned that ",
             Said("c0ffee000002", "a second wave of strikes may follow", Tag.SPECULATIVE),
             " and that ", Said("c0ffee000003", "exports had fallen by 40 per cent"), "."],
            ["Nothing else was said that day."],
            [Said("c0ffee000004", "Bread will be dearer in spring.", Tag.UNSOURCED)],
        ]
    )  # fmt: skip


@pytest.fixture
def dam_file(dam: Draft, tmp_path: Path) -> Path:
    return dam.write(tmp_path / "dam.docx")


@pytest.fixture(scope="session")
def drafted() -> Callable[[list[list[tuple[str, ...]]]], Draft]:
    """Makes a draft of paragraphs of pieces: (words,) or, for a claim, (id, words)."""

    def make(paragraphs: list[list[tuple[str, ...]]]) -> Draft:
        return Draft([[Said(*p) if len(p) == 2 else p[0] for p in each] for each in paragraphs])

    return make


DAM_ROAD = """Floods close the dam road
Floods came late. On Monday the dam was closed, the ministry of works said.
Officials warned that a second wave of strikes may follow and that exports had fallen by 40 per cent.
Nothing else was said that day.
Bread will be dearer in spring.
The mayor 🙂 said the bridge was safe — “for now” — although nobody, she added, had tested it since March.
Local traders disagreed with all of this."""  # noqa: E501
DAM_CLAIMS: tuple[tuple[tuple[str, ...], Tag | None, str], ...] = (
    (("the dam was closed",), Tag.SOURCED, "the ministry of works"),
    (("a second wave of strikes may follow",), Tag.SPECULATIVE, "Officials"),
    (("exports had fallen by 40 per cent",), None, "Officials"),
    (("Bread will be dearer in spring.",), Tag.UNSOURCED, ""),
    (("the bridge was safe — “for now”",), Tag.SOURCED, "The mayor"),
    (("nobody", "had tested it since March"), None, "The mayor"),
)


@pytest.fixture(scope="session")
def dam_road() -> Briefing:
    """Six claims, one of them in two pieces, in seven paragraphs."""
    digest = hashlib.sha256(DAM_ROAD.encode()).hexdigest()
    blocks, at = [], 0
    for line in DAM_ROAD.split("\n"):
        kind = BlockKind.BODY if at else BlockKind.HEADLINE
        blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    article = Article(
        ArticleId(digest[:16]), DAM_ROAD, tuple(blocks), "Floods close the dam road",
        digest, digest, "1", publisher="The Weekly Post", language="en",
    )  # fmt: skip
    records = tuple(_record(article, *claim) for claim in DAM_CLAIMS)
    return Briefing(
        BriefingId("briefing-dam"), ExportId("export-1"), "Floods and strikes", "Desk Analyst",
        datetime(2026, 3, 1, 9, tzinfo=UTC), (BriefingArticle(article, (), records),),
        summary="The dam is the pressing matter of the week.\n\nStrikes are likely.",
        key_claims=(records[0].claim.id,),
    )  # fmt: skip


def _record(article: Article, words: tuple[str, ...], tag: Tag | None, by: str) -> ClaimRecord:
    starts = [article.text.index(w) for w in words]
    content = tuple(Span(s, s + len(w)) for s, w in zip(starts, words, strict=True))
    source = Source(None, None, by, SourceKind.NAMED)
    claim = Claim(
        claim_id(article.id, content), content,
        Attribution(source, None, None, Form.INDIRECT) if by else None, (),
        Suggestion(Tag.SOURCED if by else Tag.UNSOURCED, verbatim("Somebody is named."), 0.8),
    )  # fmt: skip
    when = datetime(2026, 3, 1, 8, tzinfo=UTC)
    decision = Decision(claim.id, tag, "", None, None, "Desk Analyst", when) if tag else None
    return ClaimRecord(claim, article.id, Origin.MACHINE, decision)


@pytest.fixture(scope="session")
def dam_road_file(dam_road: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "dam road.docx"
    export(dam_road, path)
    return path


@pytest.fixture(scope="session")
def xml_reviewer() -> ModuleType:
    """The module whose XmlReviewer writes what Word and LibreOffice 25.2 would write."""
    _load("xml_saving")
    return _load("xml_reviewer")


class LibreOffice:
    """The installed LibreOffice with a reviewer at it, without a window or a socket."""

    def __init__(self, soffice: str, profile: Path) -> None:
        pipe = f"annotator-review-{os.getpid()}"
        self._office = subprocess.Popen(
            [
                soffice, "--headless", "--norestore", "--nologo", "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        script = Path(__file__).with_name("uno_reviewer.py")
        try:
            self._reviewer = subprocess.Popen(
                ["/usr/bin/python3", str(script), pipe],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            self._hear()
        except BaseException:
            self._end()
            raise

    def __call__(self, verb: str, *arguments: object) -> None:
        assert self._reviewer.stdin
        self._reviewer.stdin.write(json.dumps([verb, arguments]) + "\n")
        self._reviewer.stdin.flush()
        heard = self._hear()
        assert heard["ok"], f"{verb}{arguments}: {heard}"

    def close(self) -> None:
        try:
            self._reviewer.communicate(json.dumps(["quit", []]) + "\n", timeout=30)
            self._office.wait(20)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            self._reviewer.kill()
        finally:
            self._end()

    def _end(self) -> None:
        """The program started is a wrapper: what it started ends with its group."""
        with suppress(ProcessLookupError):
            os.killpg(self._office.pid, signal.SIGKILL)
        self._office.wait()

    def _hear(self) -> dict[str, object]:
        assert self._reviewer.stdout
        line = self._reviewer.stdout.readline()
        assert line, "the reviewer gave up; is python3-uno installed?"
        heard: dict[str, object] = json.loads(line)
        return heard


@pytest.fixture(scope="session")
def libreoffice(
    require: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LibreOffice]:
    """One LibreOffice for all tests; skips where there is none that can be driven."""
    soffice = require("soffice", "LibreOffice")
    has_uno = subprocess.run(
        ["/usr/bin/python3", "-c", "import uno"], check=False, capture_output=True
    )
    if has_uno.returncode:
        require("python3-uno, which is no program", "python3-uno")
    office = LibreOffice(soffice, tmp_path_factory.mktemp("profile"))
    yield office
    office.close()
