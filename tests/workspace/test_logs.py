"""The log belongs to its owner alone, also when it is full, and no setting stops the app."""

import logging
import stat
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from annotator.errors import UserFacingError
from annotator.workspace import logs


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger, as it was before."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield logger
    for handler in logger.handlers[:]:
        if handler not in handlers:
            logger.removeHandler(handler)
            handler.close()
    logger.setLevel(level)


def test_every_file_of_the_log_is_its_owners_alone(tmp_path: Path, root: logging.Logger) -> None:
    path = logs.start(tmp_path / "logs")
    (handler,) = (each for each in root.handlers if isinstance(each, RotatingFileHandler))
    handler.maxBytes = 200
    for number in range(20):
        logging.getLogger("annotator.test").warning("message %d", number)
    files = sorted(path.parent.iterdir())
    assert len(files) > 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("wanted", "level"),
    [("debug", logging.DEBUG), ("WARNING", logging.WARNING), ("chatty", logging.INFO), ("", 20)],
)
def test_a_level_that_does_not_exist_is_the_usual_one(
    tmp_path: Path,
    root: logging.Logger,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
    level: int,
) -> None:
    monkeypatch.setenv("ANNOTATOR_LOG", wanted)
    logs.start(tmp_path)
    assert root.level == level


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "annotator.log").mkdir()
    with pytest.raises(UserFacingError, match="cannot be written"):
        logs.start(tmp_path)
