"""What a drop or a paste offers, as files or as text."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData


@dataclass(frozen=True, slots=True)
class Offer:
    """Files and folders, or text (with its HTML when the giver had any)."""

    paths: tuple[Path, ...] = ()
    text: str = ""
    html: str = ""

    def __bool__(self) -> bool:
        return bool(self.paths or self.text.strip() or self.html.strip())


def offered(data: QMimeData | None) -> Offer:
    """What can be taken from `data`: local files first, else text. Addresses are never fetched."""
    if data is None:
        return Offer()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return Offer(paths=paths)
    if data.hasText() or data.hasHtml():
        return Offer(
            text=data.text() if data.hasText() else "", html=data.html() if data.hasHtml() else ""
        )
    return Offer()
