"""Two libraries become one: nothing twice, no decision lost, and it can be told who made it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.domain.analysis import Analysis
from annotator.domain.article import Article
from annotator.domain.briefing import SourceCard
from annotator.domain.claim import SourceKind, Tag
from annotator.domain.decision import Decision, Reliability
from annotator.domain.ids import BriefingId, SourceId
from annotator.storage import BriefingDraft, Library, LibraryError, SearchQuery
from annotator.storage.keeping.backups import BackupKind

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """Another desk's library, open."""
    with Library.open(tmp_path / "there" / "north.annotator") as there:
        yield there


@pytest.fixture
def take(library: Library, other: Library, tmp_path: Path) -> Callable[[], object]:
    """Exports the other library and takes it into this one."""

    def take() -> object:
        file = tmp_path / "north.annotator"
        other.export_to(file)
        return library.join(file, person="Ada")

    return take


@pytest.fixture
def add(analysis: Analysis) -> Callable[..., None]:
    """Adds an article with its findings."""

    def add(to: Library, article: Article, person: str = "Bo") -> None:
        to.articles.add(article, article.text.encode(), person=person)
        to.findings.store(article.id, analysis)

    return add


def decide(
    library: Library, article: Article, tag: Tag, person: str, time: datetime, *, place: int = 0
) -> None:
    claim = library.claims.of(article.id)[place].claim.id
    made = Decision(claim, tag, f"said {person}", None, None, person, time)
    with library.transaction(person, f"tag {tag}", payload={"claim": claim}, inverse={}) as change:
        change.decide(made)


def facts(library: Library, article: Article) -> list[tuple[object, ...]]:
    return [
        (r.claim.content, r.claim.source, r.claim.suggestion, r.tag, r.decision and r.decision.note)
        for r in library.claims.of(article.id)
    ]


