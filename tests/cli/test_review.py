"""`annotator review` lists what a supervisor did, and accepts it when told what and by whom."""

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import Tag
from annotator.domain.ids import ClaimId, article_id
from annotator.storage import Library
from annotator.text.spans import Span
from annotator.workspace.briefing_desk import BriefingDesk
from annotator.workspace.changes import Changes
from annotator.workspace.claims import Claims
from annotator.workspace.register import Register
from annotator.workspace.session import Session

type Run = Callable[..., tuple[int, str, str]]

TEXT = "Mayor Ada Weaver said the bridge 🌉 is safe.\nThe repair may take years."


class Desk(NamedTuple):
    """A library, a briefing exported from it, and its claims."""

    db: Path
    brief: Path
    bridge: ClaimId
    repair: ClaimId


def _filled(library: Library) -> Session:
    session = Session(library, "Ada", Changes())
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    identity, body = article_id(TEXT.encode()), Block(Span(0, len(TEXT)), BlockKind.BODY)
    article = Article(identity, TEXT, (body,), "The bridge", sha256, sha256, "1", language="en")
    library.articles.add(article, TEXT.encode(), person="Ada")
    return session


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    with Library.open(folder / "desk.db") as library:
        session = _filled(library)
        (article,) = library.articles.ids()
        claims = Claims(session)
        ids = [
            claims.create(article, [Span(TEXT.index(words), TEXT.index(words) + len(words))])
            for words in ("the bridge 🌉 is safe", "The repair may take years")
        ]
        claims.decide(ids, Tag.SOURCED)
        desk = BriefingDesk(session, Register(session))
        plan = desk.start("The bridge", [article])
        brief = desk.export(plan, folder / "brief.docx").result(timeout=60)
        desk.close()
    return Desk(folder / "desk.db", brief, ids[0], ids[1])


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    """The library and the briefing, for one test alone."""
    db, brief = tmp_path / "desk.db", tmp_path / "brief.docx"
    shutil.copy(made.db, db)
    shutil.copy(made.brief, brief)
    return made._replace(db=db, brief=brief)


def reworded(path: Path, old: str, new: str) -> Path:
    """The document as somebody who retyped a word saves it."""
    out = path.with_name("reviewed.docx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return out


@pytest.fixture
def reviewed(desk: Desk) -> Path:
    return reworded(desk.brief, "take years", "take decades")


def items(run: Run, *arguments: object) -> list[dict[str, object]]:
    code, out, err = run("review", *arguments, "--json")
    assert (code, err) == (0, "")
    found: list[dict[str, object]] = json.loads(out)["items"]
    return found


def wording(desk: Desk) -> str | None:
    with Library.open(desk.db, read_only=True) as library:
        decision = library.claims.get(desk.repair).decision
        assert decision is not None
        return decision.wording


def test_the_list_is_json_of_the_contract(run: Run, desk: Desk, reviewed: Path) -> None:
    code, out, _ = run("review", reviewed, "--library", desk.db, "--json")
    assert code == 0
    told = json.loads(out)
    assert set(told) >= {"schema", "briefing", "export", "items", "unplaced"}
    assert told["schema"] == 1
    assert told["unplaced"] == []
    for item in told["items"]:
        assert set(item) >= {
            "id", "kind", "claim", "reviewer", "time",
            "before", "after", "text", "anchor", "certain",
        }  # fmt: skip
        assert (item["kind"], item["claim"], item["certain"]) == ("retyped", desk.repair, True)
        assert item["before"] == "The repair may take years"
        assert item["after"] == "The repair may take decades"


def test_looking_writes_nothing(run: Run, desk: Desk, reviewed: Path) -> None:
    before = desk.db.read_bytes()
    code, out, _ = run("review", reviewed, "--library", desk.db)
    assert code == 0
    assert "newest version" in out
    assert f"claim {desk.repair}" in out
    assert desk.db.read_bytes() == before


def test_what_is_accepted_stands_in_the_reviewers_name_and_once(
    run: Run, desk: Desk, reviewed: Path
) -> None:
    accept = ("review", reviewed, "--library", desk.db, "--by", "Ada", "--accept", "all")
    code, out, err = run(*accept)
    assert (code, err) == (0, "")
    assert "accepted." in out
    assert wording(desk) == "The repair may take decades"
    with Library.open(desk.db, read_only=True) as library:
        decisions = library.claims.history(desk.repair)
        assert (decisions[-1].person, decisions[-1].reviewer) == ("Ada", "reviewed.docx")
        assert decisions[-1].tag is Tag.SOURCED
        assert library.check().sound
    assert run(*accept)[1].endswith("0 accepted.\n")
    with Library.open(desk.db, read_only=True) as library:
        assert library.claims.history(desk.repair) == decisions


def test_one_item_is_accepted_by_its_id(run: Run, desk: Desk, reviewed: Path) -> None:
    first = items(run, reviewed, "--library", desk.db)[0]
    code, out, _ = run(
        "review", reviewed, "--library", desk.db, "--by", "Ada", "--accept", first["id"]
    )
    assert (code, out.splitlines()[-1]) == (0, "1 accepted.")
    assert wording(desk) == "The repair may take decades"


def test_accepting_all_leaves_what_must_be_confirmed(run: Run, desk: Desk, reviewed: Path) -> None:
    with Library.open(desk.db) as library:
        Claims(Session(library, "Ada", Changes())).annotate(desk.repair, wording="It may take ages")
    found = items(run, reviewed, "--library", desk.db)
    assert found
    assert not any(item["certain"] for item in found)
    by = ("--library", desk.db, "--by", "Ada", "--accept")
    assert run("review", reviewed, *by, "all")[1].endswith("0 accepted.\n")
    assert wording(desk) == "It may take ages"
    assert run("review", reviewed, *by, found[0]["id"])[1].endswith("1 accepted.\n")
    assert wording(desk) == "The repair may take decades"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--accept", "all"], "Add --by NAME."),
        (["--accept", "none-such", "--by", "Ada"], "has no item none-such"),
    ],
)
def test_accepting_without_a_name_or_an_item_changes_nothing(
    run: Run, desk: Desk, reviewed: Path, more: list[str], told: str
) -> None:
    code, out, err = run("review", reviewed, "--library", desk.db, *more)
    assert (code, out) == (2, "")
    assert told in err
    assert wording(desk) is None


