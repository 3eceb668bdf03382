"""What crosses between the app and its reading child: bytes and JSON, never pickles.

A hostile file that takes over the child can therefore send wrong text, but no code.
"""

import json
import re
from dataclasses import asdict, dataclass
from typing import cast

from annotator.domain.article import Block, BlockKind
from annotator.domain.phrase import Phrase
from annotator.domain.plain import from_plain, to_plain
from annotator.ingest.limits import Limits
from annotator.ingest.problems import UnreadableError
from annotator.text.spans import Span


@dataclass(frozen=True, slots=True)
class Request:
    """What to read; the bytes follow in a message of their own."""

    name: str
    """The file's name, for its extension and for warnings."""
    pasted: bool = False
    """Whether it is a pasted fragment rather than a whole document."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A file as read: normalised text, its blocks, and what the file says about itself."""

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    title: str
    author: str
    publisher: str
    published: str
    address: str
    language: str
    warnings: tuple[Phrase, ...]


_PLACE = re.compile(r"\w{1,60} at [\w.]{1,60}:\d{1,6}")
_STRINGS = (
    "text", "media_type", "title", "author", "publisher", "published", "address", "language"
)  # fmt: skip


def most_bytes(limits: Limits) -> int:
    """How long an honest child's answer can be: all that a file unpacks to, as UTF-8."""
    return 4 * max(limits.unpacked_bytes, limits.file_bytes)


def encode_request(request: Request) -> bytes:
    return json.dumps(asdict(request)).encode()


def decode_request(message: bytes) -> Request:
    fields = json.loads(message)
    return Request(str(fields["name"]), bool(fields["pasted"]))


def encode_answer(answer: Answer) -> bytes:
    fields: dict[str, object] = {name: getattr(answer, name) for name in _STRINGS}
    fields["blocks"] = [[b.span.start, b.span.end, b.kind.value] for b in answer.blocks]
    fields["warnings"] = [to_plain(warning) for warning in answer.warnings]
    return json.dumps({"answer": fields}, ensure_ascii=False).encode()


def encode_problem(problem: UnreadableError) -> bytes:
    told = [to_plain(problem.predicate), to_plain(problem.hint), problem.detail]
    return json.dumps({"problem": told}).encode()


def decode_answer(message: bytes) -> Answer:
    """The child's answer, checked, for the child may be under a hostile file's command.

    Raises UnreadableError when the child says so, ValueError or TypeError when it talks
    nonsense.
    """
    told = json.loads(message.decode())
    if not isinstance(told, dict):
        raise TypeError("no object")
    if "problem" in told:
        *sentences, detail = told["problem"]
        predicate, hint = _phrases(sentences)
        (detail,) = _strings([detail])
        # A hijacked child must not put the document's words into the log.
        raise UnreadableError(predicate, hint, detail if _PLACE.fullmatch(detail) else "")
    fields = told.get("answer")
    if not isinstance(fields, dict):
        raise TypeError("no answer")
    texts = dict(zip(_STRINGS, _strings([fields.get(name) for name in _STRINGS]), strict=True))
    blocks = _blocks(fields.get("blocks"), len(texts["text"]))
    return Answer(**texts, blocks=blocks, warnings=_phrases(fields.get("warnings")))


def _phrases(given: object) -> tuple[Phrase, ...]:
    if not isinstance(given, list):
        raise TypeError("no phrases")
    found = tuple(from_plain(Phrase, each) for each in given)
    _strings([str(each) for each in found])
    return found


def _strings(given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise TypeError("not strings")
    for text in given:
        text.encode()  # raises a ValueError for halves of letters, which JSON can smuggle
    return cast("list[str]", given)


def _blocks(given: object, length: int) -> tuple[Block, ...]:
    """Blocks that ascend, do not overlap and lie inside the text; else an error."""
    if not isinstance(given, list):
        raise TypeError("no blocks")
    blocks: list[Block] = []
    at = 0
    for start, end, kind in given:
        if not (type(start) is int and type(end) is int and at <= start < end <= length):
            raise ValueError("block out of place")
        blocks.append(Block(Span(start, end), BlockKind(kind)))
        at = end
    return tuple(blocks)
