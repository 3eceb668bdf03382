"""A briefing is planned, checked, exported; its review comes home and is settled."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.briefing import CheckKind
from annotator.domain.claim import Tag
from annotator.domain.ids import ArticleId, ExportId
from annotator.domain.marking import TLP
from annotator.domain.phrase import verbatim
from annotator.domain.review import Anchor, Provenance, ReviewItem, ReviewKind
from annotator.storage import Verdict
from annotator.text.spans import Span
from annotator.workspace.briefing_desk import BriefingDesk
from annotator.workspace.briefings import BriefingPlan
from annotator.workspace.claims import Claims
from annotator.workspace.effects import Effect
from annotator.workspace.history import History
from annotator.workspace.register import Register
from annotator.workspace.reviews import Reviewed, Reviews
from annotator.workspace.session import Session


@pytest.fixture
def desk(session: Session) -> Iterator[BriefingDesk]:
    made = BriefingDesk(session, Register(session))
    yield made
    made.close()


@pytest.fixture
def reviews(session: Session) -> Reviews:
    return Reviews(session)


@pytest.fixture
def plan(desk: BriefingDesk, article: ArticleId) -> BriefingPlan:
    return desk.start("The bridge", [article])


@pytest.fixture
def exported(desk: BriefingDesk, plan: BriefingPlan, tmp_path: Path) -> Path:
    return desk.export(plan, tmp_path / "brief.docx").result(timeout=60)


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The document with one of its parts changed, as a reviewer's program saves it."""
    out = path.with_name("reviewed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = change(content.decode()).encode()
            new.writestr(name, content)
    return out


def with_tag(path: Path, number: int, shown: str) -> Path:
    """The document with another choice in the drop-down of the claim's row."""

    def choose(xml: str) -> str:
        drop_downs = list(re.finditer(r'<w:tag w:val="claim:.*?</w:sdt>', xml, re.DOTALL))
        old = drop_downs[number - 1]
        body = old.group()
        at = body.index("<w:sdtContent>")
        changed = re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\g<1>{shown}\g<2>", body[at:], count=1)
        return xml[: old.start()] + body[:at] + changed + xml[old.end() :]

    return rewritten(path, "word/document.xml", choose)


def test_a_plan_is_kept_and_every_change_of_it_undone(
    desk: BriefingDesk, plan: BriefingPlan, session: Session
) -> None:
    desk.save(replace(plan, marking=TLP["TLP:AMBER"], summary="It holds."))
    (kept,) = desk.plans()
    assert (kept.marking, kept.summary) == (TLP["TLP:AMBER"], "It holds.")
    History(session).undo()
    assert desk.get(plan.id) == plan
    desk.delete(plan.id)
    assert desk.plans() == ()
    History(session).undo()
    assert desk.plans() == (plan,)


def test_checks_say_what_is_undecided(
    desk: BriefingDesk, plan: BriefingPlan, session: Session, article: ArticleId
) -> None:
    claims = Claims(session)
    ids = [record.claim.id for record in claims.of(article)]
    undecided = next(c for c in desk.checks(plan) if c.kind is CheckKind.UNDECIDED)
    assert undecided.claims == tuple(ids)
    claims.decide(ids, Tag.SOURCED)
    assert CheckKind.UNDECIDED not in {check.kind for check in desk.checks(plan)}


def test_versions_count_up_and_know_the_one_before(
    desk: BriefingDesk, plan: BriefingPlan, exported: Path, session: Session, article: ArticleId
) -> None:
    assert exported.exists()
    claims = Claims(session)
    claims.decide([claims.of(article)[0].claim.id], Tag.SOURCED)
    second = desk.compose(plan)
    assert second.version == 2
    assert second.previous is not None
    assert {tag for _, tag, _ in second.previous.claims} == {"undecided"}


def test_an_exported_claim_keeps_its_number_in_every_later_version(
    desk: BriefingDesk, plan: BriefingPlan, exported: Path, session: Session, article: ArticleId
) -> None:
    assert exported.exists()
    ids = [record.claim.id for record in Claims(session).of(article)]
    desk.save(replace(plan, left_out=frozenset({ids[0]})))
    plan = desk.get(plan.id)
    desk.export(plan, exported.with_name("second.docx")).result(timeout=60)
    text = session.library.articles.get(article).text
    made = Claims(session).create(article, [Span(0, text.index(" "))])
    desk.save(replace(plan, left_out=frozenset()))
    plan = desk.get(plan.id)
    desk.export(plan, exported.with_name("third.docx")).result(timeout=60)
    versions = [
        {str(entry[0]): entry[3] for entry in export.manifest["claims"]}
        for export in session.library.briefings.exports(plan.id)
    ]
    first = versions[0]
    assert sorted(first.values()) == list(range(1, len(first) + 1))
    assert versions[1] == {claim: n for claim, n in first.items() if claim != ids[0]}
    assert versions[2] == {**first, made: len(first) + 1}


def test_versions_from_before_numbers_were_kept_counted_in_their_order(
    desk: BriefingDesk, plan: BriefingPlan, exported: Path, session: Session
) -> None:
    assert exported.exists()
    (export,) = session.library.briefings.exports(plan.id)
    claims = [list(entry[:3]) for entry in export.manifest["claims"]]
    older = replace(export, id=ExportId("older"), version=2, manifest={"claims": claims[1:]})
    with session.library.transaction("Ada", "export a briefing") as steps:
        steps.record_export(older)
    numbers = dict(desk.compose(plan).numbers)
    assert numbers[claims[1][0]] == 1
    assert len(set(numbers.values())) == len(numbers)


def test_a_claim_left_out_is_not_in_the_document(
    desk: BriefingDesk, plan: BriefingPlan, session: Session, article: ArticleId
) -> None:
    first = Claims(session).of(article)[0].claim.id
    composed = desk.compose(replace(plan, left_out=frozenset({first})))
    assert first not in [r.claim.id for a in composed.articles for r in a.claims]


def test_an_unchanged_file_has_nothing_to_settle(reviews: Reviews, exported: Path) -> None:
    reviewed = reviews.read(exported)
    assert reviewed.provenance is Provenance.CURRENT
    assert (reviewed.review.items, reviewed.review.unplaced) == ((), ())


def accepted(reviews: Reviews, path: Path) -> Reviewed:
    reviewed = reviews.read(path)
    reviews.accept(reviewed, reviewed.review.items)
    return reviews.read(path)


def test_a_changed_tag_becomes_a_decision_with_both_names(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    reviewed = reviews.read(with_tag(exported, 2, "Speculative"))
    (item,) = reviewed.review.items
    assert (item.kind, item.after, item.certain) == (ReviewKind.TAG, "speculative", True)
    assert reviews.accept(reviewed, [item]) == (item.id,)
    decision = Claims(session).of(article)[1].decision
    assert decision is not None
    assert (decision.tag, decision.person) == (Tag.SPECULATIVE, "Ada Analyst")


def test_the_same_file_twice_adds_nothing(
    reviews: Reviews, exported: Path, session: Session
) -> None:
    path = with_tag(exported, 2, "Speculative")
    again = accepted(reviews, path)
    assert set(again.settled.values()) == {Verdict.ACCEPTED}
    assert again.open_items() == ()
    before = len(session.library.journal.entries())
    assert reviews.accept(again, again.review.items) == ()
    assert len(session.library.journal.entries()) == before


def test_what_is_declined_changes_nothing_and_is_remembered(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    path = with_tag(exported, 2, "Speculative")
    reviewed = reviews.read(path)
    reviews.decline(reviewed, reviewed.review.items)
    assert Claims(session).of(article)[1].tag is None
    assert set(reviews.read(path).settled.values()) == {Verdict.DECLINED}


def test_undoing_an_acceptance_opens_the_item_again(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    path = with_tag(exported, 2, "Speculative")
    accepted(reviews, path)
    History(session).undo()
    assert Claims(session).of(article)[1].tag is None
    assert len(reviews.read(path).open_items()) == 1
    History(session).redo()
    assert Claims(session).of(article)[1].tag is Tag.SPECULATIVE
    assert reviews.read(path).open_items() == ()


def test_an_older_version_is_recognised(
    reviews: Reviews, desk: BriefingDesk, plan: BriefingPlan, exported: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.docx"
    shutil.copy(exported, old)
    desk.export(plan, exported).result(timeout=60)
    assert reviews.read(old).provenance is Provenance.OLDER_EXPORT
    assert "older" in reviews.read(old).sentence
    assert reviews.read(exported).provenance is Provenance.CURRENT


def test_a_tag_that_was_decided_otherwise_since_the_export_must_be_confirmed(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    claims = Claims(session)
    second = claims.of(article)[1].claim.id
    claims.decide([second], Tag.UNSOURCED)
    (item,) = reviews.read(with_tag(exported, 2, "Speculative")).review.items
    assert not item.certain
    assert "Since the export it was decided: unsourced." in str(item.text)


def test_a_file_that_names_no_reviewer_is_named_in_the_history(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    accepted(reviews, with_tag(exported, 2, "Speculative"))
    decision = Claims(session).of(article)[1].decision
    assert decision is not None
    assert decision.reviewer


def reworded(path: Path, old: str, new: str) -> Path:
    """The document with other words somewhere, typed over without tracking."""
    return rewritten(path, "word/document.xml", lambda xml: xml.replace(old, new))


def test_a_correction_of_the_summary_is_put_into_the_briefing_and_undone(
    reviews: Reviews, desk: BriefingDesk, plan: BriefingPlan, session: Session, tmp_path: Path
) -> None:
    desk.save(replace(plan, summary="The bridge is safe.\n\nTraffic will double."))
    exported = desk.export(desk.get(plan.id), tmp_path / "brief.docx").result(timeout=60)
    reviewed = reviews.read(reworded(exported, "will double", "may double"))
    (item,) = reviewed.review.unplaced
    assert (item.part, reviews.effects(reviewed)[item.id]) == ("summary", Effect.PLAN)
    reviews.accept(reviewed, [item])
    assert desk.get(plan.id).summary == "The bridge is safe.\n\nTraffic may double."
    assert reviews.read(exported.with_name("reviewed.docx")).settled == {item.id: Verdict.ACCEPTED}
    History(session).undo()
    assert desk.get(plan.id).summary == "The bridge is safe.\n\nTraffic will double."
    assert reviews.read(exported.with_name("reviewed.docx")).settled == {}


def test_a_correction_of_what_is_made_anew_each_time_is_only_remembered(
    reviews: Reviews, desk: BriefingDesk, plan: BriefingPlan, exported: Path
) -> None:
    reviewed = reviews.read(reworded(exported, "The articles are shown", "Articles are shown"))
    (item,) = reviewed.review.unplaced
    assert reviews.effects(reviewed)[item.id] is Effect.NONE
    reviews.accept(reviewed, [item])
    assert desk.get(plan.id) == plan
    assert reviews.read(exported.with_name("reviewed.docx")).settled == {item.id: Verdict.ACCEPTED}


def test_a_review_is_there_again_without_its_file(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    half = reworded(exported, "The articles are shown", "Articles are")
    path = with_tag(half.rename(exported.with_name("half.docx")), 2, "Speculative")
    reviewed = reviews.read(path)
    reviews.remember(reviewed)
    reviews.remember(reviewed)
    path.unlink()
    (past,) = Reviews(session).past()
    assert (past.name, past.open, past.accepted) == ("reviewed.docx", 2, 0)
    again = reviews.again(past)
    assert again == reviewed
    reviews.accept(again, again.review.items)
    assert Claims(session).of(article)[1].tag is Tag.SPECULATIVE
    (past,) = reviews.past()
    assert (past.open, past.accepted, past.declined) == (1, 1, 0)


def test_a_review_is_held_against_what_is_decided_each_time_it_is_shown(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    reviews.remember(reviews.read(with_tag(exported, 2, "Speculative")))
    claims = Claims(session)
    claims.decide([claims.of(article)[1].claim.id], Tag.UNSOURCED)
    for _ in range(2):
        (item,) = reviews.again(reviews.past()[0]).review.items
        assert str(item.text).count("Since the export it was decided: unsourced.") == 1
    History(session).undo()
    (item,) = reviews.again(reviews.past()[0]).review.items
    assert item.certain


def test_nothing_is_remembered_of_a_file_from_elsewhere_or_without_changes(
    reviews: Reviews, desk: BriefingDesk, plan: BriefingPlan, exported: Path, session: Session
) -> None:
    reviews.remember(reviews.read(exported))
    strange = rewritten(
        exported,
        "customXml/annotator1.xml",
        lambda xml: xml.replace(f'briefing="{plan.id}"', 'briefing="another"').replace(
            'tag="undecided"', 'tag="sourced"'
        ),
    )
    reviewed = reviews.read(strange)
    assert reviewed.provenance is Provenance.OTHER_BRIEFING
    assert reviewed.review.items
    reviews.remember(reviewed)
    assert reviews.past() == ()


def test_deleting_an_article_for_good_empties_the_reviews_that_quote_it(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    reviews.remember(reviews.read(with_tag(exported, 2, "Speculative")))
    session.library.purge(article, person="Ada Analyst")
    assert reviews.past() == ()
    assert all(entry.payload is None for entry in session.library.journal.of("import a review"))


def test_a_comment_that_was_resolved_and_stands_open_again_was_reopened(
    reviews: Reviews, exported: Path
) -> None:
    review = Path(exported.parent / "resolved.docx")
    shutil.copy(resolved(exported), review)
    first = reviews.read(review)
    (item,) = first.review.items
    assert item.kind is ReviewKind.RESOLVED
    assert reviews.read(exported).review.items == ()
    reviews.accept(first, [item])
    (opened,) = reviews.read(exported).review.items
    assert (opened.kind, opened.claim, opened.certain) == (ReviewKind.REOPENED, item.claim, True)
    assert (opened.before, opened.after) == ("resolved", "open")
    assert "was opened again" in str(opened.text)
    assert reviews.read(review).review.items == (item,)


def resolved(path: Path) -> Path:
    """The document with its first comment resolved, as Word writes it."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    out = path.with_name("reviewed.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            xml = old.read(name).decode()
            if name == "word/comments.xml":
                xml = xml.replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="00000A01">', 1)
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/>'
                xml = xml.replace("</Types>", part + "</Types>")
            new.writestr(name, xml)
        new.writestr(
            "word/commentsExtended.xml",
            f'<w15:commentsEx xmlns:w15="{w15}">'
            '<w15:commentEx w15:paraId="00000A01" w15:done="1"/></w15:commentsEx>',
        )
    return out


def test_a_claim_that_was_worded_otherwise_since_the_export_must_be_confirmed(
    desk: BriefingDesk,
    reviews: Reviews,
    session: Session,
    article: ArticleId,
    exported: Path,
) -> None:
    claims = Claims(session)
    claim = claims.of(article)[1].claim.id
    corrected = rewritten(
        exported,
        "word/document.xml",
        lambda xml: xml.replace("take years", "take decades"),
    )
    certain = [item for item in reviews.read(corrected).review.items if item.certain]
    assert {item.claim for item in certain} == {claim}
    claims.annotate(claim, wording="The repair might take  ten years")
    reviewed = reviews.read(corrected)
    assert not any(item.certain for item in reviewed.review.items)
    assert all(
        "“The repair might take ten years”" in str(item.text) for item in reviewed.review.items
    )
    reviews.accept(reviewed, reviewed.review.items)  # she has seen it and agrees
    decision = claims.get(claim).decision
    assert decision is not None
    assert decision.wording == "The repair may take decades"
    assert reviews.read(corrected).review.items[0].certain  # it says what the reviewer wants


def test_what_a_reviewer_says_goes_below_what_stands_in_the_note(
    reviews: Reviews, session: Session, article: ArticleId, exported: Path
) -> None:
    claims = Claims(session)
    claim = claims.of(article)[0].claim.id
    claims.annotate(claim, note="asked the town")
    reviewed = reviews.read(exported)
    said = [
        ReviewItem(
            f"c{number}",
            kind,
            claim,
            "Ruth",
            None,
            "",
            "",
            verbatim(words),
            Anchor.COMMENT_RANGE,
            certain=True,
        )
        for number, (kind, words) in enumerate(
            [(ReviewKind.COMMENT, "Who says so?"), (ReviewKind.REPLY, "Found it.")]
        )
    ]
    assert reviews.accept(reviewed, said) == ("c0", "c1")
    decision = claims.get(claim).decision
    assert decision is not None
    assert decision.note == "asked the town\nRuth: Who says so?\nRuth: Found it."
    assert (decision.tag, decision.reviewer) == (None, "Ruth")


def test_many_items_are_settled_in_one_act_and_taken_back_in_one(
    reviews: Reviews, exported: Path, session: Session, article: ArticleId
) -> None:
    def all_unsourced(xml: str) -> str:
        chosen = r'(<w:tag w:val="claim:(?:(?!</w:sdt>).)*?<w:t[^>]*>)Undecided'
        return re.sub(chosen, r"\g<1>Unsourced", xml, flags=re.DOTALL)

    reviewed = reviews.read(rewritten(exported, "word/document.xml", all_unsourced))
    claims = Claims(session)
    assert len(reviewed.review.items) == len(claims.of(article)) > 1
    entries = len(session.library.journal.entries())
    reviews.accept(reviewed, reviewed.review.items)
    assert {record.tag for record in claims.of(article)} == {Tag.UNSOURCED}
    assert len(session.library.journal.entries()) == entries + 2, "that it came, and the act"
    assert session.library.journal.entries()[-1].bulk
    History(session).undo()
    assert {record.tag for record in claims.of(article)} == {None}
    assert session.library.reviews.settled() == {}
    assert session.library.journal.verify().sound
