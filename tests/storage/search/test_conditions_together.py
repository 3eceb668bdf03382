"""Whatever conditions are asked for together: what is found is what plain reading finds."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.analysis import Analysis, ModelInfo
from annotator.domain.article import Article
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Suggestion,
    Tag,
)
from annotator.domain.decision import Decision
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ClaimId, EntityId, SourceId
from annotator.domain.phrase import verbatim
from annotator.storage import Library, SearchQuery
from annotator.storage.search import bearers, claims_found, days, officials
from annotator.text.spans import Span

MODEL = ModelInfo("by-hand", "1", "0" * 64, "none")
PEOPLE = (
    "Ana Brook", "Bo Lund", "Éva Nagy", 'Cy "Red" Hall', "Dunn, Ada", "UN", "Brookfield Water",
    "ÖBB", "Li_na 100%", "Back\\slash",
)  # fmt: skip
DESCRIBED = ("two US officials", "Satellite imagery", "the minister", "a memo, leaked", "ÉTÉ press")
TITLES = ("", "", "Foreign Minister ", "President ")
WORDS = ("harbour", "opens", "éclair", "tanker", "closed", "quay", "budget")
PARTS = (
    "brook", "Brook", "oo", "UN", "un", "o", "éva", "Éva", "été", "ÉTÉ", '"', ", ", "Red", "l, a",
    "quill", "official", "minister", "imagery", "nobody", "k\\s", "a_n", "0%", "%", "öbb", "Lund",
    "Bo Lu",
)  # fmt: skip
LABELS, LANGUAGES = ("ports", "trade"), ("en", "en-GB", "de")
DAYS = ("", "2026-03", "2026-03-01", "2026-03-02", "2026-03-02T08:00:00Z", "2026-04-30")


ROWS = """
    SELECT claim.id AS claim, article.id AS article, article.published, article.language,
        article.publisher, article_text.text, claim.start, claim.stop, claim.tag,
        suggestion.tag AS suggested, claim.source_name, claim.body, member.source AS registered,
        (SELECT json_group_array(label) FROM label WHERE label.article = article.key) AS labels,
        (SELECT json_group_array(names) FROM entity WHERE entity.article = article.key) AS names,
        (SELECT json_group_array(name) FROM (SELECT name FROM source WHERE id = member.source
            UNION SELECT name FROM source_name WHERE source = member.source)) AS called,
        (SELECT json_group_array(name) FROM source_name
            WHERE source = member.source AND sort = 'title') AS titles
    FROM article JOIN article_text ON article_text.article = article.key
    LEFT JOIN claim ON claim.article = article.key
    LEFT JOIN suggestion ON suggestion.key = claim.suggestion
    LEFT JOIN source_member AS member
        ON member.article = claim.article AND member.entity = claim.source_entity
    ORDER BY article.key DESC, claim.start, claim.key"""
"""All that is known of articles and claims, read without a condition."""

type Row = dict[str, str | int | None]


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, make_article: Callable[..., Article]
) -> Iterator[Library]:
    chance = Random(5)  # noqa: S311 - the same articles each time
    with Library.open(tmp_path_factory.mktemp("desk") / "library.db") as library:
        for number in range(40):
            fill(library, make_article, number, chance)
        cards = library.sources.cards()
        named = next(card for card in cards if card.name == "Ana Brook")
        described = next(card for card in cards if card.name == "Satellite imagery")
        with library.transaction("Ada", "rename") as change:
            change.put_source(replace(named, name="Marshal Quill"))
            change.put_source(replace(described, name="Pictures by Quill"))
        yield library


def fill(
    library: Library, make_article: Callable[..., Article], number: int, chance: Random
) -> None:
    """One article: who says what in lines, of which some are decided."""
    lines, entities, claims = [f"Story {number}"], {}, []
    for _ in range(chance.randrange(5)):
        start = sum(len(line) + 1 for line in lines)
        words = " ".join(chance.choices(WORDS, k=4))
        name, described = chance.choice((*PEOPLE, "")), chance.choice((*DESCRIBED, ""))
        who = chance.choice(TITLES) + name if name else described
        lead = f"{who} said " if who else ""
        lines.append(f"{lead}{words}.")
        entity = None
        if name:
            at = start + len(who) - len(name)
            entity = entities.setdefault(
                name,
                Entity(
                    EntityId(f"e{len(entities)}"),
                    name,
                    EntityKind.PERSON,
                    (name, name.upper()),
                    (Span(at, at + len(name)),),
                ),
            )
        kind = SourceKind.NAMED if name else chance.choice(tuple(SourceKind))
        tied = Attribution(
            Source(Span(start, start + len(who)), entity.id if entity else None, name or who, kind),
            None,
            CueClass.SPEECH,
            Form.INDIRECT,
        )
        content = Span(start + len(lead), start + len(lead) + len(words))
        suggestion = Suggestion(chance.choice(tuple(Tag)[:3]), verbatim("So it reads."), 0.7)
        claims.append(
            Claim(ClaimId(f"c{start}"), (content,), tied if who else None, (), suggestion)
        )
    article = make_article(
        "\n".join(lines),
        published=chance.choice((*DAYS, "2026-03-01T23:59:00Z")),
        language=chance.choice(LANGUAGES),
        publisher=chance.choice(("The Quay", "Brook Wire")),
    )
    library.articles.add(article, article.text.encode())
    analysis = Analysis(MODEL, "en", tuple(entities.values()), tuple(claims), ())
    library.findings.store(article.id, analysis)
    with library.transaction("Ada", "label") as change:
        change.label_article(article.id, chance.sample(LABELS, chance.randrange(3)))
        for record in library.claims.of(article.id):
            if chance.random() < 0.4:
                tag = chance.choice(tuple(Tag))
                change.decide(Decision(record.claim.id, tag, "", None, None, "Ada", change.time))


def rows(library: Library) -> list[Row]:
    with library._store.driver() as connection:
        cursor = connection.execute(ROWS)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]


def plain(words: str) -> str:
    """Small letters as LIKE has them: only those of English."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in words)


