"""Entities as they should be read: repaired in the document, before anybody counts them.

What a general pipeline gets wrong in news is regular: titles taken for organisations, names cut
at "of" or at "al-", articles and possessives inside a name, elections read as places. The rules
work on names as written and on the shipped lists; the user's own list wins over all.
"""

from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from annotator.analysis.entities import edges as entity_edges
from annotator.analysis.entities import shapes as entity_shapes
from annotator.analysis.entities.kinds import label_of
from annotator.analysis.entities.spotted import Spotted
from annotator.analysis.lexicon.gazetteer import Gazetteer, read_gazetteer


class EntityRepair:
    """Repairs the entities of a document."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._forms = _token_forms(gazetteer)

    def __call__(self, doc: Doc) -> list[Spotted]:
        """The repaired entities of `doc`, in text order and apart."""
        found = [Spotted(ent.start, ent.end, ent.label_) for ent in doc.ents]
        found = [entity_shapes.unquoted(doc, one) for one in found]
        found = [part for one in found for part in entity_edges.parted(doc, one)]
        found = [trim for one in found if (trim := entity_edges.trimmed(doc, one))]
        found = entity_edges.widened(doc, found)
        found = entity_shapes.with_elections(doc, found)
        found = entity_shapes.with_appositions(doc, entity_shapes.with_dateline(doc, found))
        found = [kind for one in found if (kind := entity_shapes.with_kind(doc, one))]
        found = entity_shapes.with_missed(doc, found)
        found = entity_shapes.with_company(doc, found)
        return self._with_own(doc, _apart(found))

    def _with_own(self, doc: Doc, found: list[Spotted]) -> list[Spotted]:
        """`found` with the user's names put in, then kept whole where a term of theirs stands."""
        if not self._forms:
            return found
        for named in (True, False):
            end = 0
            for token in doc:
                if token.i >= end and (match := self._longest(doc, token.i, named)):
                    end, label = match
                    found = _put(found, token.i, end, label)
        return found

    def _longest(self, doc: Doc, start: int, named: bool) -> tuple[int, str] | None:
        """End and label of the user's longest form at `start`, among names or among terms."""
        for words, label in self._forms.get(doc[start].lower_, ()):
            end = start + len(words)
            if bool(label) == named and [one.lower_ for one in doc[start:end]] == list(words):
                return end, label
        return None


def _put(found: list[Spotted], start: int, end: int, label: str) -> list[Spotted]:
    """`found` with one more; without a label it only keeps what it touches whole."""
    touched = [one for one in found if one.start < end and start < one.end]
    if not label:
        if not touched:
            return found
        widest = max(touched, key=lambda one: one.end - one.start)
        start, end = min(start, touched[0].start), max(end, touched[-1].end)
        label = widest.label
    rest = [one for one in found if one not in touched]
    return sorted([*rest, Spotted(start, end, label)])


def _token_forms(gazetteer: Gazetteer) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The user's forms by their first word, longest first."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in gazetteer.entries:
        for form in entry.forms:
            words = tuple(token.lower_ for token in tokenizer(form))
            label = label_of(entry.kind) if entry.kind else ""
            forms.setdefault(words[0], []).append((words, label))
    for known in forms.values():
        known.sort(key=lambda form: -len(form[0]))
    return forms


def _apart(found: list[Spotted]) -> list[Spotted]:
    """`found` in text order; of two that overlap the longer stays."""
    kept: list[Spotted] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
        else:
            kept.append(one)
    return kept


@dataclass(slots=True)
class EntityComponent:
    """The pipeline component that repairs `doc.ents`."""

    repair: EntityRepair

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = tuple(
            DocSpan(doc, one.start, one.end, label=one.label) for one in self.repair(doc)
        )
        return doc


@Language.factory(
    "annotator_entities", requires=["doc.ents"], assigns=["doc.ents"], default_config={"folder": ""}
)
def create_entities(nlp: Language, name: str, folder: str) -> EntityComponent:  # noqa: ARG001 - spaCy's
    """The component with the shipped lists and the user's gazetteer in `folder`."""
    return EntityComponent(EntityRepair(read_gazetteer(Path(folder) if folder else None)))
