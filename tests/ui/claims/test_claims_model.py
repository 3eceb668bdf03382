"""The claims of an article as a list."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Stance, Tag
from annotator.domain.decision import ClaimRecord
from ui.claims.claim_facts import ClaimFacts
from ui.claims.claims_model import ClaimsModel, Role
from ui.claims.queue_filter import Order, QueueFilter, State
from ui.kit.theme import LIGHT
from ui.reading.description import described
from ui.reading.hover_card import claim_card

type Records = tuple[ClaimRecord, ...]
type Decide = Callable[[ClaimRecord, Tag | None], ClaimRecord]


def _words(model: ClaimsModel) -> list[str]:
    return [str(model.index(row).data(Role.WORDS)) for row in range(model.rowCount())]


def test_it_is_a_sound_model(
    qtmodeltester: ModelTester, text: str, records: Records, decided: Decide
) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    qtmodeltester.check(model)
    model.update_claim(decided(records[0], Tag.SOURCED))
    model.set_filter(QueueFilter(state=State.UNDECIDED))
    model.update_claim(decided(records[1], Tag.REJECTED))
    model.remove_claim(records[2].claim.id)


def test_intentions_are_kept_back_and_counted(text: str, records: Records) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    assert _words(model) == [
        "the bridge may open in May 🌉",
        "The river is rising",
        "It seems the old pier is lost",
    ]
    assert model.counts().asides == 1
    model.set_filter(QueueFilter(all_cues=True))
    assert _words(model)[-1] == "to buy a ferry"


def test_a_decided_intention_stays_in_sight(text: str, records: Records, decided: Decide) -> None:
    model = ClaimsModel()
    model.set_claims(text, (*records[:3], decided(records[3], Tag.SOURCED)))
    assert "to buy a ferry" in _words(model)


def test_the_undecided_filter_lets_a_decided_claim_go(
    text: str, records: Records, decided: Decide
) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    model.set_filter(QueueFilter(state=State.UNDECIDED))
    model.update_claim(decided(records[0], Tag.SOURCED))
    assert _words(model)[0] == "The river is rising"
    model.update_claim(decided(records[0], None))
    assert _words(model)[0] == "the bridge may open in May 🌉"


def test_one_change_is_told_as_one_row(
    qtbot: QtBot, text: str, records: Records, decided: Decide
) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.update_claim(decided(records[1], Tag.UNSOURCED))
    assert [index.row() for index in told.args[:2]] == [1, 1]


def test_next_undecided_goes_round_and_ends(text: str, records: Records, decided: Decide) -> None:
    model = ClaimsModel()
    first, second, third, _ = (record.claim.id for record in records)
    model.set_claims(text, records)
    assert model.next_undecided(None) == first
    assert model.next_undecided(third) == first
    model.update_claim(decided(records[1], Tag.UNSOURCED))
    assert model.next_undecided(first) == third
    for record in records:
        model.update_claim(decided(record, Tag.REJECTED))
    assert model.next_undecided(second) is None


def test_least_sure_first(text: str, records: Records) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    model.set_filter(QueueFilter(order=Order.LEAST_SURE))
    assert _words(model)[0] == "The river is rising"


def test_filters_by_source_form_and_hedge(text: str, records: Records) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    for chosen, expected in (
        (QueueFilter(source="Ilse Brandt"), ["the bridge may open in May 🌉"]),
        (QueueFilter(source=""), ["The river is rising", "It seems the old pier is lost"]),
        (QueueFilter(form=records[0].claim.form), ["the bridge may open in May 🌉"]),
        (
            QueueFilter(hedged=True),
            ["the bridge may open in May 🌉", "It seems the old pier is lost"],
        ),
        (QueueFilter(state=State.UNSURE), ["The river is rising"]),
    ):
        model.set_filter(chosen)
        assert _words(model) == expected


def test_a_screen_reader_hears_state_words_and_source(text: str, records: Records) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Undecided, suggested: Sourced", "1 of 3", "the bridge may open", "Ilse Brandt"):
        assert part in spoken


def test_a_screen_reader_and_the_eye_are_told_who_denies_a_claim(
    qtbot: QtBot, text: str, records: Records
) -> None:
    first = records[0].claim
    assert first.attribution is not None
    denial = replace(first.attribution, stance=Stance.DENIES)
    denied = replace(records[0], claim=replace(first, attribution=denial))
    model = ClaimsModel()
    model.set_claims(text, (denied, *records[1:]))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Source: denied by Ilse Brandt." in spoken
    assert "Source: denied by Ilse Brandt." in described(denied, 0, 1, text)
    assert "≠ denied by Ilse Brandt" in claim_card(denied, text, LIGHT, "")
    facts = ClaimFacts()
    qtbot.addWidget(facts)
    facts.show_record(denied, text)
    assert "≠ denied by Ilse Brandt" in facts.source.text()


def test_counts_count_every_tag(text: str, records: Records, decided: Decide) -> None:
    model = ClaimsModel()
    model.set_claims(text, records)
    model.update_claim(decided(records[0], Tag.SOURCED))
    model.update_claim(decided(records[2], Tag.SOURCED))
    counts = model.counts()
    assert (counts.total, counts.decided, counts.undecided) == (3, 2, 1)
    assert counts.by_tag[Tag.SOURCED] == 2


_FILTERS = st.builds(
    QueueFilter,
    state=st.sampled_from(State),
    tag=st.none() | st.sampled_from(Tag),
    hedged=st.booleans(),
    all_cues=st.booleans(),
    order=st.sampled_from(Order),
)


class TestAnyChanges:
    """However claims change and filters are chosen, single steps end where a reset would."""

    def test_steps_equal_a_reset(self, text: str, records: Records, decided: Decide) -> None:
        changes = st.lists(
            st.tuples(st.sampled_from(range(4)), st.none() | st.sampled_from(Tag)), max_size=12
        )

        @settings(deadline=None)
        @given(chosen=_FILTERS, changes=changes)
        def holds(chosen: QueueFilter, changes: Sequence[tuple[int, Tag | None]]) -> None:
            stepped, fresh = ClaimsModel(), ClaimsModel()
            stepped.set_claims(text, records)
            stepped.set_filter(chosen)
            now = list(records)
            for number, tag in changes:
                now[number] = decided(records[number], tag)
                stepped.update_claim(now[number])
            fresh.set_claims(text, now)
            fresh.set_filter(chosen)
            assert stepped.shown() == fresh.shown()
            assert stepped.counts() == fresh.counts()
            stepped.remove_claim(records[2].claim.id)
            fresh.set_claims(text, [record for record in now if record is not now[2]])
            assert stepped.counts() == fresh.counts()
            assert stepped.shown() == fresh.shown()

        holds()
