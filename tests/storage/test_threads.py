"""Several threads at once: reads never wait for long, writes take turns, nothing is mixed up."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId
from annotator.storage import Library


def test_many_threads_read_and_write(
    library: Library,
    analysed: Article,
    analysis: Analysis,
    make_article: Callable[..., Article],
    make_decision: Callable[..., Decision],
) -> None:
    claims = [record.claim.id for record in library.claims.of(analysed.id)]

    def decide(claim: ClaimId) -> None:
        for turn in range(10):
            with library.transaction("Ada", "decide", payload={"turn": turn}) as change:
                change.decide(make_decision(claim, Tag.SOURCED, note=str(turn)))

    def add(number: int) -> None:
        for turn in range(5):
            article = make_article(f"Story {number} {turn}")
            library.articles.add(article, article.text.encode())

    def read(_: int) -> None:
        for _turn in range(20):
            assert len(library.claims.of(analysed.id)) == 3
            assert library.journal.verify().sound
            library.articles.rows()

    with ThreadPoolExecutor(9) as pool:
        jobs = [pool.submit(decide, claim) for claim in claims]
        jobs += [pool.submit(library.findings.store, analysed.id, analysis) for _ in range(10)]
        jobs += [pool.submit(work, n) for n in range(2) for work in (add, read)]
        for job in jobs:
            job.result(timeout=60)
    assert library.articles.count() == 11
    for claim in claims:
        notes = [decision.note for decision in library.claims.history(claim)]
        assert notes == [str(turn) for turn in range(10)]
    assert library.check().sound


def test_a_reader_is_not_held_up_by_a_writer_and_sees_nothing_half_done(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    other = make_article("Another story")

    def write() -> None:
        with library.transaction("Ada", "add") as change:
            change.add_article(other, other.text.encode())
            assert library.articles.contains(other.id), "the writer sees its own work"
            under_way.set()
            assert go_on.wait(30)

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(write)
        assert under_way.wait(30)
        assert library.articles.ids() == (stored.id,)
        go_on.set()
        job.result(30)
    assert library.articles.contains(other.id)


def test_what_is_read_as_one_view_is_not_mixed_with_what_is_written_meanwhile(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article("Another story")
    with library.one_view():
        assert library.articles.ids() == (stored.id,)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(library.articles.add, other, other.text.encode()).result(30)
            assert pool.submit(library.articles.count).result(30) == 2
        with library.one_view():
            assert library.articles.count() == 1
        assert library.articles.ids() == (stored.id,)
    assert set(library.articles.ids()) == {stored.id, other.id}


def test_an_act_inside_one_view_sees_its_own_work(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article("Another story")
    with library.one_view():
        with library.transaction("Ada", "add") as change:
            change.add_article(other, other.text.encode())
            assert library.articles.contains(other.id)
        assert library.articles.contains(stored.id)
    assert library.articles.contains(other.id)


def test_closing_waits_for_what_is_being_written(
    library: Library, make_article: Callable[..., Article]
) -> None:
    under_way = threading.Event()
    article = make_article("Late story")

    def write() -> None:
        with library.transaction("Ada", "add") as change:
            under_way.set()
            change.add_article(article, article.text.encode())

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(write)
        assert under_way.wait(30)
        library.close()
        job.result(30)
    with Library.open(library.path) as again:
        assert again.articles.contains(article.id)
