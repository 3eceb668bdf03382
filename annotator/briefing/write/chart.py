"""The picture of reliance as a native chart: crisp at every size, editable in form, and with a
pattern for each tag, so that it reads in greyscale and without colour.

A chart part costs 3 KB and Word draws it with its own text; a PNG would need a drawing
library and blur in print.
"""

from annotator.briefing.cleaning import escape
from annotator.briefing.layout import Reliance
from annotator.briefing.wording import TAG, TAG_ORDER
from annotator.briefing.write.markup import DECLARATION
from annotator.briefing.write.pen import Pen
from annotator.domain.claim import Tag

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMU = 635
"""In a twentieth of a point."""
_ROW, _FRAME = 380, 1100
"""Heights of a bar and of all that is not bars, in twentieths of a point."""
_LEGEND = 800
"""Of the frame, what stands above the bars."""
_NAMES = 0.36
"""The share of the width that the names have."""

# Grounds that differ in grey, too (a legend in LibreOffice shows no pattern), and patterns.
_FILLS: dict[Tag | None, tuple[str, str, str]] = {
    Tag.SOURCED: ("", "0067A3", ""),
    Tag.SPECULATIVE: ("wdUpDiag", "A04A00", "F3D799"),
    Tag.UNSOURCED: ("dotGrid", "8A2A66", "B36F98"),
    None: ("", "FFFFFF", ""),
    Tag.REJECTED: ("ltHorz", "6B6E76", "B8B9BC"),
}
_TEXT = (
    '<a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
    '<a:solidFill><a:srgbClr val="333333"/></a:solidFill>'
    '<a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="en-GB"/></a:p>'
)


def drawing(pen: Pen, part: Reliance) -> str:
    """A run with the chart in line; its alternative text says what it shows."""
    pen.charts.append(part)
    number = len(pen.charts)
    height = (_FRAME + _ROW * len(part.bars)) * _EMU
    width = pen.width * _EMU
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{escape(part.alternative)}" '
        f'title="{escape(part.heading)}"/>'
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{_C}"><c:chart r:id="rIdChart{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def chart_xml(part: Reliance) -> bytes:
    """The chart part: horizontal bars, one for each source, stacked by tag."""
    tags = [tag for tag in TAG_ORDER if any(dict(bar.counts).get(tag) for bar in part.bars)]
    series = "".join(_series(part, index, tag) for index, tag in enumerate(tags))
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:date1904 val="0"/>'
        '<c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{_plot_layout(len(part.bars))}<c:barChart><c:barDir val="bar"/>'
        '<c:grouping val="stacked"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="45"/><c:overlap val="100"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_category_axis()}{_value_axis()}</c:plotArea>"
        '<c:legend><c:legendPos val="t"/><c:overlay val="0"/>'
        f'<c:txPr>{_TEXT.format(size=900)}</c:txPr></c:legend><c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    ).encode()


def _plot_layout(bars: int) -> str:
    """Room for the names on one line each: where one wraps, LibreOffice drops every second."""
    height = _FRAME + _ROW * bars
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{_NAMES}"/><c:y val="{_LEGEND / height:.4f}"/>'
        f'<c:w val="{0.97 - _NAMES:.2f}"/><c:h val="{_ROW * bars / height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _series(part: Reliance, index: int, tag: Tag | None) -> str:
    names = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(_short(bar.name))}</c:v></c:pt>'
        for i, bar in enumerate(part.bars)
    )
    values = "".join(
        f'<c:pt idx="{i}"><c:v>{count}</c:v></c:pt>'
        for i, bar in enumerate(part.bars)
        if (count := dict(bar.counts).get(tag, 0))
    )
    size = f'<c:ptCount val="{len(part.bars)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:v>{TAG[tag].capitalize()}</c:v></c:tx>"
        f'<c:spPr>{_fill(tag)}<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill>'
        "</a:ln></c:spPr>"
        f'<c:invertIfNegative val="0"/>{_labels(tag)}'
        f"<c:cat><c:strLit>{size}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>0</c:formatCode>{size}{values}</c:numLit></c:val></c:ser>"
    )


def _fill(tag: Tag | None) -> str:
    pattern, ink, ground = _FILLS[tag]
    if not pattern:
        return f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground}"/></a:bgClr></a:pattFill>'
    )


def _labels(tag: Tag | None) -> str:
    """The number in each bar: on a ground of its own where the bar is patterned."""
    ink = "FFFFFF" if tag is Tag.SOURCED else "000000"
    ground = (
        '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' if _FILLS[tag][0] else "<a:noFill/>"
    )
    return (
        f"<c:dLbls><c:spPr>{ground}</c:spPr><c:txPr>"
        + _TEXT.format(size=800).replace("333333", ink)
        + '</c:txPr><c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _category_axis() -> str:
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln>'
        f"</c:spPr><c:txPr>{_TEXT.format(size=900)}</c:txPr>"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis() -> str:
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _short(name: str, most: int = 34) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
