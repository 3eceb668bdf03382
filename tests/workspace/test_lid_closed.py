"""The laptop's lid closed for a week in the middle of an analysis: nothing is lost or repeated."""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.storage import Library
from annotator.worker import AnalysisClient
from annotator.workspace.workspace import Workspace

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(sys.platform == "win32", reason="no process can be put to sleep there"),
]

WEEK = timedelta(days=7)


class NextWeek(datetime):
    """A clock that went on while nobody was at work."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + WEEK


def test_a_week_asleep_in_the_middle_of_an_analysis_loses_nothing(
    tmp_path: Path, make_article: Callable[[str], Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "The mayor, Ada Weaver, said that the bridge is safe. It may rain.\n"
    long = make_article(line * 120)
    client = AnalysisClient()
    with Workspace(Library.open(tmp_path / "library.db"), client, "Ada") as workspace:
        assert workspace.upkeep.back_up_if_due().result(timeout=60)
        with workspace.library.transaction("Ada", "add") as steps:
            steps.add_article(long, long.text.encode())
        client.start()
        coming = workspace.analyses.request(long.id)
        while client.process_id is None or not client.info:
            time.sleep(0.05)
        asleep = client.process_id
        os.kill(asleep, signal.SIGSTOP)
        for module in ("records.change", "records.findings", "keeping.backups"):
            monkeypatch.setattr(f"annotator.storage.{module}.datetime", NextWeek)
        time.sleep(0.5)
        assert not coming.done()
        os.kill(asleep, signal.SIGCONT)
        coming.result(timeout=150)
        assert client.process_id == asleep
        claim = workspace.claims.of(long.id)[0].claim.id
        workspace.claims.decide([claim], Tag.SOURCED)
        record = workspace.claims.get(claim)
        assert record.decision is not None
        assert record.decision.time - datetime.now(UTC) > WEEK / 2
        # The backup of the day is due again, and the journal holds together.
        assert workspace.upkeep.back_up_if_due().result(timeout=60)
        assert workspace.library.check().sound