def test_a_file_of_another_library_is_listed_and_not_accepted(
    run: Run, desk: Desk, reviewed: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with Library.open(other) as library:
        _filled(library)
    code, out, _ = run("review", reviewed, "--library", other)
    assert code == 0
    assert "does not have" in out
    accept = ("--by", "Ada", "--accept", "all")
    code, _, err = run("review", reviewed, "--library", other, *accept)
    assert code == 2
    assert "Name the library that it was exported from." in err
    with Library.open(other, read_only=True) as library:
        assert library.reviews.imports() == ()


def test_without_a_library_the_acts_are_listed_all_the_same(run: Run, reviewed: Path) -> None:
    code, out, _ = run("review", reviewed)
    assert code == 0
    assert "retyped" in out


def test_a_decision_bears_its_note_and_can_be_taken_off(run: Run, desk: Desk) -> None:
    by = ("--library", desk.db, "--by", "Eva")
    assert run("decide", desk.bridge, "rejected", "--note", "an opinion", *by)[:2] == (0, "")
    assert run("decide", desk.bridge, "undecided", *by)[0] == 0
    with Library.open(desk.db, read_only=True) as library:
        *_, rejected, undecided = library.claims.history(desk.bridge)
        assert (rejected.tag, rejected.note, rejected.person) == (Tag.REJECTED, "an opinion", "Eva")
        assert (undecided.tag, undecided.note) == (None, "an opinion")


def test_an_unknown_claim_is_told_and_nothing_decided(run: Run, desk: Desk) -> None:
    code, out, err = run("decide", "ffffffffffff", "sourced", "--library", desk.db, "--by", "Eva")
    assert (code, out) == (2, "")
    assert "no claim ffffffffffff" in err
    with Library.open(desk.db, read_only=True) as library:
        assert library.check().sound
        assert [entry.person for entry in library.journal.entries()].count("Eva") == 0


def test_a_library_in_use_is_read_and_not_decided_in(run: Run, desk: Desk) -> None:
    with Library.open(desk.db) as held:
        code, _, err = run("decide", desk.bridge, "rejected", "--library", desk.db, "--by", "Eva")
        assert code == 2
        assert "open for writing by" in err
        assert run("library", "list", "--library", desk.db)[0] == 0
        assert held.claims.get(desk.bridge).tag is Tag.SOURCED


def test_an_older_library_is_brought_up_to_date_by_whoever_changes_it(
    run: Run, tmp_path: Path
) -> None:
    released = Path(__file__).parents[1] / "storage" / "released" / "schema-1.annotator.gz"
    db = tmp_path / "old.db"
    db.write_bytes(gzip.decompress(released.read_bytes()))
    code, _, err = run("decide", "ffffffffffff", "sourced", "--library", db, "--by", "Eva")
    assert code == 2
    assert "no claim ffffffffffff" in err
    assert run("library", "check", "--library", db)[0] == 0
