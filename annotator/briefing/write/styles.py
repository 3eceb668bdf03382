"""The names of styles that the writers use; resources/template/styles.xml defines them."""

from annotator.domain.article import BlockKind
from annotator.domain.claim import Tag

LINE_STYLES = {
    BlockKind.HEADLINE: "ArticleHeadline",
    BlockKind.BYLINE: "ArticleByline",
    BlockKind.DATELINE: "ArticleByline",
    BlockKind.CAPTION: "ArticleCaption",
    BlockKind.LIST: "ArticleList",
    BlockKind.TABLE: "ArticleTable",
    BlockKind.QUOTE: "ArticleQuote",
    BlockKind.BODY: "ArticleText",
}
CLAIM_STYLES: dict[Tag | None, str] = {
    Tag.SOURCED: "ClaimSourced",
    Tag.SPECULATIVE: "ClaimSpeculative",
    Tag.UNSOURCED: "ClaimUnsourced",
    Tag.REJECTED: "ClaimRejected",
    None: "ClaimUndecided",
}
# Bold inside whatever style the claim around it has: a run has only one style.
ENTITY_MARK = "<w:b/><w:bCs/>"
DATELINE_MARK = "<w:smallCaps/>"
FAINT = "Faint"
