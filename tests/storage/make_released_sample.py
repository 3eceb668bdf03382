"""Writes released/schema-N.annotator.gz, the sample library of the present schema.

Run it once when a schema is released, and never again for that number:

    python tests/storage/make_released_sample.py
"""

import gzip
import importlib.util
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Credibility, Decision, Reliability
from annotator.domain.ids import BriefingId, EntityId, ExportId, SourceId
from annotator.storage import BriefingDraft, ExportRecord, Library
from annotator.storage.file.schema import SCHEMA_VERSION

HERE = Path(__file__).parent


def fill(library: Library, article: Article, analysis: Analysis) -> None:
    """One of everything that a library keeps."""
    library.articles.add(article, article.text.encode(), person="Ada")
    library.findings.store(article.id, analysis)
    first, _, third = (record.claim.id for record in library.claims.of(article.id))
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    credible = Credibility.PROBABLY_TRUE
    with library.transaction("Ada", "decide", payload={"n": 2}, inverse={}) as change:
        change.decide(
            Decision(first, Tag.SOURCED, "Heard twice.", credible, "It opens.", "Ada", now),
            Decision(third, Tag.REJECTED, "", None, None, "Ada", now),
        )
    member = frozenset({(article.id, EntityId("e1"))})
    with library.transaction("Ada", "the rest") as change:
        change.label_article(article.id, ["ports"])
        change.put_source(
            SourceCard(SourceId("s1"), "Ana Brook", SourceKind.NAMED, Reliability.B, members=member)
        )
        change.save_briefing(BriefingDraft(BriefingId("b1"), "Ports", {"articles": [article.id]}))
        change.record_export(
            ExportRecord(
                ExportId("x1"), BriefingId("b1"), 1, now, "Ada", "ports.docx", "00" * 32, {}
            )
        )
    library.settings.set("position", 12)


def main() -> None:
    spec = importlib.util.spec_from_file_location("samples", HERE / "conftest.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("conftest.py is missing")
    samples = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(samples)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.annotator"
        with Library.open(path) as library:
            fill(library, samples.sample_article(), samples.sample_analysis())
        target = HERE / "released" / f"schema-{SCHEMA_VERSION}.annotator.gz"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
