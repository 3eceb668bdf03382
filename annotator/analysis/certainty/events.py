"""Events and how sure the author is of each; sentences and how much they doubt."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotator.analysis.certainty.columns import Indices, TokenColumns, among, token_columns
from annotator.analysis.certainty.features import event_table, sentence_table
from annotator.analysis.certainty.model import CertaintyModel, load_certainty_model
from annotator.analysis.certainty.signs import sign_table
from annotator.analysis.learning.linear import probabilities
from annotator.analysis.lexicon.hedge_lexicon import HedgeLexicon, load_hedges
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.parsing.layers import HedgeClass, RawEvent, register

register()

_MAY_BE_EVENTS = ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN", "PRON")
_EVENT_FROM, _OPEN_EVENT_FROM = 0.4, 0.05
"""The least chances at which a word counts as an event, and as one that is uncertain: an uncertain
event that is missed would read as a sure one."""
_ASK_FROM, _ASK_TO = -1.0, 0.8
"""Between which log odds of being uncertain the network is asked too: beyond them it has not turned
the answer of a single event that was not learned from, and most words lie beyond."""
_GOVERNING = frozenset({HedgeClass.ADJECTIVE, HedgeClass.VERB, HedgeClass.HEARSAY, HedgeClass.NOUN})
_AUXILIARY_TAG = "MD"


class CertaintyReader:
    """Reads events and doubts off a parsed document in which hedges have been found."""

    def __init__(self, model: CertaintyModel, lexicon: HedgeLexicon) -> None:
        self.model = model
        self._lexicon = lexicon

    def __call__(self, doc: Doc) -> tuple[tuple[RawEvent, ...], tuple[float, ...]]:
        """The events of `doc`, and for each of its sentences the chance that it is hedged."""
        if not len(doc):
            return (), ()
        columns = token_columns(doc, self._lexicon)
        sentence_of, count = sentence_numbers(doc)
        doubts = probabilities(
            sentence_table(columns, sentence_of, count).scores(self.model.hedged)
        )
        return self._events(doc, columns), tuple(doubts.tolist())

    def _events(self, doc: Doc, columns: TokenColumns) -> tuple[RawEvent, ...]:
        model = self.model
        tokens = event_candidates(doc)
        rows = event_table(columns, tokens).hashed()
        is_event = probabilities(rows.scores(model.event))
        likely = np.flatnonzero(is_event >= _OPEN_EVENT_FROM)
        if not len(likely):
            return ()
        tokens, is_event, rows = tokens[likely], is_event[likely], rows.chosen(likely)
        openness = rows.scores(model.uncertain)
        asked = np.flatnonzero((openness >= _ASK_FROM) & (openness <= _ASK_TO))
        if len(asked):
            signs = sign_table(columns, tokens[asked])
            openness[asked] = 0.5 * (openness[asked] + model.uncertain_network.scores(signs))
        chances = probabilities(openness)
        governed = _doubted(doc)
        doubted = np.array([index in governed for index in tokens.tolist()])
        chances[doubted] = np.maximum(chances[doubted], model.uncertain_from)
        least = np.where(chances >= model.uncertain_from, _OPEN_EVENT_FROM, _EVENT_FROM)
        kept = is_event >= least
        negated = probabilities(rows.scores(model.negative)) >= 0.5
        values = certainties(chances, negated, model.uncertain_from)
        return tuple(
            RawEvent(TokenSpan(token, token + 1), value)
            for token, value in zip(tokens[kept].tolist(), values[kept].tolist(), strict=True)
        )


def _doubted(doc: Doc) -> frozenset[int]:
    """The verbs that a word of doubt governs: "it is possible that …", "seems to …"."""
    found: set[int] = set()
    for hedge in doc._.hedges:
        if hedge.hedge_class not in _GOVERNING:
            continue
        head = doc[hedge.head]
        verb = head.head if head.dep_ in {"acomp", "attr"} else head
        for child in (*head.children, *verb.children):
            if child.dep_ in {"ccomp", "xcomp", "acl"} and child.i > head.i:
                found.add(child.i)
    return frozenset(found)


def certainties(
    chances: NDArray[np.float64], negative: NDArray[np.bool_], uncertain_from: float
) -> NDArray[np.float64]:
    """Chances of being uncertain as certainties from -3 to 3, below 2 in size from the threshold.

    At no chance the event is sure (3), at the threshold likely (2), at full chance open (0).
    """
    sure = 3.0 - chances / uncertain_from
    open_ = 1.99 * (1.0 - chances) / (1.0 - uncertain_from)
    size = np.where(chances < uncertain_from, sure, open_)
    return np.asarray(np.round(np.where(negative, -size, size), 2))


def event_candidates(doc: Doc) -> Indices:
    """The tokens that may name an event, by their part of speech."""
    strings = doc.vocab.strings
    table = doc.to_array(["POS", "TAG", "IS_ALPHA"]).astype(np.uint64)
    pos, tag, alpha = table.reshape(len(doc), 3).T
    may_be = among(pos, doc.vocab, _MAY_BE_EVENTS)
    auxiliary = tag == np.uint64(strings[_AUXILIARY_TAG])
    return np.flatnonzero(may_be & ~auxiliary & (alpha > 0))


def sentence_numbers(doc: Doc) -> tuple[Indices, int]:
    """For each token its sentence, counted from 0, and how many there are."""
    starts = doc.to_array("SENT_START").astype(np.int64) == 1
    starts[0] = True
    numbers = np.cumsum(starts) - 1
    return numbers.astype(np.int64), int(numbers[-1]) + 1


def set_model(nlp: Language, model: CertaintyModel) -> None:
    """Let the event component of `nlp` read by `model`."""
    component = nlp.get_pipe("annotator_events")
    if isinstance(component, EventComponent):
        component.reader.model = model


class EventComponent:
    """The pipeline component that fills `doc._.events` and `doc._.doubts`."""

    def __init__(self, reader: CertaintyReader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        if doc.has_annotation("DEP"):
            doc._.events, doc._.doubts = self.reader(doc)
        return doc


@Language.factory(
    "annotator_events", assigns=["doc._.events", "doc._.doubts"], default_config={"folder": ""}
)
def create_events(nlp: Language, name: str, folder: str) -> EventComponent:  # noqa: ARG001 - spaCy's
    """The component with the model that ships and the user's hedges in `folder`; it needs hedges
    before it."""
    lexicon = load_hedges(Path(folder) if folder else None)
    return EventComponent(CertaintyReader(load_certainty_model(), lexicon))
