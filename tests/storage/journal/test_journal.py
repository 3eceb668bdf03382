"""Acts are journalled with their effect or not at all, and can be taken back in order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.domain.claim import Tag
from annotator.domain.decision import Decision
from annotator.domain.ids import ClaimId
from annotator.errors import UserFacingError
from annotator.storage import Library
from annotator.storage.encoding.canonical import canonical


def act(library: Library, name: str, *, undoes: int | None = None, plain: bool = False) -> int:
    inverse = None if plain else {"back": name}
    with library.transaction(
        "Ada", name, payload={"do": name}, inverse=inverse, undoes=undoes
    ) as change:
        return change.seq


def next_undo(library: Library) -> str | None:
    entry = library.journal.undoable()
    return entry.action if entry else None


def undo(library: Library) -> None:
    entry = library.journal.undoable()
    assert entry is not None
    act(library, "undo", undoes=entry.seq)


def redo(library: Library) -> str | None:
    entry = library.journal.redoable()
    if entry is None:
        return None
    assert entry.undoes is not None
    act(library, "redo", undoes=entry.seq)
    return library.journal.get(entry.undoes).action


def test_an_act_is_kept_as_it_was(library: Library, stored: Article) -> None:
    payload = {"text": "“ё” 🛳 ", "list": [1, None, True], "deep": {"b": 1.5, "a": ""}}
    before = datetime.now(UTC)
    with library.transaction(
        "Ada Ł.", "try", payload=payload, inverse={"x": []}, bulk=True, origin="queue"
    ) as change:
        change.articles.add(stored.id)
    entry = library.journal.entries()[-1]
    assert (entry.seq, entry.person, entry.action) == (2, "Ada Ł.", "try")
    assert (entry.payload, entry.inverse) == (payload, {"x": []})
    assert (entry.bulk, entry.origin, entry.undoes) == (True, "queue", None)
    assert before <= entry.time <= datetime.now(UTC)
    assert library.journal.entries(after=1) == (entry,)
    assert library.journal.get(2) == entry
    with pytest.raises(KeyError):
        library.journal.get(3)


def test_an_act_that_fails_leaves_nothing(
    library: Library, analysed: Article, make_decision: Callable[..., Decision]
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    entries = library.journal.entries()

    def half_way() -> None:
        with library.transaction("Ada", "decide") as change:
            change.decide(make_decision(claim))
            change.hide_claim(claim)
            change.decide(make_decision(ClaimId("none")))

    with pytest.raises(UserFacingError, match="no claim none"):
        half_way()
    assert library.journal.entries() == entries
    assert library.claims.get(claim).decision is None
    assert claim in {record.claim.id for record in library.claims.of(analysed.id)}


def test_decisions_of_one_act_are_kept_in_bulk(
    library: Library, analysed: Article, make_decision: Callable[..., Decision]
) -> None:
    claims = [record.claim.id for record in library.claims.of(analysed.id)]
    with library.transaction("Ada", "accept all", bulk=True) as change:
        change.decide(*(make_decision(claim, Tag.SOURCED, bulk=True) for claim in claims))
    (row,) = library.articles.rows()
    assert (row.claims, row.decided) == (3, 3)
    assert library.check().sound


def test_two_decisions_on_a_claim_in_one_step_are_a_bug(
    library: Library, analysed: Article, make_decision: Callable[..., Decision]
) -> None:
    claim = library.claims.of(analysed.id)[0].claim.id
    decision = make_decision(claim)
    with pytest.raises(ValueError, match="two decisions"), library.transaction("A", "x") as change:
        change.decide(decision, decision)


def test_counts_follow_decisions_and_hiding(
    library: Library, analysed: Article, decide: Callable[..., Decision]
) -> None:
    def counts() -> tuple[int, int]:
        (row,) = library.articles.rows()
        return row.claims, row.decided

    first, second, _ = (record.claim.id for record in library.claims.of(analysed.id))
    decide(first)
    decide(first, Tag.REJECTED)
    decide(second, None, note="only a note")
    assert counts() == (3, 1)
    with library.transaction("Ada", "hide") as change:
        change.hide_claim(first)
    assert counts() == (2, 0)
    decide(first, Tag.SOURCED)
    assert counts() == (2, 0)
    with library.transaction("Ada", "show") as change:
        change.hide_claim(first, hidden=False)
    assert counts() == (3, 1)
    decide(first, None)
    assert counts() == (3, 0)
    assert [d.tag for d in library.claims.history(first)] == [
        Tag.SOURCED,
        Tag.REJECTED,
        Tag.SOURCED,
        None,
    ]


def test_one_act_inside_another_is_a_bug(library: Library) -> None:
    with (
        library.transaction("Ada", "outer"),
        pytest.raises(RuntimeError, match="inside another"),
    ):
        act(library, "inner")
    assert [entry.action for entry in library.journal.entries()] == ["outer"]


def test_a_clock_set_back_is_remarked_and_no_fault(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(library, "before")

    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - timedelta(days=1)

    monkeypatch.setattr("annotator.storage.records.change.datetime", Yesterday)
    act(library, "after")
    report = library.journal.verify()
    assert report.sound
    assert report.clock_set_back == (2,)
    assert next_undo(library) == "after"
    assert [entry.action for entry in library.journal.entries()] == ["before", "after"]


def test_undo_and_redo_walk_the_acts(library: Library) -> None:
    for name in ("a", "b", "c"):
        act(library, name)
    undo(library)
    assert next_undo(library) == "b"
    undo(library)
    assert redo(library) == "b"
    assert redo(library) == "c"
    assert redo(library) is None
    assert next_undo(library) == "c"


def test_something_new_ends_redoing(library: Library) -> None:
    act(library, "a")
    act(library, "b")
    undo(library)
    act(library, "new")
    assert redo(library) is None
    undo(library)
    assert redo(library) == "new"
    assert redo(library) is None
    undo(library)
    assert next_undo(library) == "a"


def test_acts_without_an_inverse_are_passed_over(library: Library) -> None:
    act(library, "a")
    act(library, "exported", plain=True)
    assert next_undo(library) == "a"
    undo(library)
    act(library, "exported", plain=True)
    assert redo(library) == "a"


def test_undo_survives_reopening(library: Library) -> None:
    act(library, "a")
    act(library, "b")
    undo(library)
    library.close()
    with Library.open(library.path) as again:
        assert next_undo(again) == "a"
        assert redo(again) == "b"


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["act", "undo", "redo"]), max_size=25))
def test_undo_and_redo_behave_like_two_stacks(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    done: list[str] = []
    undone: list[str] = []
    with Library.open(tmp_path_factory.mktemp("undo") / "library.annotator") as library:
        for number, step in enumerate(steps):
            if step == "act":
                act(library, f"act {number}")
                done.append(f"act {number}")
                undone.clear()
            elif step == "undo":
                assert next_undo(library) == (done[-1] if done else None)
                if done:
                    undo(library)
                    undone.append(done.pop())
            elif undone:
                done.append(undone.pop())
                assert redo(library) == done[-1]
            else:
                assert redo(library) is None
        assert library.journal.verify().sound


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_canonical_json_says_the_same_and_has_one_form(value: object) -> None:
    import json

    text = canonical(value)  # type: ignore[arg-type]
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_canonical_json_ignores_the_order_of_keys_and_refuses_nan() -> None:
    assert (
        canonical({"b": 1, "a": [True]})
        == canonical({"a": [True], "b": 1})
        == ('{"a":[true],"b":1}')
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))
