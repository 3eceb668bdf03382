"""The JSON of an analysis says all that was found, as docs/json.md promises it."""

from annotator.cli import contract
from annotator.domain.analysis import Analysis, Event, ModelInfo
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.claim import (
    Attribution,
    Claim,
    CueClass,
    Form,
    Source,
    SourceKind,
    Stance,
    Suggestion,
    Tag,
)
from annotator.domain.entity import Entity, EntityKind
from annotator.domain.ids import ArticleId, ClaimId, EntityId
from annotator.domain.phrase import verbatim
from annotator.text.spans import Span

TEXT = "Weaver 🌉 said officials had warned that it may rain."
OUTER = Claim(
    ClaimId("c1"),
    (Span(14, 50),),
    Attribution(
        Source(Span(0, 6), EntityId("e1"), "Ada Weaver", SourceKind.NAMED, guessed=True),
        Span(9, 13),
        CueClass.SPEECH,
        Form.INDIRECT,
        Stance.DENIES,
    ),
    (Span(43, 46),),
    Suggestion(Tag.SOURCED, verbatim("Ada Weaver is named."), 0.91237),
)
INNER = Claim(ClaimId("c2"), (Span(40, 50),), None, (), None, parent=ClaimId("c1"))


def document() -> dict[str, contract.Json]:
    article = Article(
        ArticleId("a1"),
        TEXT,
        (Block(Span(0, len(TEXT)), BlockKind.BODY),),
        "Rain",
        sha256="00",
        text_sha256="11",
        normaliser="1",
        warnings=(verbatim("Some bytes are lost."),),
    )
    weaver = Entity(EntityId("e1"), "Ada Weaver", EntityKind.PERSON, ("Weaver",), (Span(0, 6),))
    analysis = Analysis(
        ModelInfo("en", "1.0", "22", "rules 1"),
        "en",
        (weaver,),
        (OUTER, INNER),
        (Event(Span(47, 51), 0.5),),
        limits=(verbatim("Tables were not read."),),
    )
    return contract.document(article, analysis)


def test_a_claim_says_who_and_how_sure() -> None:
    claims = document()["claims"]
    assert isinstance(claims, list)
    outer = claims[0]
    assert isinstance(outer, dict)
    promised = {
        "id": "c1",
        "content": [[14, 50]],
        "form": "indirect",
        "voice": "source",
        "stance": "denies",
        "source": {
            "span": [0, 6],
            "entity": "e1",
            "name": "Ada Weaver",
            "kind": "named",
            "guessed": True,
        },
        "cue": [9, 13],
        "cue_class": "speech",
        "aside": False,
        "hedges": [[43, 46]],
        "suggestion": "sourced",
        "reason": "Ada Weaver is named.",
        "confidence": 0.9124,
        "parent": None,
    }
    assert {field: outer[field] for field in promised} == promised  # others may be added


def test_a_claim_inside_another_names_it_and_what_is_not_known_is_null() -> None:
    claims = document()["claims"]
    assert isinstance(claims, list)
    inner = claims[1]
    assert isinstance(inner, dict)
    assert inner["parent"] == "c1"
    assert (inner["voice"], inner["form"]) == ("author", "none")
    for field in ("source", "cue", "cue_class", "suggestion", "confidence"):
        assert inner[field] is None


def test_the_rest_stands_beside_the_claims() -> None:
    told = document()
    assert told["schema"] == 1
    assert told["events"] == [{"span": [47, 51], "certainty": 0.5}]
    assert told["limits"] == ["Tables were not read."]
    article = told["article"]
    assert isinstance(article, dict)
    assert article["language"] == "en", "found by the analysis where the file says none"
    assert article["blocks"] == [[0, len(TEXT), "body"]]
    assert article["warnings"] == ["Some bytes are lost."]
    assert told["entities"] == [
        {
            "id": "e1",
            "name": "Ada Weaver",
            "kind": "PERSON",
            "names": ["Weaver"],
            "mentions": [[0, 6]],
            "guessed": False,
        }
    ]
