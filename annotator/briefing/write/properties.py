"""A document's properties: title and author for every program, our own ids for the import."""

from datetime import UTC, datetime

from annotator.briefing.anchors import (
    BRIEFING_PROPERTY,
    EXPORT_PROPERTY,
    NAMESPACE,
    STORE_ID,
    VERSION_PROPERTY,
)
from annotator.briefing.cleaning import escape
from annotator.briefing.layout import Layout
from annotator.briefing.write.language import DOCUMENT
from annotator.briefing.write.markup import DECLARATION

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_properties(layout: Layout) -> bytes:
    """Title, author, language and times (Dublin Core)."""
    created = _w3c(layout.briefing.created)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
        '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(layout.title)}</dc:title>"
        f"<dc:creator>{escape(layout.briefing.author)}</dc:creator>"
        f"<dc:language>{DOCUMENT}</dc:language>"
        f"<cp:revision>{max(1, layout.briefing.version)}</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_w3c(layout.exported)}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()


def extended_properties() -> bytes:
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Annotator</Application></Properties>"
    ).encode()


def custom_properties(layout: Layout) -> bytes:
    """Which briefing and which export it is; kept by every program that was tried."""
    values = {
        BRIEFING_PROPERTY: layout.briefing.id,
        EXPORT_PROPERTY: layout.briefing.export,
        VERSION_PROPERTY: str(layout.briefing.version),
    }
    items = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{items}</Properties>'
    ).encode()


def store_properties() -> bytes:
    """What names the manifest's part as ours."""
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{STORE_ID}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def _w3c(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