def test_what_is_only_there_comes_with_all_that_belongs_to_it(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    add(other, article)
    decide(other, article, Tag.SOURCED, "Bo", MORNING)
    with other.transaction("Bo", "the rest") as change:
        change.label_article(article.id, ["ports"])
        change.save_briefing(BriefingDraft(BriefingId("b1"), "Ports", {"articles": [article.id]}))
    joined = take()
    assert (joined.added, joined.known, joined.decisions) == ((article.id,), 0, 1)
    assert library.articles.get(article.id) == article
    assert library.articles.original(article.id) == article.text.encode()
    assert facts(library, article) == facts(other, article)
    assert library.findings.entities(article.id) == other.findings.entities(article.id)
    (row,) = library.articles.rows()
    assert (row.labels, row.claims, row.decided, row.analysed) == (("ports",), 3, 1, True)
    assert library.search.find(SearchQuery(words="tankers"))[0].article == article.id
    assert [draft.title for draft in library.briefings.list()] == ["Ports"]
    report = library.check()
    assert report.sound, report.problems


def test_the_history_tells_who_did_what_when_and_where(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    library.settings.set("mine", 1)
    add(other, article)
    decide(other, article, Tag.SOURCED, "Bo", MORNING)
    then = other.journal.entries()
    take()
    *came, last = library.journal.entries()
    assert [(e.person, e.action, e.time) for e in came] == [
        (e.person, e.action, e.time) for e in then
    ]
    assert {e.origin for e in came} == {"north.annotator"}
    assert (last.person, last.action) == ("Ada", "import a library")
    # Nothing of another desk is taken back by a slip of the finger here.
    assert library.journal.undoable() is None
    (decision,) = library.claims.history(library.claims.of(article.id)[0].claim.id)
    assert (decision.person, decision.time) == ("Bo", MORNING)


def test_the_same_library_again_brings_only_what_is_new(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
    make_article: Callable[..., Article],
) -> None:
    add(other, article)
    decide(other, article, Tag.SOURCED, "Bo", MORNING)
    take()
    entries = len(library.journal.entries())
    again = take()
    assert (again.added, again.known, again.decisions, again.entries) == ((), 1, 0, 0)
    assert len(library.journal.entries()) == entries + 1
    decide(other, article, Tag.SPECULATIVE, "Bo", MORNING + timedelta(hours=1))
    late = make_article("A late story", publisher="The Quay")
    other.articles.add(late, late.text.encode(), person="Bo")
    more = take()
    assert (more.added, more.known, more.decisions, more.entries) == ((late.id,), 1, 1, 2)
    assert library.claims.of(article.id)[0].tag is Tag.SPECULATIVE
    assert library.check().sound


def test_an_export_of_this_very_library_brings_nothing(
    library: Library, add: Callable[..., None], article: Article, tmp_path: Path
) -> None:
    add(library, article)
    decide(library, article, Tag.SOURCED, "Ada", MORNING)
    library.export_to(tmp_path / "mine.annotator")
    decide(library, article, Tag.REJECTED, "Ada", MORNING + timedelta(days=1))
    joined = library.join(tmp_path / "mine.annotator", person="Ada")
    assert (joined.added, joined.decisions, joined.entries) == ((), 0, 0)
    assert library.claims.of(article.id)[0].tag is Tag.REJECTED


@pytest.mark.parametrize("hours", [-2, 2])
def test_of_two_decisions_the_later_stands_and_both_are_told(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
    hours: int,
) -> None:
    for each in (library, other):
        add(each, article)
    decide(library, article, Tag.SOURCED, "Ada", MORNING)
    decide(other, article, Tag.REJECTED, "Bo", MORNING + timedelta(hours=hours))
    take()
    record = library.claims.of(article.id)[0]
    stands, tag = ("Bo", Tag.REJECTED) if hours > 0 else ("Ada", Tag.SOURCED)
    assert record.decision is not None
    assert (record.decision.person, record.tag) == (stands, tag)
    history = library.claims.history(record.claim.id)
    assert {decision.person for decision in history} == {"Ada", "Bo"}
    (row,) = library.articles.rows()
    assert (row.claims, row.decided) == (3, 1)
    assert library.check().sound


def test_claims_of_an_article_that_both_have_are_matched_by_their_words(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    article: Article,
    analysis: Analysis,
    make_claim: Callable[..., object],
) -> None:
    library.articles.add(article, article.text.encode(), person="Ada")
    library.findings.store(article.id, replace(analysis, claims=analysis.claims[:1]))
    other.articles.add(article, article.text.encode(), person="Bo")
    longer = make_claim("the harbour would open on Monday. It", "other1")
    apart = make_claim("Repairs cost nine million crowns", "other2")
    other.findings.store(article.id, replace(analysis, claims=(longer, apart)))
    decide(other, article, Tag.SOURCED, "Bo", MORNING, place=0)
    decide(other, article, Tag.UNSOURCED, "Bo", MORNING, place=1)
    take()
    mine, came = library.claims.of(article.id)
    assert mine.claim.content == analysis.claims[0].content
    assert (mine.tag, came.tag) == (Tag.SOURCED, Tag.UNSOURCED)
    assert came.claim.content == apart.content


def test_what_persons_said_of_a_source_fills_what_nobody_said_here(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    add(other, article)
    (card,) = [c for c in other.sources.cards() if c.name == "Ana Brook"]
    graded = replace(card, reliability=Reliability.B, notes="Met her twice.", kept=True)
    official = SourceCard(SourceId("s9"), "Harbour office", SourceKind.NAMED, Reliability.C)
    with other.transaction("Bo", "grade") as change:
        change.put_source(graded)
        change.put_source(official)
    take()
    cards = {card.name: card for card in library.sources.cards()}
    assert cards["Ana Brook"].reliability is Reliability.B
    assert cards["Ana Brook"].members == card.members
    assert cards["Harbour office"].reliability is Reliability.C
    with library.transaction("Ada", "grade") as change:
        change.put_source(replace(cards["Harbour office"], reliability=Reliability.A))
    take()
    cards = {card.name: card for card in library.sources.cards()}
    assert cards["Harbour office"].reliability is Reliability.A


def test_what_was_deleted_for_good_does_not_come_back(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    for each in (library, other):
        add(each, article)
    decide(other, article, Tag.SOURCED, "Bo", MORNING)
    library.purge(article.id, person="Ada")
    joined = take()
    assert (joined.added, joined.refused, joined.decisions) == ((), 1, 0)
    assert library.articles.count() == 0
    assert library.check().sound


def test_a_deletion_elsewhere_deletes_nothing_here(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    for each in (library, other):
        add(each, article)
    other.purge(article.id, person="Bo")
    take()
    assert library.articles.get(article.id) == article
    assert library.check().sound


def test_a_backup_from_before_takes_it_back(
    library: Library,
    other: Library,
    take: Callable[[], object],
    *,
    add: Callable[..., None],
    article: Article,
) -> None:
    add(other, article)
    take()
    (backup,) = library.backups.all()
    assert backup.kind is BackupKind.BEFORE_IMPORT
    library.close()
    Library.restore(backup.path, library.path)
    with Library.open(library.path) as again:
        assert again.articles.count() == 0


def test_what_is_no_library_is_refused_and_nothing_is_changed(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("not a library")
    for name in ("notes.txt", "missing.annotator"):
        with pytest.raises(LibraryError):
            library.join(tmp_path / name, person="Ada")
    assert library.journal.entries() == ()


def test_an_encrypted_library_comes_in_by_its_passphrase(
    library: Library, add: Callable[..., None], article: Article, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "secret.annotator", passphrase="grün") as secret:
        add(secret, article)
    joined = library.join(tmp_path / "secret.annotator", person="Ada", passphrase="grün")
    assert joined.added == (article.id,)
    payload = library.journal.entries()[-1].payload
    assert payload is not None
    assert "grün" not in json.dumps(payload)
