"""Comments that a reviewer wrote, answered, edited, resolved or deleted."""

from collections.abc import Iterator

from annotator.briefing.review.comments import Comment
from annotator.briefing.review.comparison import Comparison, shortened
from annotator.briefing.review.found import Found
from annotator.briefing.review.moments import clock, moment
from annotator.briefing.review.placing import Placed
from annotator.domain.phrase import Phrase, phrase, verbatim
from annotator.domain.review import Anchor, ReviewKind

_DEEPEST = 50
"""Steps up a thread; a file may tie comments into a ring."""


def comment_changes(comparison: Comparison, deleted_claims: set[int]) -> Iterator[Found]:
    """Everything done with comments; `deleted_claims` took our comments on them along."""
    comments = {comment.id: comment for comment in comparison.file.comments}
    end = len(comparison.story.text)
    for comment in comparison.file.comments:
        at = comment.span.start if comment.span is not None and not comment.story else end
        root = _root(comment, comments)
        placed = _place(comparison, comment, root)
        entry = comparison.own.entry_of(comment.id)
        if entry is None:
            yield _new(comparison, comment, comments, placed, at)
        elif comment.id in comparison.own.edited:
            yield _edited(comparison, comment, entry, placed, at)
        if comment.resolved and (root is comment or not root.resolved):
            yield _resolved(comparison, comment, placed, at)
    yield from _deleted(comparison, deleted_claims)


def open_comments(comparison: Comparison) -> Iterator[Found]:
    """What resolving each comment that stands open would be."""
    for comment in comparison.file.comments:
        if not comment.resolved and comment.parent is None:
            at = comment.span.start if comment.span is not None and not comment.story else 0
            yield _resolved(comparison, comment, _place(comparison, comment, comment), at)


def _root(comment: Comment, comments: dict[str, Comment]) -> Comment:
    for _ in range(_DEEPEST):
        above = comments.get(comment.parent or "")
        if above is None:
            return comment
        comment = above
    return comment


def _place(comparison: Comparison, comment: Comment, root: Comment) -> Placed | None:
    """The rungs of the ladder in their order; a thread decides between overlapping claims."""
    placer = comparison.placer
    span = comment.span if not comment.story else None
    thread = _claim_of_own(comparison, root)
    direct = placer.by_anchor(span) if span is not None else None
    if direct is not None:
        if thread is not None and span is not None and thread in placer.candidates(span):
            certain = direct.anchor in {Anchor.CONTROL, Anchor.BOOKMARK}
            return Placed(thread, direct.anchor, certain)
        return direct
    if thread is not None:
        by = Anchor.VISIBLE_ID if root is comment else Anchor.THREAD
        return Placed(thread, by, certain=False)
    if root is not comment and (above := _place(comparison, root, root)) is not None:
        return Placed(above.claim, Anchor.THREAD, certain=False)
    return _place_by_words(comparison, comment)


def _place_by_words(comparison: Comparison, comment: Comment) -> Placed | None:
    placer = comparison.placer
    span = comment.span if not comment.story else None
    if (named := placer.by_visible_id(comment.text, span)) is not None or span is None:
        return named
    return placer.by_paragraph(span) or placer.by_likeness(comparison.story.after(span))


def _claim_of_own(comparison: Comparison, comment: Comment) -> int | None:
    """The claim of one of our comments."""
    entry = comparison.own.entry_of(comment.id)
    if entry is None:
        return None
    return comparison.numbers.get(comparison.manifest.comments[entry].claim)


def _new(
    comparison: Comparison,
    comment: Comment,
    comments: dict[str, Comment],
    placed: Placed | None,
    at: int,
) -> Found:
    """A comment or an answer; `before` is what it speaks about."""
    answered = comments.get(comment.parent or "")
    story = comparison.file.stories[comment.story]
    if answered is not None:
        about = answered.text
    elif comment.span is not None:
        about = story.before(comment.span).strip()
    else:
        about = ""
    return Found(
        kind=ReviewKind.COMMENT if answered is None else ReviewKind.REPLY,
        at=at,
        placed=placed,
        reviewer=comment.author,
        time=moment(comment.date, comment.utc),
        before=about,
        after="",
        text=verbatim(comment.text),
        mark=f"{comment.author}\x1f{clock(comment.date)}",
        part=story.kind if comment.story else None,
    )


def _edited(
    comparison: Comparison, comment: Comment, entry: int, placed: Placed | None, at: int
) -> Found:
    return Found(
        kind=ReviewKind.COMMENT,
        at=at,
        placed=placed,
        reviewer=comparison.file.saved_by or comment.author,
        time=comparison.file.saved_at,
        before=comparison.manifest.comments[entry].text,
        after=comment.text,
        text=verbatim(comment.text),
    )


def _resolved(comparison: Comparison, comment: Comment, placed: Placed | None, at: int) -> Found:
    return Found(
        kind=ReviewKind.RESOLVED,
        at=at,
        placed=placed,
        reviewer=comparison.file.saved_by,
        time=comparison.file.saved_at,
        before="open",
        after="resolved",
        text=phrase(
            "The comment “{comment}” was marked as resolved.", comment=shortened(comment.text)
        ),
    )


def opened_again(resolved: Phrase) -> Phrase:
    """What happened to a comment that stands open again, from what resolved it."""
    comment = dict(resolved.values)["comment"]
    return phrase("The comment “{comment}” was opened again.", comment=comment)


def _deleted(comparison: Comparison, deleted_claims: set[int]) -> Iterator[Found]:
    """Our comments that are gone, but those that went with their claim."""
    for index in comparison.own.missing:
        entry = comparison.manifest.comments[index]
        claim = comparison.numbers.get(entry.claim)
        if claim is None or claim in deleted_claims:
            continue
        sites = comparison.standing(claim)
        anchor = sites[0].anchor if sites else Anchor.NONE
        yield Found(
            kind=ReviewKind.COMMENT_DELETED,
            at=sites[0].span.start if sites else len(comparison.story.text),
            placed=Placed(claim, anchor, certain=True),
            reviewer=comparison.file.saved_by,
            time=comparison.file.saved_at,
            before=entry.text,
            after="",
            text=phrase("The comment “{comment}” was deleted.", comment=shortened(entry.text)),
        )
