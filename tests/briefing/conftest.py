"""Briefings to export: one as an analyst would make it, and whatever a test builds."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

import pytest
from lxml import etree

from annotator import resources
from annotator.domain.analysis import ModelInfo
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.briefing import (
    Briefing,
    BriefingArticle,
    PreviousExport,
    SourceCard,
)
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.decision import ClaimRecord, Credibility, Decision, Origin, Reliability
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import (
    BriefingId,
    ClaimId,
    EntityId,
    ExportId,
    SourceId,
    article_id,
    claim_id,
)
from annotator.domain.marking import TLP
from annotator.text.spans import Span

WHEN = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


class Desk:
    """Builds one article with its entities and claims, finding spans by their words."""

    def __init__(self, text: str, title: str = "", kinds: Sequence[BlockKind] = (), **more: str):
        original = text.encode("utf-8", "replace")
        lines = text.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]
        blocks = [
            Block(Span(start, start + len(line)), kind)
            for start, line, kind in zip(
                starts, lines, [*kinds, *[BlockKind.BODY] * (len(lines) - len(kinds))], strict=True
            )
            if line.strip()
        ]
        self.article = Article(
            id=article_id(original),
            text=text,
            blocks=tuple(blocks),
            title=title,
            sha256=hashlib.sha256(original).hexdigest(),
            text_sha256=hashlib.sha256(original).hexdigest(),
            normaliser="1",
            **more,
        )
        self.entities: list[Entity] = []
        self.claims: list[ClaimRecord] = []

    def span(self, words: str, after: int = 0) -> Span:
        start = self.article.text.index(words, after)
        return Span(start, start + len(words))

    def entity(self, name: str, *names: str, kind: EntityKind = EntityKind.PERSON) -> EntityId:
        text, mentions = self.article.text, []
        for surface in {name, *names} - {""}:
            at = text.find(surface)
            while at >= 0:
                mentions.append(Span(at, at + len(surface)))
                at = text.find(surface, at + len(surface))
        ident = EntityId(f"e{len(self.entities) + 1}")
        self.entities.append(Entity(ident, name, kind, (name, *names), tuple(sorted(mentions))))
        return ident

    def claim(
        self,
        *content: str | Span,
        source: str = "",
        entity: EntityId | None = None,
        kind: SourceKind = SourceKind.NAMED,
        cue: str = "",
        form: Form = Form.INDIRECT,
        hedges: Sequence[str] = (),
        suggest: Tag | None = Tag.SOURCED,
        tag: Tag | None = None,
        **decided: object,
    ) -> ClaimId:
        spans = tuple(self.span(c) if isinstance(c, str) else c for c in content)
        ident = claim_id(self.article.id, spans)
        attribution = None
        if source or cue:
            who = Source(None, entity, source, kind) if source else None
            attribution = Attribution(who, self.span(cue) if cue else None, CueClass.SPEECH, form)
        claim = Claim(
            id=ident,
            content=spans,
            attribution=attribution,
            hedges=tuple(self.span(h, spans[0].start) for h in hedges),
            suggestion=Suggestion(suggest, "A source stands behind it.", 0.8) if suggest else None,
        )
        decision = decide(ident, tag, **decided) if tag or decided else None
        origin = Origin.MACHINE if suggest else Origin.PERSON
        self.claims.append(ClaimRecord(claim, self.article.id, origin, decision))
        return ident

    def done(self) -> BriefingArticle:
        claims = sorted(self.claims, key=lambda record: record.claim.content)
        return BriefingArticle(self.article, tuple(self.entities), tuple(claims))


def decide(claim: ClaimId, tag: Tag | None, **more: object) -> Decision:
    base = Decision(claim, tag, "", None, None, "N. Okoro", WHEN)
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local time is UTC, so that documents are the same wherever tests run."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def desk() -> type[Desk]:
    return Desk


@pytest.fixture
def make_briefing() -> Callable[..., Briefing]:
    def make(*articles: BriefingArticle, **more: object) -> Briefing:
        base = Briefing(
            id=BriefingId("briefing-1"),
            export=ExportId("export-1"),
            title="A briefing",
            author="N. Okoro",
            created=WHEN,
            articles=articles,
        )
        return replace(base, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def harbour() -> Briefing:
    """Two articles on a dispute about a port, with every tag and kind of source."""
    first, second = _harbour_article(), _ferry_article()
    articles = (first.done(), second.done())
    brandt = frozenset(
        {(articles[0].article.id, EntityId("e1")), (articles[1].article.id, EntityId("e1"))}
    )
    ids = [record.claim.id for article in articles for record in article.claims]
    return Briefing(
        id=BriefingId("briefing-7"),
        export=ExportId("export-2"),
        title="Northern harbour: who says what about the blockade",
        author="N. Okoro",
        created=WHEN,
        articles=articles,
        sources=(
            SourceCard(
                SourceId("s1"), "Helena Brandt", SourceKind.NAMED, Reliability.B,
                "Ostrian Ambassador to Veldania. Direct access to the talks; speaks for her "
                "government, which pays for the inspectors.",
                members=brandt,
            ),
            SourceCard(
                SourceId("s2"), "satellite imagery", SourceKind.IMPERSONAL, Reliability.A,
                "Not shown by the article; resolution and date unknown.",
            ),
        ),
        reference="VD-2026-031",
        version=2,
        marking=TLP["TLP:AMBER"],
        summary=(
            "The talks on the northern harbour have not moved in three weeks. What is known of "
            "them comes from one envoy; the other side is heard only through the press.\n\n"
            "Work on the Tal Amar airfield is the one development that rests on imagery. Nobody "
            "is named behind the offer to leave the breakwater."
        ),
        key_claims=(ids[2], ids[6]),
        mark_entities=True,
        model=ModelInfo("en_core_web_md", "3.8.0", "ab" * 32, "attribution 1 (4f2a)"),
        previous=PreviousExport(
            ExportId("export-1"), 1, datetime(2026, 3, 10, 8, 0, tzinfo=UTC),
            ((ids[0], "sourced", "the need for a ceasefire along the coast"),
             (ids[2], "undecided", "We did not come here to take sides"),
             (ClaimId("gone"), "unsourced", "The price of flour has trebled.")),
        ),
    )  # fmt: skip


def _harbour_article() -> Desk:
    text = (resources.folder() / "samples" / "harbour.txt").read_text(encoding="utf-8").strip()
    made = Desk(
        text,
        title="Pressure Mounts Over Blockaded Harbour as Envoys Search for a Way Out",
        kinds=(BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BYLINE),
        author="Ilse Varga",
        publisher="The Lismar Courier",
        published="2026-03-09",
        address="https://courier.example/2026/03/harbour",
        accessed="2026-03-11T07:12:00+00:00",
        file_name="harbour.html",
        media_type="text/html",
        language="en",
    )
    brandt = made.entity("Helena Brandt", "Brandt")
    qadhari = made.entity("Yusuf Qadhari", "Qadari")
    maitari = made.entity("Daud Maitari", "Moitari")
    made.entity("Port Selim", "PORT SELIM", kind=EntityKind.PLACE)
    made.entity("Lismar", kind=EntityKind.PLACE)
    made.entity("Maritime Observatory", kind=EntityKind.ORG)
    made.entity("Free Shore", kind=EntityKind.ORG)
    made.claim(
        "the need for a ceasefire along the coast and a return to the talks in Lismar.",
        source="Yusuf Qadhari", entity=qadhari, cue="stressed", form=Form.MIXED, tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "her government is “ready to pay for the repair of the cranes”",
        source="Helena Brandt", entity=brandt, cue="statements", form=Form.MIXED,
        tag=Tag.SPECULATIVE,
        note="The author infers it; the ambassador is not quoted as offering to pay.",
    )  # fmt: skip
    made.claim(
        "We did not come here to take sides,",
        "We came because ships that carry wheat are not weapons.",
        source="Helena Brandt", entity=brandt, cue="said", form=Form.DIRECT, tag=Tag.SOURCED,
        credibility=Credibility.PROBABLY_TRUE,
    )  # fmt: skip
    made.claim(
        "the first inspectors would arrive within ten days",
        source="Helena Brandt", entity=brandt, cue="added", hedges=("would",), tag=Tag.SOURCED,
        credibility=Credibility.POSSIBLY_TRUE, wording="The first inspectors are due by 19 March.",
    )  # fmt: skip
    made.claim(
        "his men would leave the breakwater if the customs house was handed to a neutral "
        "administration",
        source="Daud Maitari", entity=maitari, cue="told", hedges=("would", "if"),
    )  # fmt: skip
    made.claim(
        "the offer had been made before and withdrawn within hours",
        source="two officials", kind=SourceKind.ANONYMOUS, cue="said", tag=Tag.SOURCED,
        bulk=True,
    )  # fmt: skip
    made.claim(
        "workers were lengthening the runway at the Tal Amar airfield",
        source="satellite imagery", kind=SourceKind.IMPERSONAL, cue="showed", tag=Tag.SOURCED,
        credibility=Credibility.CONFIRMED,
    )  # fmt: skip
    made.claim(
        "eleven tankers have been turned back since March",
        source="Maritime Observatory", cue="According to", suggest=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "Marshal Qadari is the strongest man in the cabinet",
        suggest=Tag.UNSOURCED,
        tag=Tag.UNSOURCED,
    )
    made.claim(
        "A new escalation could allow the neighbours to interfere openly",
        hedges=("could",), suggest=Tag.SPECULATIVE, tag=Tag.SPECULATIVE,
    )  # fmt: skip
    made.claim("a temporary truce may not be sufficient to bring the shipping companies back",
               hedges=("may",), suggest=Tag.SPECULATIVE)  # fmt: skip
    return made


def _ferry_article() -> Desk:
    text = (
        "Ferries to sail again, says envoy\n"
        "Staff and agencies\n"
        "Ambassador Brandt told a radio station on Tuesday that the ferry to Tal Amar would sail "
        "“by Friday, God willing”. The harbour master said he had heard her say that the mole "
        "was safe.\n"
        "“نحن ننتظر السفن”، قال أحد التجار، ثم أضاف: OK 👍🏽.\n"
        "• The mole was built in 1931.\n"
        "Ship\tFlag\tTons\n"
        "Alma\tOstria\t2,400\n"
        "Photo: the mole at dawn.\n"
    )
    made = Desk(
        text,
        title="Ferries to sail again",
        kinds=(
            BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY, BlockKind.BODY, BlockKind.LIST,
            BlockKind.TABLE, BlockKind.TABLE, BlockKind.CAPTION,
        ),
        publisher="Radio Tal Amar",
        published="2026-03-11",
        accessed="2026-03-12T06:00:00+00:00",
        file_name="ferries.txt",
    )  # fmt: skip
    brandt = made.entity("Brandt", "Ambassador Brandt")
    made.entity("Tal Amar", kind=EntityKind.PLACE)
    made.claim(
        "the ferry to Tal Amar would sail “by Friday, God willing”",
        source="Brandt", entity=brandt, cue="told", form=Form.MIXED, tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "he had heard her say that the mole was safe",
        source="the harbour master", kind=SourceKind.ANONYMOUS, cue="said", tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim("the mole was safe", source="Brandt", entity=brandt, cue="say", tag=Tag.SPECULATIVE)
    made.claim("نحن ننتظر السفن", source="أحد التجار", kind=SourceKind.ANONYMOUS,
               cue="قال", form=Form.DIRECT, tag=Tag.SOURCED)  # fmt: skip
    made.claim("The mole was built in 1931.", suggest=Tag.UNSOURCED, tag=Tag.REJECTED)
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "briefing.docx"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Docx:
    """A written document, read back as a reviewer's program sees it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        return self.root("word/document.xml")

    def paragraphs(self, style: str = "") -> list[str]:
        """The words of all paragraphs, or of those of one style; labels and fields included."""
        found = []
        for paragraph in self.body.iter(_W + "p"):
            given = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if not style or (given is not None and given.get(_W + "val") == style):
                found.append(words_of(paragraph))
        return found

    def article_lines(self) -> list[str]:
        """The paragraphs of articles, without the labels behind claims."""
        found = []
        for paragraph in self.body.iter(_W + "p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and str(style.get(_W + "val")).startswith("Article"):
                found.append(words_of(paragraph, labels=False))
        return found

    def commented(self) -> dict[str, str]:
        """Comment id → the words under it, a paragraph's end as a line end."""
        open_, found = set(), {}
        for element in self.body.iter("*"):
            if element.tag == _W + "commentRangeStart":
                open_.add(element.get(_W + "id"))
                found[element.get(_W + "id")] = ""
            elif element.tag == _W + "commentRangeEnd":
                open_.discard(element.get(_W + "id"))
            elif element.tag == _W + "p":
                for ident in open_:
                    found[ident] += "\n"
            else:
                for ident in open_:
                    found[ident] += letters_of(element)
        return found

    def comments(self) -> dict[str, str]:
        """Comment id → its paragraphs."""
        return {
            comment.get(_W + "id"): "\n".join(words_of(p) for p in comment.iter(_W + "p"))
            for comment in self.root("word/comments.xml")
        }


def letters_of(element: etree._Element) -> str:
    if element.tag == _W + "t":
        return element.text or ""
    if element.tag == _W + "tab" and element.getparent().tag == _W + "r":
        return "\t"
    return "\n" if element.tag == _W + "br" else ""


def words_of(paragraph: etree._Element, *, labels: bool = True) -> str:
    out = ""
    for run in paragraph.iter(_W + "r"):
        style = run.find(f"{_W}rPr/{_W}rStyle")
        if labels or style is None or style.get(_W + "val") != "ClaimLabel":
            out += "".join(letters_of(element) for element in run)
    return out


@pytest.fixture
def read_docx() -> Callable[[Path], Docx]:
    return Docx


def _invariants() -> Callable[[Path], list[str]]:
    spec = importlib.util.spec_from_file_location(
        "briefing_invariants", Path(__file__).with_name("invariants.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.faults


@pytest.fixture(scope="session")
def faults() -> Callable[[Path], list[str]]:
    """Every broken invariant of a document; see invariants.py."""
    return _invariants()


@pytest.fixture(scope="session")
def sdk_errors(require: Callable[[str, str], str]) -> Callable[[Path], list[str]]:
    """What Microsoft's Open XML SDK finds wrong with a document; installed when npm is there."""
    root = Path(__file__).parents[2]
    modules = root / "build" / "ooxml-validator" / "node_modules" / "@xarsh"
    binary = modules / "ooxml-validator-linux-x64" / "ooxml-validator"
    if not binary.exists():
        require("npm", "npm")
        script = root / ".ci" / "install-validator"
        done = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=False)
        if done.returncode and os.environ.get("REQUIRE_TOOLS") != "1":
            pytest.skip("the validator cannot be installed here")
        assert done.returncode == 0, done.stderr

    def errors(path: Path) -> list[str]:
        done = subprocess.run([str(binary), str(path)], capture_output=True, text=True, check=False)
        found = json.loads(done.stdout)["errors"]
        return [f"{e['path']} {e['xPath']}: {e['description']}" for e in found]

    return errors
