"""XML from strangers: no entities, no document types, nothing loaded."""

from lxml import etree

from annotator.domain.phrase import Phrase, phrase
from annotator.ingest.problems import UnreadableError, damaged


def parse_xml(content: bytes, what: Phrase) -> etree._Element:
    """The root of one XML part of a `what`.

    Raises UnreadableError for what is not well-formed and for any document type declaration:
    office documents have none, attacks with entities need one.
    """
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in content[:4096]:
            raise _declares_a_type()
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if is_out_of_memory(error):
            raise MemoryError from None
        raise damaged(what) from None
    except ValueError:
        raise damaged(what) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares_a_type()
    return root


def is_out_of_memory(error: etree.XMLSyntaxError) -> bool:
    """Whether parsing failed for want of memory, which lxml tells as an error of syntax."""
    return bool(getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY)


def _declares_a_type() -> UnreadableError:
    return UnreadableError(
        phrase("holds a document type declaration and was refused as harmful"),
        phrase("Ask its sender for another copy."),
    )
