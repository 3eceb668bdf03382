"""What the tests of the readers share: sample files, archives made on the spot, one child."""

import importlib.util
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from annotator.domain.article import Block
from annotator.ingest import Reader, document
from annotator.ingest.limits import Limits
from annotator.ingest.wire import Answer, Request

type Interpret = Callable[..., Answer]
type Parts = Mapping[str, str | bytes]


@pytest.fixture
def files() -> Path:
    """The folder of sample files: one story in every format."""
    return Path(__file__).parent / "files"


@pytest.fixture
def interpret() -> Interpret:
    """Reads bytes in this process, as the child does in its own."""

    def read(name: str, content: bytes | str, *, pasted: bool = False) -> Answer:
        raw = content.encode() if isinstance(content, str) else content
        return document.interpret(Request(name, pasted), raw, Limits())

    return read


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reading child for all tests that need a real one."""
    with Reader() as shared:
        yield shared


@pytest.fixture
def pieces() -> Callable[[Answer], list[tuple[str, str]]]:
    """The blocks of an answer as (kind, words)."""

    def of(answer: Answer) -> list[tuple[str, str]]:
        def words(block: Block) -> str:
            return answer.text[block.span.start : block.span.end]

        return [(block.kind.value, words(block)) for block in answer.blocks]

    return of


@pytest.fixture
def archive() -> Callable[[Parts], bytes]:
    """A zip archive with the given parts."""

    def made(parts: Parts) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in parts.items():
                packed.writestr(name, content)
        return out.getvalue()

    return made


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def word(archive: Callable[[Parts], bytes]) -> Callable[..., bytes]:
    """A Word document with the given XML in its body and, if wanted, further parts."""

    def made(body: str, parts: Parts | None = None) -> bytes:
        document = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
        )
        return archive(
            {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})}
        )

    return made


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF with the given lines on each page, as (x, y, size, text), in Helvetica."""

    def made(pages: list[list[tuple[float, float, float, str]]], info: str = "") -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        )
        kids = []
        for lines in pages:
            shown = "".join(
                f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n"
                for x, y, size, text in lines
            )
            objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
                f"<< /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
        objects.append(f"<< {info} >>")
        out = "%PDF-1.4\n"
        offsets = []
        for number, text in enumerate(objects, start=1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n{text}\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
        out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        return (out + f"startxref\n{start}\n%%EOF\n").encode("cp1252")

    return made


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


@pytest.fixture(scope="session")
def outlook() -> Callable[..., bytes]:
    """An Outlook mail of the given properties, as the maker of the sample files writes them."""
    path = Path(__file__).parent / "files" / "make_files.py"
    spec = importlib.util.spec_from_file_location("make_files", path)
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    made: Callable[..., bytes] = maker.message_file
    return made
