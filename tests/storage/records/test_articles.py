"""Lists, labels, corrections, removal and deletion of articles."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.domain.phrase import verbatim
from annotator.errors import UserFacingError
from annotator.storage import JournalEntry, Library, LibraryDamagedError, Order
from annotator.storage.records.article_list import list_ids
from annotator.storage.records.originals import packed_original, unpacked_original
from annotator.text.spans import Span


def test_everything_of_an_article_is_kept(
    library: Library, make_article: Callable[..., Article]
) -> None:
    text = "Überschrift 🛳\n\u200fשלום\u200f e\u0301 \U0001d49c\n\t"
    article = replace(
        make_article(text),
        blocks=(Block(Span(0, 14), BlockKind.HEADLINE), Block(Span(14, 30), BlockKind.QUOTE)),
        title="A “title”\nin two lines",
        file_name="näme\n.html",
        media_type="text/html",
        language="de-AT",
        author="A. & B.",
        publisher="P",
        published="2026-02-30",
        address="https://example.org/?a=b#c",
        accessed="2026-01-01T00:00:00+00:00",
        warnings=(verbatim("One."), verbatim("Two.")),
    )
    assert library.articles.add(article, b"\x00\xff" * 900)
    assert library.articles.get(article.id) == article
    assert library.articles.original(article.id) == b"\x00\xff" * 900


def test_rows_say_what_a_list_shows(library: Library, stored: Article) -> None:
    before = datetime.now(UTC)
    (row,) = library.articles.rows()
    assert (row.id, row.title, row.publisher) == (stored.id, "Harbour reopens", "The Quay")
    assert (row.published, row.language) == ("2026-03-01", "en")
    assert (row.claims, row.decided, row.analysed, row.labels) == (0, 0, False, ())
    assert row.added <= before


def test_lists_are_sorted_as_asked(library: Library, make_article: Callable[..., Article]) -> None:
    stories = [
        make_article("beta", published="2026-02-01", publisher="x"),
        make_article("Alpha", published="", publisher="Y"),
        make_article("gamma", published="2026-03-01", publisher="a"),
    ]
    for story in stories:
        library.articles.add(story, story.text.encode())

    def titles(order: Order) -> list[str]:
        return [row.title for row in library.articles.rows(order=order)]

    assert titles(Order.ADDED) == ["gamma", "Alpha", "beta"]
    assert titles(Order.PUBLISHED) == ["gamma", "beta", "Alpha"]
    assert titles(Order.TITLE) == ["Alpha", "beta", "gamma"]
    assert titles(Order.PUBLISHER) == ["gamma", "beta", "Alpha"]
    assert library.articles.count() == 3


@pytest.mark.parametrize(
    ("order", "index"),
    [(Order.ADDED, "ix_article_added"), (Order.PUBLISHED, "ix_article_published")],
)
def test_a_list_is_read_from_its_index_alone(library: Library, order: Order, index: str) -> None:
    asked: list[tuple[str, tuple[str | int, ...]]] = []

    def note(statement: str, given: tuple[str | int, ...]) -> list[tuple[object, ...]]:
        asked.append((statement, given))
        return []

    list_ids(note, order)
    ((statement, given),) = asked
    with library._store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    # What came in at one time is sorted by itself; the whole is in the order of the index.
    assert [row.detail for row in plan] == [
        f"SEARCH article USING COVERING INDEX {index} (removed=?)",
        "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY",
    ]


def test_a_list_that_cannot_be_read_is_told_as_damage(library: Library, stored: Article) -> None:
    library.close()
    with closing(sqlite3.connect(library.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_article_published'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with library.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with Library.open(library.path) as damaged, pytest.raises(LibraryDamagedError):
        damaged.articles.ids(Order.PUBLISHED)


def test_a_page_of_rows_keeps_its_order_and_leaves_out_the_unknown(
    library: Library, make_article: Callable[..., Article]
) -> None:
    with library.transaction("Ada", "add") as change:
        for number in range(1_000):
            article = make_article(f"Story {number}")
            change.add_article(article, article.text.encode())
    ids = library.articles.ids(Order.TITLE)
    assert len(set(ids)) == 1_000
    assert [row.id for row in library.articles.rows(ids)] == list(ids)
    gone = make_article("unknown").id
    assert [row.id for row in library.articles.rows((ids[5], gone, ids[3]))] == [ids[5], ids[3]]


def test_labels_file_articles(library: Library, stored: Article) -> None:
    with library.transaction("Ada", "label") as change:
        change.label_article(stored.id, ["ports", "Ärger"])
    (row,) = library.articles.rows()
    assert set(row.labels) == {"ports", "Ärger"}
    assert dict(library.articles.labels()) == {"ports": 1, "Ärger": 1}
    assert library.articles.ids(label="ports") == (stored.id,)
    with library.transaction("Ada", "label") as change:
        change.label_article(stored.id, ())
    assert library.articles.labels() == ()


def test_a_removed_article_is_out_of_lists_and_comes_back(
    library: Library, stored: Article
) -> None:
    with library.transaction("Ada", "remove") as change:
        change.remove_article(stored.id)
    assert library.articles.ids() == ()
    assert library.articles.ids(removed=True) == (stored.id,)
    assert not library.articles.contains(stored.id)
    assert library.articles.get(stored.id) == stored
    assert library.articles.add(stored, stored.text.encode()), "adding it again restores it"
    assert library.articles.ids() == (stored.id,)


def test_adding_is_journalled_with_person_and_without_text(
    library: Library, stored: Article
) -> None:
    (entry,) = library.journal.entries()
    assert (entry.person, entry.action) == ("Ada", "add article")
    assert "harbour" not in str(entry).lower()


def test_the_same_words_in_another_file_are_seen(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    twin = make_article(stored.text, trailer="\n\n")
    library.articles.add(twin, (stored.text + "\n\n").encode())
    assert library.articles.with_text(stored.text_sha256) == (stored.id, twin.id)


def traces(path: Path, words: bytes) -> list[str]:
    """Which files of the library still hold `words`."""
    return [
        file.name for file in path.parent.iterdir() if file.is_file() and words in file.read_bytes()
    ]


def test_deleting_for_good_leaves_no_trace_but_a_tombstone(
    path: Path,
    library: Library,
    analysed: Article,
    decide: Callable[..., Decision],
    make_article: Callable[..., Article],
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    decide(claim, Tag.SOURCED, note="zebrafish note", wording="zebrafish wording")
    other = make_article("Another story about tankers")
    library.articles.add(other, other.text.encode())
    assert traces(path, b"zebrafish")
    tombstone = library.purge(analysed.id, person="Ada")
    entry = library.journal.entries()[-1]
    assert (entry.seq, entry.person) == (tombstone.seq, "Ada")
    assert entry.payload == {"article": analysed.id, "emptied": [1, 2]}
    assert library.articles.ids() == (other.id,)
    assert library.claims.of(analysed.id) == ()
    assert library.claims.history(claim) == ()
    with pytest.raises(UserFacingError):
        library.articles.get(analysed.id)
    assert library.check().sound
    for words in (b"zebrafish", b"nine million", b"Ana Brook", b"harbour", b"reads as sourced"):
        assert traces(path, words) == [], words
    library.close()
    for words in (b"zebrafish", b"nine million", b"Ana Brook", b"harbour", b"reads as sourced"):
        assert traces(path, words) == [], words
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        known = {row[0] for row in connection.execute("SELECT term FROM temp.terms")}
    assert "harbour" not in known
    assert "tankers" in known


def test_an_act_on_several_articles_is_emptied_with_one_of_them(
    library: Library, analysed: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article("Another story")
    library.articles.add(other, other.text.encode())
    with library.transaction("Ada", "label both", payload={"secret": 1}, inverse={}) as change:
        change.label_article(analysed.id, ["x"])
        change.label_article(other.id, ["x"])
    library.purge(analysed.id, person="Ada")
    acts: list[JournalEntry] = [e for e in library.journal.entries() if e.action == "label both"]
    assert [entry.payload for entry in acts] == [None]
    undoable = library.journal.undoable()
    assert undoable is not None
    assert undoable.action == "add article", "an emptied act cannot be taken back"
    assert library.check().sound


def test_deleting_what_is_not_there_changes_nothing(
    library: Library, stored: Article, make_article: Callable[..., Article]
) -> None:
    with pytest.raises(UserFacingError, match="no article"):
        library.purge(make_article("x").id, person="Ada")
    assert len(library.journal.entries()) == 1


def test_an_article_deleted_for_good_can_be_added_again(library: Library, stored: Article) -> None:
    library.purge(stored.id, person="Ada")
    assert library.articles.add(stored, stored.text.encode())
    assert library.articles.get(stored.id) == stored
    assert library.check().sound


@given(text=st.text(st.characters(exclude_categories=["Cs"])), original=st.binary())
def test_an_original_comes_back_to_the_byte(text: str, original: bytes) -> None:
    for content in (original, text.encode(), b"<p>" + text.encode() * 3 + original):
        packing, kept = packed_original(text, content)
        assert unpacked_original(packing, kept, text) == content
        assert len(kept) <= len(content)


def test_a_page_costs_little_beside_its_text() -> None:
    text = "\n".join(f"Sentence {n} about the harbour of {n * 7919}." for n in range(300))
    page = "".join(f"<p class='x'>{line}</p>" for line in text.split("\n")).encode()
    packing, kept = packed_original(text, page)
    assert packing == "zlib"
    assert len(kept) < len(page) / 8


@pytest.mark.parametrize("damage", [b"", b"\x00", b"x\x9c\x00\x00"])
def test_a_damaged_original_is_told(damage: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpacked_original("zlib", damage, "text")
