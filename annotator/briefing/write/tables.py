"""Tables: fixed columns, a header row that repeats, rows that do not break over pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.briefing.cleaning import escape
from annotator.briefing.write.markup import paragraph, run


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a table's columns, in twentieths of a point."""

    widths: tuple[int, ...]

    @classmethod
    def shared(cls, width: int, shares: Sequence[int]) -> "Columns":
        """`width` divided by `shares`; the last column takes what rounding leaves."""
        whole = sum(shares)
        widths = [width * share // whole for share in shares]
        widths[-1] += width - sum(widths)
        return cls(tuple(widths))


def opening(columns: Columns, title: str, description: str) -> str:
    """A table's start; `title` and `description` are its alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns.widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BriefingTable"/>'
        f'<w:tblW w:w="{sum(columns.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(title)}"/>'
        f'<w:tblDescription w:val="{escape(description)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


CLOSING = "</w:tbl>"


def header_row(columns: Columns, titles: Sequence[str]) -> str:
    """The row that repeats on every page the table runs over."""
    cells = "".join(
        cell(width, paragraph(run(title), "TableHead"))
        for width, title in zip(columns.widths, titles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def row(columns: Columns, contents: Sequence[str]) -> str:
    """A row; each of `contents` is the paragraphs of one cell."""
    cells = "".join(
        cell(width, content) for width, content in zip(columns.widths, contents, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def cell(width: int, content: str, extra: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{content}</w:tc>'
