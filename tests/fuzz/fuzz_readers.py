"""One fuzz target per reader: honest files with bytes and pieces changed at random.

Not collected by default; `make fuzz` runs it, FUZZ_EXAMPLES says how many files per reader.
Each target calls the reader in this process, so that Hypothesis can shrink what breaks it.
A reader may refuse a file in words; it may neither raise anything else nor hand over text
that is not normal. (In the app the child turns whatever else is raised into words as well;
here it counts as a fault.) What kills the process or hangs it is caught by the child's own
test, at the end, which sends the same kind of files through a real child.
"""

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import UserFacingError
from annotator.ingest import Limits, Reader, document
from annotator.ingest.problems import UnreadableError
from annotator.ingest.wire import Request
from annotator.text.normalise import normalise

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
FILES = Path(__file__).parent.parent / "ingest" / "files"
KINDS = sorted(path.suffix[1:] for path in FILES.glob("harbour.*"))
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
TOKENS = [
    b"<", b">", b"</p>", b"<table><tr><td>", b"<!--", b"]]>", b"&#0;", b"&#xD800;", b"\x00",
    b"\xff", b"\xff\xfe", b"\xe2\x80\xa8", b"{", b"}", b"\\u-1 ", b"\\'zz", b"\\bin9999999 ",
    b"\\uc99999 ", b"stream", b"endobj", b"<<", b">>", b"[", b"]", b"9999999999", b"-1",
    b"PK\x03\x04", b"PK\x01\x02", b"\r\n\r\n", b"boundary=", b"Content-Type: multipart/mixed\n",
    b"=?utf-8?b?", b"base64", b"---\n", b"|", b"\t", b"# ", b"> ", b"- ", b"1. ", b"```\n",
    b"w:p>", b"<w:tbl>", b"<w:sdt>", b"text:s ",
]  # fmt: skip


class Sample(bytes):
    """Bytes that Hypothesis can show in one line; the last ones tried lie in the test's folder."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@st.composite
def mutations(draw: st.DrawFn, content: bytes) -> Sample:
    """`content` after up to eight changes: bytes set, tokens put in, stretches cut or doubled."""
    out = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(out) - 1)))
        length = draw(st.integers(1, 200))
        match draw(st.sampled_from(("set", "insert", "cut", "double", "truncate"))):
            case "set":
                out[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "insert":
                out[at:at] = draw(st.sampled_from(TOKENS)) * draw(st.integers(1, 20))
            case "cut":
                del out[at : at + length]
            case "double":
                out[at:at] = out[at : at + length] * draw(st.integers(1, 10))
            case _:
                del out[at:]
    return Sample(out)


def files(kind: str) -> st.SearchStrategy[Sample]:
    return mutations((FILES / f"harbour.{kind}").read_bytes())


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_file_is_read_or_refused_in_words(kind: str, tmp_path: Path) -> None:
    last = tmp_path / f"last.{kind}"

    @FUZZ
    @given(files(kind))
    def attack(content: Sample) -> None:
        last.write_bytes(content)
        try:
            answer = document.interpret(Request(f"harbour.{kind}"), content, Limits())
        except UnreadableError:
            return
        assert answer.text
        assert normalise(answer.text) == answer.text
        assert answer.blocks[-1].span.end == len(answer.text)

    attack()


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_changed_part_in_a_sound_archive_is_read_or_refused_in_words(kind: str) -> None:
    part = {"docx": "word/document.xml", "odt": "content.xml"}[kind]
    with zipfile.ZipFile(FILES / f"harbour.{kind}") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    @FUZZ
    @given(mutations(parts[part]))
    def attack(content: Sample) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, original in parts.items():
                archive.writestr(name, content if name == part else original)
        with suppress(UnreadableError):
            document.interpret(Request(f"harbour.{kind}"), out.getvalue(), Limits())

    attack()


@pytest.mark.timeout(3600)
def test_the_child_survives_or_is_replaced(tmp_path: Path) -> None:
    honest = FILES / "harbour.txt"
    with Reader(Limits(seconds=20)) as reader:

        @FUZZ
        @given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), files(kind))))
        def attack(given_file: tuple[str, Sample]) -> None:
            kind, content = given_file
            path = tmp_path / f"fuzzed.{kind}"
            path.write_bytes(content)
            with suppress(UserFacingError):
                reader.read(path)

        attack()
        assert "The talks about the harbour" in reader.read(honest).article.text
