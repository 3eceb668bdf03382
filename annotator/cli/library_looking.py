"""The verbs of `annotator library` that only look."""

import argparse
import sys
from pathlib import Path

from annotator.cli.exits import DONE, SOME_FAILED
from annotator.cli.opening import open_reading
from annotator.domain.claim import Tag
from annotator.domain.decision import ClaimRecord
from annotator.storage import ArticleRow, Hit, SearchQuery
from annotator.text.spans import text_of


def list_articles(given: argparse.Namespace, path: Path) -> int:
    """One line an article: id, claims decided and found, title; claims indented below it."""
    with open_reading(given, path) as library:
        for row in library.articles.rows():
            about = ", ".join(part for part in (row.publisher, row.published, _also(row)) if part)
            print(f"{row.id}  {row.decided:>4}/{row.claims:<4}  {row.title}", end="")
            print(f"  ({about})" if about else "")
            if given.claims:
                text = library.articles.get(row.id).text
                for record in library.claims.of(row.id):
                    print(f"    {_claim_line(record, text)}")
    return DONE


def _also(row: ArticleRow) -> str:
    """Who else brought the same story."""
    if not row.elsewhere:
        return ""
    others = f" and {row.elsewhere - 1} more" if row.elsewhere > 1 else ""
    return f"also: {row.first_elsewhere}{others}"


def _claim_line(record: ClaimRecord, text: str) -> str:
    claim = record.claim
    words = " ".join(text_of(text, claim.content).split())
    tag = record.tag.value if record.tag else "undecided"
    source = f"  — {claim.source.name}" if claim.source else ""
    return f"{claim.id}  {tag:<11}  {words}{source}"


def search(given: argparse.Namespace, path: Path) -> int:
    """One line a hit; the words found stand between brackets. 1 when nothing was found."""
    query = SearchQuery(
        words=given.words,
        tags=frozenset(Tag(tag) for tag in given.tag),
        undecided=given.undecided,
        source_name=given.source,
        entity=given.entity,
        published_from=given.since,
        published_to=given.until,
        limit=given.limit,
    )
    with open_reading(given, path) as library:
        hits = library.search.find(query)
    for hit in hits:
        print(f"{hit.claim or hit.article}  {hit.title}\n    {_bracketed(hit)}")
    if not hits:
        print("annotator: nothing was found.", file=sys.stderr)
    return DONE if hits else SOME_FAILED


def _bracketed(hit: Hit) -> str:
    out, at = [], 0
    for mark in hit.marks:
        out += [hit.snippet[at : mark.start], "[", hit.snippet[mark.start : mark.end], "]"]
        at = mark.end
    return " ".join("".join([*out, hit.snippet[at:]]).split())


def check(given: argparse.Namespace, path: Path) -> int:
    """Says whether the library is whole and its journal untouched; 1 when not."""
    with open_reading(given, path) as library:
        report = library.check()
    for problem in report.problems:
        print(problem.message)
    state = "is sound" if report.sound else f"has {len(report.problems)} problems"
    print(f"{path} {state}: {report.articles} articles, {report.entries} journal entries.")
    if report.head:
        print(f"The journal's last seal is {report.head}; whoever keeps it can prove the journal.")
    return DONE if report.sound else SOME_FAILED
