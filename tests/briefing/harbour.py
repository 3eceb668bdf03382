"""A briefing as an analyst would make it: two articles on a dispute about a port, with every tag
and kind of source. Loaded by conftest.py."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from annotator import resources
from annotator.domain.analysis import ModelInfo
from annotator.domain.article import BlockKind
from annotator.domain.briefing import Briefing, PreviousExport, SourceCard
from annotator.domain.claim import Form, SourceKind, Tag
from annotator.domain.decision import Credibility, Reliability
from annotator.domain.entity import EntityKind
from annotator.domain.ids import BriefingId, ClaimId, EntityId, ExportId, SourceId
from annotator.domain.marking import TLP

WHEN = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)

type Maker = Callable[..., Any]


def harbour(desk: Maker) -> Briefing:
    """Two articles on a dispute about a port, with every tag and kind of source."""
    first, second = _harbour_article(desk), _ferry_article(desk)
    articles = (first.done(), second.done())
    brandt = frozenset(
        {(articles[0].article.id, EntityId("e1")), (articles[1].article.id, EntityId("e1"))}
    )
    ids = [record.claim.id for article in articles for record in article.claims]
    return Briefing(
        id=BriefingId("briefing-7"),
        export=ExportId("export-2"),
        title="Northern harbour: who says what about the blockade",
        author="N. Okoro",
        created=WHEN,
        articles=articles,
        sources=(
            SourceCard(
                SourceId("s1"), "Helena Brandt", SourceKind.NAMED, Reliability.B,
                "Ostrian Ambassador to Veldania. Direct access to the talks; speaks for her "
                "government, which pays for the inspectors.",
                members=brandt,
            ),
            SourceCard(
                SourceId("s2"), "satellite imagery", SourceKind.IMPERSONAL, Reliability.A,
                "Not shown by the article; resolution and date unknown.",
            ),
        ),
        reference="VD-2026-031",
        version=2,
        marking=TLP["TLP:AMBER"],
        summary=(
            "The talks on the northern harbour have not moved in three weeks. What is known of "
            "them comes from one envoy; the other side is heard only through the press.\n\n"
            "Work on the Tal Amar airfield is the one development that rests on imagery. Nobody "
            "is named behind the offer to leave the breakwater."
        ),
        key_claims=(ids[2], ids[6]),
        mark_entities=True,
        model=ModelInfo("en_core_web_md", "3.8.0", "ab" * 32, "attribution 1 (4f2a)"),
        previous=PreviousExport(
            ExportId("export-1"), 1, datetime(2026, 3, 10, 8, 0, tzinfo=UTC),
            ((ids[0], "sourced", "the need for a ceasefire along the coast"),
             (ids[2], "undecided", "We did not come here to take sides"),
             (ClaimId("gone"), "unsourced", "The price of flour has trebled.")),
        ),
    )  # fmt: skip


def _harbour_article(desk: Maker) -> Any:
    text = (resources.folder() / "samples" / "harbour.txt").read_text(encoding="utf-8").strip()
    made = desk(
        text,
        title="Pressure Mounts Over Blockaded Harbour as Envoys Search for a Way Out",
        kinds=(BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BYLINE),
        author="Ilse Varga",
        publisher="The Lismar Courier",
        published="2026-03-09",
        address="https://courier.example/2026/03/harbour",
        accessed="2026-03-11T07:12:00+00:00",
        file_name="harbour.html",
        media_type="text/html",
        language="en",
    )
    brandt = made.entity("Helena Brandt", "Brandt")
    qadhari = made.entity("Yusuf Qadhari", "Qadari")
    maitari = made.entity("Daud Maitari", "Moitari")
    made.entity("Port Selim", "PORT SELIM", kind=EntityKind.PLACE)
    made.entity("Lismar", kind=EntityKind.PLACE)
    made.entity("Maritime Observatory", kind=EntityKind.ORG)
    made.entity("Free Shore", kind=EntityKind.ORG)
    made.claim(
        "the need for a ceasefire along the coast and a return to the talks in Lismar.",
        source="Yusuf Qadhari", entity=qadhari, cue="stressed", form=Form.MIXED, tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "her government is “ready to pay for the repair of the cranes”",
        source="Helena Brandt", entity=brandt, cue="statements", form=Form.MIXED,
        tag=Tag.SPECULATIVE,
        note="The author infers it; the ambassador is not quoted as offering to pay.",
    )  # fmt: skip
    made.claim(
        "We did not come here to take sides,",
        "We came because ships that carry wheat are not weapons.",
        source="Helena Brandt", entity=brandt, cue="said", form=Form.DIRECT, tag=Tag.SOURCED,
        credibility=Credibility.PROBABLY_TRUE,
    )  # fmt: skip
    made.claim(
        "the first inspectors would arrive within ten days",
        source="Helena Brandt", entity=brandt, cue="added", hedges=("would",), tag=Tag.SOURCED,
        credibility=Credibility.POSSIBLY_TRUE, wording="The first inspectors are due by 19 March.",
    )  # fmt: skip
    made.claim(
        "his men would leave the breakwater if the customs house was handed to a neutral "
        "administration",
        source="Daud Maitari", entity=maitari, cue="told", hedges=("would", "if"),
    )  # fmt: skip
    made.claim(
        "the offer had been made before and withdrawn within hours",
        source="two officials", kind=SourceKind.ANONYMOUS, cue="said", tag=Tag.SOURCED,
        bulk=True,
    )  # fmt: skip
    made.claim(
        "workers were lengthening the runway at the Tal Amar airfield",
        source="satellite imagery", kind=SourceKind.IMPERSONAL, cue="showed", tag=Tag.SOURCED,
        credibility=Credibility.CONFIRMED,
    )  # fmt: skip
    made.claim(
        "eleven tankers have been turned back since March",
        source="Maritime Observatory", cue="According to", suggest=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "Marshal Qadari is the strongest man in the cabinet",
        suggest=Tag.UNSOURCED,
        tag=Tag.UNSOURCED,
    )
    made.claim(
        "A new escalation could allow the neighbours to interfere openly",
        hedges=("could",), suggest=Tag.SPECULATIVE, tag=Tag.SPECULATIVE,
    )  # fmt: skip
    made.claim("a temporary truce may not be sufficient to bring the shipping companies back",
               hedges=("may",), suggest=Tag.SPECULATIVE)  # fmt: skip
    return made


def _ferry_article(desk: Maker) -> Any:
    text = (
        "Ferries to sail again, says envoy\n"
        "Staff and agencies\n"
        "Ambassador Brandt told a radio station on Tuesday that the ferry to Tal Amar would sail "
        "“by Friday, God willing”. The harbour master said he had heard her say that the mole "
        "was safe.\n"
        "“نحن ننتظر السفن”، قال أحد التجار، ثم أضاف: OK 👍🏽.\n"
        "• The mole was built in 1931.\n"
        "Ship\tFlag\tTons\n"
        "Alma\tOstria\t2,400\n"
        "Photo: the mole at dawn.\n"
    )
    made = desk(
        text,
        title="Ferries to sail again",
        kinds=(
            BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.BODY, BlockKind.BODY, BlockKind.LIST,
            BlockKind.TABLE, BlockKind.TABLE, BlockKind.CAPTION,
        ),
        publisher="Radio Tal Amar",
        published="2026-03-11",
        accessed="2026-03-12T06:00:00+00:00",
        file_name="ferries.txt",
    )  # fmt: skip
    brandt = made.entity("Brandt", "Ambassador Brandt")
    made.entity("Tal Amar", kind=EntityKind.PLACE)
    made.claim(
        "the ferry to Tal Amar would sail “by Friday, God willing”",
        source="Brandt", entity=brandt, cue="told", form=Form.MIXED, tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim(
        "he had heard her say that the mole was safe",
        source="the harbour master", kind=SourceKind.ANONYMOUS, cue="said", tag=Tag.SOURCED,
    )  # fmt: skip
    made.claim("the mole was safe", source="Brandt", entity=brandt, cue="say", tag=Tag.SPECULATIVE)
    made.claim("نحن ننتظر السفن", source="أحد التجار", kind=SourceKind.ANONYMOUS,
               cue="قال", form=Form.DIRECT, tag=Tag.SOURCED)  # fmt: skip
    made.claim("The mole was built in 1931.", suggest=Tag.UNSOURCED, tag=Tag.REJECTED)
    return made
