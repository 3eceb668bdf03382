"""A desk at work, for the pictures of the documentation: articles, decisions, a briefing, and
the same briefing come back from its reviewer. Everything is done by the app itself."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator import resources
from annotator.domain.claim import Tag
from annotator.domain.decision import Reliability
from annotator.domain.ids import ArticleId
from annotator.domain.marking import TLP
from annotator.worker import AnalysisClient
from annotator.workspace import places
from annotator.workspace.workspace import Workspace

ANALYST, REVIEWER = "Ada Okoro", "Colonel Ruth Adeyemi"
REVIEWED = "northern harbour, reviewed.docx"
_ANALYSIS_SECONDS = 180
_LEFT_OPEN = (6, 8)
"""Claims of the sample that nobody decides, so that the pictures show both."""
_SUMMARY = (
    "Flour has doubled in price and no cargo ship has entered Port Selim for three weeks. It is "
    "likely that the first inspectors arrive within ten days; whether the breakwater is given up "
    "rests on one man's word."
)
_ARTICLES = {
    "The Coast Gazette 2026-02-26.txt": (
        "Second crane of Port Selim is lost, engineers fear\n\n"
        "The chief engineer, Nadia Ferro, said that the first crane may work again by Friday. It "
        "seems the second one is lost. Workers reported hearing the boom break at night.\n\n"
        "The port authority denied that anybody had been hurt."
    ),
    "Lismar Courier 2026-02-27.txt": (
        "Talks to move indoors as storm nears Lismar\n\n"
        "Daud Maitari, who leads the “Free Shore” movement, told reporters that his delegation "
        "would stay until Sunday. According to two diplomats, a paper of four pages is on the "
        "table. “Nobody has signed anything,” Maitari added.\n\n"
        "The meeting could be the last before the winter."
    ),
    "Observatory Bulletin 2026-03-01.txt": (
        "Eleven tankers turned back, bulletin says\n\n"
        "Satellite imagery showed eleven tankers outside the strait on Saturday. The Maritime "
        "Observatory estimated that three of them were empty. Ambassador Helena Brandt said the "
        "figures were “broadly right”. Perhaps two more will turn back this week."
    ),
    "wheat ship.txt": (
        "First wheat ship reaches Port Selim 🚢 وصول أول سفينة قمح\n\n"
        "قالت السفيرة هيلينا براندت إن “السفن التي تحمل القمح ليست أسلحة”. "
        "وأضافت أن المفتشين قد يصلون خلال عشرة أيام.\n\n"
        "The harbour master, Yusuf Qadhari, said the first crane may work again by Friday 🏗️, and "
        "that “nobody 👩‍👩‍👧 in the capital is counting on it.” "
        "It seems the second crane is lost.\n"
    ),
}
MIXED_TITLE = "First wheat ship"


def opened(person: str) -> Workspace:
    """The workspace over the library in the app's folder."""
    return Workspace.open(places.library_file(), AnalysisClient(), person)


def seed() -> None:
    """A library of five articles, two of them decided as far as it goes; a briefing, and its
    reviewed file beside it."""
    folder = places.data_folder()
    folder.mkdir(parents=True)
    sample = min((resources.folder() / "samples").glob("*.txt"))
    files = []
    for name, text in _ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
        files.append(folder / name)
    with opened(ANALYST) as workspace:
        added = workspace.intake.add_files([sample, *files]).future.result(60).added
        for article in added:
            workspace.analyses.request(article).result(_ANALYSIS_SECONDS)
        for name, article in zip(_ARTICLES, added[1:], strict=False):
            _describe(workspace, article, name)
        workspace.articles.label(added[2], ["Lismar"])
        for article in added[:2]:
            _decide(workspace, article)
        _brief(workspace, added[:2], folder)


def _describe(workspace: Workspace, article: ArticleId, name: str) -> None:
    """Publisher and date, as the file's name says them."""
    found = re.match(r"(.*) (\d{4}-\d\d-\d\d)\.txt", name)
    if found:
        publisher, published = found.groups()
        workspace.articles.edit(
            article, lambda d: replace(d, publisher=publisher, published=published)
        )


def _decide(workspace: Workspace, article: ArticleId) -> None:
    claims = workspace.claims.of(article)
    for number, record in enumerate(claims[: len(claims) // 2 + 3]):
        if record.claim.suggestion and not record.kept_back and number not in _LEFT_OPEN:
            workspace.claims.decide([record.claim.id], record.claim.suggestion.tag)
    if len(claims) > 8:
        workspace.claims.decide([claims[0].claim.id], Tag.REJECTED)
        workspace.claims.annotate(claims[4].claim.id, note="Compare with the ministry's figures.")
    for card, grade in zip(
        workspace.register.cards([article]), (Reliability.B, Reliability.C), strict=False
    ):
        workspace.register.grade(card, grade)


def _brief(workspace: Workspace, articles: tuple[ArticleId, ...], folder: Path) -> None:
    plan = replace(
        workspace.briefings.start("The northern harbour", articles),
        reference="NH-9",
        summary=_SUMMARY,
        marking=TLP["TLP:AMBER"],
    )
    workspace.briefings.save(plan)
    file = workspace.briefings.export(plan, folder / "northern harbour.docx").result(120)
    _review(file, folder / REVIEWED)


def _review(file: Path, out: Path) -> None:
    """What a reviewer does in Word: two tags changed, a sentence of the summary put otherwise,
    a question asked in a comment."""
    import docx  # noqa: PLC0415 - for the pictures alone

    document = docx.Document(str(file))
    for paragraph in document.paragraphs:
        if "rests on one man" in paragraph.text:
            document.add_comment(
                paragraph.runs, text="Who says so? Name the office.", author=REVIEWER, initials="RA"
            )
            break
    document.core_properties.last_modified_by = REVIEWER
    document.save(str(out))
    _change(out, lambda xml: _choose(_choose(xml, 2, "Unsourced"), 4, "Not a claim"))
    _change(out, lambda xml: xml.replace("has doubled in price", "costs twice as much"))


def _change(file: Path, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    body = "word/document.xml"
    parts[body] = change(parts[body].decode()).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def _choose(xml: str, number: int, shown: str) -> str:
    """The document with another choice in the drop-down of a claim's row."""
    old = list(re.finditer(r'<w:tag w:val="claim:.*?</w:sdt>', xml, re.DOTALL))[number - 1]
    at = old.group().index("<w:sdtContent>")
    content = re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\g<1>{shown}\g<2>", old.group()[at:], count=1)
    return xml[: old.start()] + old.group()[:at] + content + xml[old.end() :]
