"""What the elements of HTML, and of the trees that trafilatura makes, mean for the text."""

from annotator.domain.article import BlockKind

KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), BlockKind.HEADLINE),
    **dict.fromkeys(("li", "item", "dt", "dd"), BlockKind.LIST),
    **dict.fromkeys(("blockquote", "quote"), BlockKind.QUOTE),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}
"""Elements that say what their paragraphs are."""

ROWS = frozenset(("tr", "row"))
CELLS = frozenset(("td", "th", "cell"))
NESTED_TABLE = frozenset(("table", "tr"))
BREAKS = frozenset(("br", "lb"))

BLOCKS = frozenset(
    (
        "address", "article", "aside", "body", "center", "details", "dialog", "dir", "div", "dl",
        "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "list",
        "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
        "thead", "title", "ul",
    )
).union(KINDS, ROWS, CELLS)  # fmt: skip
"""Elements that begin and end a paragraph."""

UNSEEN = frozenset(
    (
        "applet", "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "map",
        "math", "meta", "noscript", "object", "option", "param", "rp", "rt", "script", "select",
        "source", "style", "svg", "template", "textarea", "title", "track", "video",
    )
)  # fmt: skip
"""Elements whose text a reader of the page does not see as text."""
