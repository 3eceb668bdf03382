"""From the bytes of one file to the answer: find the format, read it, assemble the article."""

from annotator.ingest import assembly, registry
from annotator.ingest.formats.source import SourceBytes
from annotator.ingest.limits import Limits
from annotator.ingest.wire import Answer, Request


def interpret(request: Request, content: bytes, limits: Limits) -> Answer:
    """The article in `content`. Raises UnreadableError."""
    source = SourceBytes(request.name, content, limits, pasted=request.pasted)
    return assembly.assemble(registry.read(source), source)
