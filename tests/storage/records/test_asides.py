"""The list counts as work to do what the queue shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import HIDDEN_BY_DEFAULT, CueClass, Tag
from annotator.domain.decision import Decision
from annotator.storage import Library


def _with_cue(analysis: Analysis, cue_class: CueClass) -> Analysis:
    """The analysis with its attributed claims all of one class of cue."""
    return replace(
        analysis,
        claims=tuple(
            replace(claim, attribution=replace(claim.attribution, cue_class=cue_class))
            if claim.attribution
            else claim
            for claim in analysis.claims
        ),
    )


@pytest.mark.parametrize("cue_class", list(CueClass))
def test_what_the_queue_keeps_back_is_not_counted(
    library: Library, stored: Article, analysis: Analysis, cue_class: CueClass
) -> None:
    library.findings.store(stored.id, _with_cue(analysis, cue_class))
    (row,) = library.articles.rows()
    everything = len(library.claims.of(stored.id))
    attributed = sum(claim.attribution is not None for claim in analysis.claims)
    kept_back = attributed if cue_class in HIDDEN_BY_DEFAULT else 0
    assert attributed
    assert row.claims == everything - kept_back


def test_a_passing_mention_is_kept_back_and_stays_one(
    library: Library, stored: Article, analysis: Analysis
) -> None:
    passing = replace(
        analysis,
        claims=tuple(
            replace(claim, attribution=replace(claim.attribution, passing=True))
            if claim.attribution
            else claim
            for claim in _with_cue(analysis, CueClass.SPEECH).claims
        ),
    )
    library.findings.store(stored.id, passing)
    (row,) = library.articles.rows()
    kept = library.claims.of(stored.id)
    assert row.claims == sum(claim.attribution is None for claim in analysis.claims)
    assert [r.kept_back for r in kept] == [r.claim.attribution is not None for r in kept]


def test_an_intention_counts_once_it_is_decided(
    library: Library,
    stored: Article,
    analysis: Analysis,
    decide: Callable[..., Decision],
) -> None:
    library.findings.store(stored.id, _with_cue(analysis, CueClass.INTENTION))
    (before,) = library.articles.rows()
    intention = next(r.claim for r in library.claims.of(stored.id) if r.claim.attribution)
    decide(intention.id, Tag.SOURCED)
    (after,) = library.articles.rows()
    assert (after.claims, after.decided) == (before.claims + 1, before.decided + 1)


def test_the_next_article_to_decide_is_found_in_the_order_asked(
    library: Library,
    make_article: Callable[..., Article],
    analysis: Analysis,
    stored: Article,
    decide: Callable[..., Decision],
) -> None:
    waiting = make_article("Nothing was read yet.")
    library.articles.add(waiting, waiting.text.encode(), person="Ada")
    other = make_article(stored.text, trailer=" ")
    library.articles.add(other, (other.text + " ").encode(), person="Ada")
    library.findings.store(stored.id, analysis)
    library.findings.store(other.id, _with_cue(analysis, CueClass.DECREE))
    assert library.articles.first_undecided([waiting.id, stored.id, other.id]) == stored.id
    assert library.articles.first_undecided([other.id, stored.id]) == other.id
    for record in library.claims.of(stored.id):
        decide(record.claim.id, Tag.SOURCED)
    assert library.articles.first_undecided([waiting.id, stored.id, other.id]) == other.id
    for record in library.claims.of(other.id):
        if not record.kept_back:
            decide(record.claim.id, Tag.UNSOURCED)
    assert library.articles.first_undecided([waiting.id, stored.id, other.id]) is None
    assert library.articles.first_undecided([]) is None


def test_the_next_article_to_decide_is_found_behind_many_that_are_done(
    library: Library, make_article: Callable[..., Article], stored: Article, analysis: Analysis
) -> None:
    done = [make_article(f"Bulletin {number} tells nothing.") for number in range(60)]
    for article in done:
        library.articles.add(article, article.text.encode(), person="Ada")
    library.findings.store(stored.id, analysis)
    ids = [article.id for article in done]
    for place in (0, 15, 16, 47, 48, 60):
        order = [*ids[:place], stored.id, *ids[place:]]
        assert library.articles.first_undecided(order) == stored.id
    assert library.articles.first_undecided(ids) is None
