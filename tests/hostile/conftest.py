"""What the hostile files are made with, and the one child that all of them attack in turn."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.errors import UserFacingError
from annotator.ingest import Reader, ReadFile

WORDS = "The talks ended on Tuesday without an agreement, two officials said."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as shared:
        yield shared


@pytest.fixture
def samples() -> list[Path]:
    """One honest file of every format."""
    folder = Path(__file__).parent.parent / "ingest" / "files"
    return sorted(folder.glob("harbour.*"))


@pytest.fixture
def attack(reader: Reader, tmp_path: Path) -> Callable[..., ReadFile]:
    """Reads hostile bytes; whatever comes of it, an honest file must be read after it."""

    def read(name: str, content: bytes | str, using: Reader | None = None) -> ReadFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        honest = tmp_path / "honest.txt"
        honest.write_text(WORDS, encoding="utf-8")
        own = using or reader
        try:
            return own.read(path)
        finally:
            assert own.read(honest).article.text == WORDS

    return read


class Refusal(NamedTuple):
    """What a person reads when a file is refused."""

    message: str
    hint: str


@pytest.fixture
def refusal(attack: Callable[..., ReadFile]) -> Callable[..., Refusal]:
    """The error of a hostile file: one sentence, with what to do."""

    def read(name: str, content: bytes | str, using: Reader | None = None) -> Refusal:
        with pytest.raises(UserFacingError) as told:
            attack(name, content, using)
        error = Refusal(str(told.value.message), str(told.value.hint))
        assert error.message.startswith("“")
        assert error.message.endswith(".")
        assert "\n" not in error.message
        assert error.hint.endswith(".")
        return error

    return read


@pytest.fixture
def packed() -> Callable[..., bytes]:
    """A zip archive: parts by name, each bytes or a ZipInfo's content."""

    def made(
        parts: dict[str, bytes | str], extra: list[tuple[zipfile.ZipInfo, bytes]] | None = None
    ) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
            for info, content in extra or []:
                archive.writestr(info, content)
        return out.getvalue()

    return made


@pytest.fixture
def word(packed: Callable[..., bytes]) -> Callable[..., bytes]:
    """A Word document with an honest paragraph, further parts, and XML before its root."""

    def made(
        parts: dict[str, bytes | str] | None = None,
        prolog: str = "",
        inside: str = WORDS,
        extra: list[tuple[zipfile.ZipInfo, bytes]] | None = None,
    ) -> bytes:
        document = (
            f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{W}"><w:body><w:p><w:r>'
            f"<w:t>{inside}</w:t></w:r></w:p></w:body></w:document>"
        )
        own: dict[str, bytes | str] = {
            "[Content_Types].xml": "<Types/>", "word/document.xml": document
        }  # fmt: skip
        return packed({**own, **(parts or {})}, extra)

    return made
