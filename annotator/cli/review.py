"""`annotator review`: what a supervisor did to an exported briefing, and accepting it."""

import argparse
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from annotator.briefing.review import find_changes, read_review
from annotator.cli.exits import DONE
from annotator.cli.opening import open_existing, open_reading
from annotator.cli.passphrase import add_passphrase_argument
from annotator.domain.review import Provenance, Review, ReviewItem
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.workspace import places
from annotator.workspace.changes import Changes
from annotator.workspace.reviews import Reviewed, Reviews
from annotator.workspace.session import Session

SCHEMA = 1

EPILOG = """\
Nothing is written without --accept. "--accept all" takes every item that is placed for
certain; the others are accepted by their ID, which confirms where they belong. Accepting the
same item twice does nothing more.

examples:
  annotator review brief-reviewed.docx
  annotator review brief-reviewed.docx --library desk.db --by "Ada Weaver" --accept all
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.docx")
    parser.add_argument("--library", type=Path, metavar="DB", help="the library it was made from")
    add_passphrase_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a list")
    parser.add_argument(
        "--accept", nargs="+", metavar="ID", help="accept these items, or: all", default=[]
    )
    parser.add_argument("--by", default="", metavar="NAME", help="who accepts")


def run(given: argparse.Namespace) -> int:
    """Lists what the reviewer did and accepts what was asked."""
    if given.accept and not given.by:
        raise UserFacingError("Who accepts is not said.", "Add --by NAME.")
    path: Path = given.library or places.library_file()
    with _library(given, path) as library:
        if library is None:
            review = find_changes(read_review(given.file))
            _show(review, given.json, "")
            return DONE
        reviews = Reviews(Session(library, given.by, Changes()))
        reviewed = reviews.read(given.file)
        accepted: Sequence[str] = ()
        if given.accept:
            accepted = reviews.accept(reviewed, _chosen(reviewed, given.accept))
            reviewed = reviews.read(given.file)
        _show(reviewed.review, given.json, reviewed.sentence)
        if given.accept and not given.json:
            print(f"{len(accepted)} accepted.")
    return DONE


def _library(given: argparse.Namespace, path: Path) -> AbstractContextManager[Library | None]:
    if given.accept:
        return open_existing(given, path)
    if given.library is not None or path.exists():
        return open_reading(given, path)
    return nullcontext()


def _chosen(reviewed: Reviewed, wanted: Sequence[str]) -> list[ReviewItem]:
    if reviewed.provenance in (Provenance.NOT_OURS, Provenance.OTHER_BRIEFING):
        raise UserFacingError(reviewed.sentence, "Name the library that it was exported from.")
    items = {item.id: item for item in (*reviewed.review.items, *reviewed.review.unplaced)}
    if list(wanted) == ["all"]:
        return [item for item in reviewed.review.items if item.certain]
    unknown = [each for each in wanted if each not in items]
    if unknown:
        raise UserFacingError(
            f"The file has no item {unknown[0]}.", "List the items without --accept first."
        )
    return [items[each] for each in wanted]


def _show(review: Review, as_json: bool, sentence: str) -> None:
    if as_json:
        print(json.dumps(document(review), ensure_ascii=False, indent=1))
        return
    if sentence:
        print(sentence)
    for item in (*review.items, *review.unplaced):
        print(_line(item))
    if not review.items and not review.unplaced:
        print("Nothing was changed in it.")


def document(review: Review) -> dict[str, object]:
    """The JSON of a review, schema 1."""
    return {
        "schema": SCHEMA,
        "briefing": review.briefing,
        "export": review.export,
        "items": [_item(item) for item in review.items],
        "unplaced": [_item(item) for item in review.unplaced],
    }


def _item(item: ReviewItem) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "claim": item.claim,
        "reviewer": item.reviewer,
        "reviewer_guessed": item.reviewer_guessed,
        "time": item.time.isoformat() if item.time else None,
        "before": item.before,
        "after": item.after,
        "text": str(item.text),
        "anchor": item.anchor.value,
        "certain": item.certain,
        "part": item.part,
    }


def _line(item: ReviewItem) -> str:
    where = f"claim {item.claim}" if item.claim else item.part or "no claim"
    sure = "" if item.certain or not item.claim else ", to be confirmed"
    when = item.time.strftime("%Y-%m-%d %H:%M") if item.time else "time unknown"
    who = item.reviewer or "unknown reviewer"
    who += " (a guess)" if item.reviewer_guessed else ""
    about = f"{who}, {when}; {where} ({item.anchor.value}{sure})"
    return f"{item.id}  {item.kind.value}: {item.text}\n    {about}"