def holds(text: object, part: str) -> bool:
    return plain(part) in plain(str(text or ""))


def any_holds(packed: object, part: str) -> bool:
    return any(holds(name, part) for name in json.loads(str(packed or "[]")))


def article_fits(row: Row, query: SearchQuery) -> bool:
    published, language = str(row["published"]), str(row["language"])
    first, last = query.published_from, query.published_to
    return (
        (not first or published >= first)
        and (not last or (published != "" and published[: len(last)] <= last))
        and (not query.label or query.label in json.loads(str(row["labels"])))
        and (not query.language or f"{language}-".startswith(f"{query.language}-"))
        and (not query.publisher or holds(row["publisher"], query.publisher))
        and (not query.entity or any_holds(row["names"], query.entity))
    )


def claim_fits(row: Row, query: SearchQuery) -> bool:
    if row["claim"] is None or not article_fits(row, query):
        return False
    tags = {tag.value for tag in query.tags} | ({None} if query.undecided else set())
    attribution = json.loads(str(row["body"]))[3]
    kind = attribution[3][3] if attribution and attribution[3] else None
    said = str(row["text"])[int(row["start"] or 0) : int(row["stop"] or 0)]
    return (
        (not tags or row["tag"] in tags)
        and (not query.suggested or (row["tag"] is None and row["suggested"] in query.suggested))
        and (query.source is None or row["registered"] == query.source)
        and (query.source_kind is None or kind == query.source_kind)
        and (not query.words or query.words in said.split())
        and source_fits(row, query)
    )


def source_fits(row: Row, query: SearchQuery) -> bool:
    name = query.source_name
    if query.officials:
        titles = json.loads(str(row["titles"]))
        return any(name.lower() in title.lower() for title in titles)
    return not name or holds(row["source_name"], name) or any_holds(row["called"], name)


def one_of(**values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(values)


PART = st.sampled_from(PARTS)
TAGS = st.frozensets(st.sampled_from(tuple(Tag)), min_size=1, max_size=2)
DAY = st.sampled_from(tuple(day for day in DAYS if len(day) < 11))
CONDITIONS = (
    one_of(words=st.sampled_from(("harbour", "quay"))),
    one_of(tags=TAGS),
    one_of(tags=TAGS, undecided=st.just(True)),
    one_of(undecided=st.just(True)),
    one_of(suggested=TAGS),
    one_of(source_name=PART),
    one_of(officials=st.just(True), source_name=st.sampled_from(("", "minister", "us"))),
    one_of(source_kind=st.sampled_from(tuple(SourceKind))),
    one_of(publisher=st.sampled_from(("quay", "Brook"))),
    one_of(entity=PART),
    one_of(published_from=DAY, published_to=DAY),
    one_of(label=st.sampled_from(LABELS)),
    one_of(language=st.sampled_from(LANGUAGES)),
    one_of(claims=st.just(True)),
    one_of(limit=st.just(5), offset=st.just(3)),
)


@st.composite
def queries(draw: st.DrawFn) -> SearchQuery:
    """Of no condition to three."""
    asked: dict[str, object] = {"limit": 500}
    for condition in draw(st.lists(st.sampled_from(CONDITIONS), max_size=3)):
        asked |= draw(condition)
    return SearchQuery(**asked)  # type: ignore[arg-type]


@settings(max_examples=400)
@given(query=queries(), few=st.booleans(), data=st.data())
def test_what_is_found_together_is_what_plain_reading_finds(
    filled: Library, query: SearchQuery, few: bool, data: st.DataObject
) -> None:
    known = rows(filled)
    if data.draw(st.integers(0, 3)) == 0:
        registered = sorted({str(row["registered"]) for row in known if row["registered"]})
        query = replace(query, source=SourceId(data.draw(st.sampled_from(registered))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims_found, "_FIRST", 2)
        for module in (bearers, days, officials):
            patch.setattr(module, "_FEW", 1_000 if few else 0)
        hits = filled.search.find(query)
    if query.for_claims:
        expected = [row["claim"] for row in known if claim_fits(row, query)]
        found = [hit.claim for hit in hits]
    else:
        fitting = [row["article"] for row in known if article_fits(row, query)]
        worded = {
            row["article"]
            for row in known
            if query.words in f"{row['text']} {row['publisher']}".lower()
        }
        expected = [one for one in dict.fromkeys(fitting) if one in worded]
        found = [hit.article for hit in hits]
        if query.words:  # ranked: the best first
            assert set(found) <= set(expected)
            assert len(found) == len(expected[query.offset :][: query.limit])
            return
    assert found == expected[query.offset :][: query.limit]
