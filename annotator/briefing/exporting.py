"""The export of a briefing to a Word document."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from datetime import UTC, datetime
from pathlib import Path

from annotator.briefing.compose import compose
from annotator.briefing.manifest import Manifest
from annotator.briefing.saving import replacing
from annotator.briefing.uncollected import uncollected
from annotator.briefing.write.document import write_document
from annotator.briefing.write.page import Paper
from annotator.briefing.write.template import own_template
from annotator.briefing.write.user_template import read_template
from annotator.domain.briefing import Briefing


def export(
    briefing: Briefing,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    template: Path | None = None,
    paper: Paper = Paper.A4,
) -> Manifest:
    """Writes `briefing` as a .docx to `path` and returns what the document says.

    `progress` is called with how many steps are done and how many there are; when `cancelled`
    returns True, concurrent.futures.CancelledError is raised. `template` is a .docx or .dotx
    whose styles, page and headers are used; without it our own is, on `paper`. Whatever goes
    wrong, a file at `path` stays as it was. Raises UserFacingError for a file that is open
    elsewhere, a full disk, or a template that cannot be used.
    """

    def step(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise CancelledError
        if progress is not None:
            progress(done, total)

    step(0, 1)
    look = read_template(template) if template is not None else own_template(paper)
    with uncollected():
        layout = compose(briefing, datetime.now(UTC))
        with replacing(path) as out:
            return write_document(layout, look, out, step)
