"""Contents without what hangs over at their ends: a lone "but", a clause that breaks off, the
person who was told."""

from spacy.tokens import Doc, Token

from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan, TokenSpans

_LOOSE = frozenset({",", ";", ":", "—", "–", "-", "--"})
_JOINING = frozenset({"and", "but", "or", "nor", "yet"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_TOLD = frozenset({"tell", "inform", "assure", "remind", "notify", "warn"})
_ARTICLES = frozenset({"the", "a", "an"})


def trimmed_content(doc: Doc, raw: RawAttribution) -> TokenSpans:
    """The content of `raw` with its ends mended; never empty."""
    quoted = _quoted(doc, raw)
    pieces = list(raw.content)
    pieces[0] = _behind_colon(doc, raw, _behind_the_told(doc, raw, pieces[0]))
    pieces[-1] = _with_what_follows(doc, raw, pieces[-1])
    pieces[-1] = _before_broken_clause(doc, raw, pieces[-1], quoted)
    pieces[-1] = _without_loose_end(doc, pieces[-1], quoted)
    pieces[0] = _without_lead(doc, pieces[0], quoted)
    return tuple(piece for piece in pieces if piece.end > piece.start) or raw.content


def _quoted(doc: Doc, raw: RawAttribution) -> set[int]:
    """The tokens of the content that stand between quotation marks, with the marks."""
    first, last = raw.content[0].start, raw.content[-1].end
    return {
        index
        for one in doc._.quotations
        if one.span.start < last and first < one.span.end
        for index in range(one.span.start, one.span.end)
    }


def _without_loose_end(doc: Doc, piece: TokenSpan, quoted: set[int]) -> TokenSpan:
    """`piece` without the marks, conjunctions and openings of phrases that end it."""
    start, end = piece
    while end > start and end - 1 not in quoted and _dangles(doc[end - 1], piece):
        end -= 1
    cut = end < piece.end and doc[end].tag_ in {"WP", "WDT"}
    return TokenSpan(start, end - 1 if cut and doc[end - 1].pos_ == "ADP" else end)


def _with_what_follows(doc: Doc, raw: RawAttribution, piece: TokenSpan) -> TokenSpan:
    """`piece` with the clause that its last word, a "what", opens ("a threat to what | it called
    “a crime”"): without it nothing is said."""
    opening = doc[piece.end - 1]
    verb = opening.head
    if opening.lower_ != "what" or verb.tag_ not in _FINITE or verb.i < piece.end:
        return piece
    if verb.i == raw.cue_head or piece.end - piece.start == 1:
        return piece
    end = verb.right_edge.i + 1
    if end > opening.sent.end:
        return piece
    for one in doc._.quotations:
        closes = all(token.is_punct for token in doc[end : one.span.end])
        if piece.start <= one.span.start < end < one.span.end and closes:
            end = one.span.end
    return TokenSpan(piece.start, end)


def _without_lead(doc: Doc, piece: TokenSpan, quoted: set[int]) -> TokenSpan:
    """`piece` without the marks and conjunctions that begin it."""
    start, end = piece
    while start + 1 < end and start not in quoted and _leads_in(doc, start):
        start += 1
    return TokenSpan(start, end)


def _dangles(token: Token, piece: TokenSpan) -> bool:
    """Whether a word at the end of `piece` only opens what does not follow."""
    if token.text in _LOOSE or token.tag_ == "CC" or token.is_space:
        return True
    if token.lower_ in _ARTICLES:
        return True
    ahead = not piece.start <= token.head.i < piece.end
    if token.tag_ in {"WDT", "WP"} or token.dep_ == "mark":
        return ahead and token.head.i > token.i
    return False


def _leads_in(doc: Doc, index: int) -> bool:
    """Whether a mark, or an "and" before more than a condition ("but only if"), stands there."""
    token, following = doc[index], doc[index + 1]
    joins = token.text in _JOINING and following.pos_ not in {"ADV", "SCONJ"}
    return token.text in _LOOSE or joins


def _before_broken_clause(
    doc: Doc, raw: RawAttribution, piece: TokenSpan, quoted: set[int]
) -> TokenSpan:
    """`piece` cut before a clause of its own whose verb lies beyond its end ("…, a day after her
    deputy" of "… resigned")."""
    for index in range(piece.start + 1, piece.end):
        verb = doc[index].head
        if verb.i < piece.end or verb.tag_ not in _FINITE or index in quoted:
            continue
        inside = any(piece.start <= above.i < piece.end for above in verb.ancestors)
        first = verb.left_edge.i
        if inside and verb.i != raw.cue_head and first > piece.start + 1:
            return TokenSpan(piece.start, first)
    return piece


def _behind_the_told(doc: Doc, raw: RawAttribution, piece: TokenSpan) -> TokenSpan:
    """`piece` from its clause on, where whom one tells stands before it ("told the radio that")."""
    if raw.cue_head is None or doc[raw.cue_head].lemma_.lower() not in _TOLD:
        return piece
    first = doc[piece.start]
    for child in doc[raw.cue_head].rights:
        told = child.dep_ in {"dobj", "dative"} and child.left_edge.i == first.i
        if told and child.right_edge.i + 1 < piece.end:
            clause = doc[child.right_edge.i + 1]
            if clause.dep_ == "mark" and clause.lower_ == "that":
                return TokenSpan(clause.i, piece.end)
    return piece


def _behind_colon(doc: Doc, raw: RawAttribution, piece: TokenSpan) -> TokenSpan:
    """`piece` from its colon on, where a clause of its own stands before ("Others disagree: the
    bank, he says, has no room")."""
    if len(raw.content) < 2 or raw.cue is None or raw.cue.start < piece.end:
        return piece
    for index in range(piece.end - 2, piece.start, -1):
        if doc[index].text == ":" and doc[piece.end - 1].sent == doc[index].sent:
            before = doc[piece.start : index]
            clause = any(token.tag_ in _FINITE for token in before)
            quoted = any(token.is_quote for token in doc[piece.start : piece.end])
            return TokenSpan(index + 1, piece.end) if clause and not quoted else piece
    return piece
