"""Reads the mentions of each document into the article's registry, in the order of the text."""

from itertools import accumulate

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.entities.kinds import kind_of
from annotator.analysis.lexicon.name_lists import titles
from annotator.analysis.sources.genders import told_gender
from annotator.analysis.sources.kinds_told import told_kind
from annotator.analysis.sources.pronouns import Heard, Salience
from annotator.analysis.sources.registry import Known, Registry, Role
from annotator.analysis.sources.roles import descriptions, fits, roles_of
from annotator.domain.entity import EntityKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_BODIES = frozenset({EntityKind.ORG, EntityKind.PLACE, EntityKind.GROUP})
_ANYBODY = frozenset({"man", "woman", "boy", "girl"})


class MentionReader:
    """Names and descriptions of one article; `entity_at` answers for the document last read."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.salience = Salience()
        self._sentences = 0
        self._sentence_of: list[int] = []
        self._at: dict[int, EntityId] = {}
        self._start = 0
        self._heard: dict[EntityId, int] = {}

    def read(self, doc: Doc, start: int) -> None:
        """Take in `doc`, whose text begins at code point `start` of the article."""
        self._start = start
        self._at = {}
        self._count_sentences(doc)
        named = self._names(doc)
        if not doc.has_annotation("DEP"):
            return
        offices = {token.i: role for token, role in descriptions(doc, set(self._at))}
        for index in sorted({*named, *offices}):
            entity = named.get(index) or self._described(doc[index], offices[index])
            if entity is not None:
                self._hear(doc[index], entity)

    def entity_at(self, token: int) -> EntityId | None:
        """The entity that the token is part of the name or description of."""
        return self._at.get(token)

    def sentence_of(self, token: int) -> int:
        """The number of the token's sentence, counted through the article."""
        return self._sentence_of[token]

    def _count_sentences(self, doc: Doc) -> None:
        starts = [0] * len(doc)
        if doc.has_annotation("SENT_START"):
            starts = [int(start == 1) for start in doc.to_array("SENT_START").astype(int).tolist()]
        starts[:1] = [self._sentences] if starts else []
        self._sentence_of = list(accumulate(starts))
        self._sentences = (self._sentence_of[-1] if starts else self._sentences) + 1

    def _names(self, doc: Doc) -> dict[int, EntityId]:
        """Register the names, the longest first; their root tokens with their entities."""
        roots: dict[int, EntityId] = {}
        found = [(ent, kind) for ent in doc.ents if (kind := kind_of(ent.label_))]
        found.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
        parsed = doc.has_annotation("DEP")
        for name, kind in found:
            span = Span(self._start + name.start_char, self._start + name.end_char)
            told = told_kind(doc, name, kind) if parsed else None
            entity = self.registry.add(name.text, told or kind, span, told=told is not None)
            self._at.update(dict.fromkeys(range(name.start, name.end), entity))
            if parsed:
                roots[name.root.i] = entity
                self._note(doc, name, self.registry[entity])
        return roots

    def _note(self, doc: Doc, name: DocSpan, known: Known) -> None:
        """Keep what the text says of a person's gender and office beside the name."""
        if known.kind is not EntityKind.PERSON:
            return
        gender = told_gender(doc, name)
        if gender:
            known.genders[gender] += 1
        for role in roles_of(doc, name):
            if role.head in _ANYBODY:
                continue
            self.registry.give(known.id, role)
            if role.head in titles().female:
                known.genders["f"] += 1
            elif role.head in titles().male:
                known.genders["m"] += 1

    def _described(self, office: Token, role: Role) -> EntityId | None:
        """The person that a description speaks of, when one lately named bears the office."""
        offset = self._start + office.idx
        if role.head in _ANYBODY:
            entity = self._somebody(office, role, offset)
        else:
            entity = self._bearer(role)
        if entity is None:
            return None
        first = min([office.i, *(kid.i for kid in office.lefts if kid.dep_ in _OF_NAME)])
        words = office.doc[first : office.i + 1]
        span = Span(self._start + words.start_char, self._start + words.end_char)
        self.registry.refer(entity, span)
        for index in range(first, office.i):
            self._at.setdefault(index, entity)
        self._at[office.i] = entity
        return entity

    def _somebody(self, office: Token, role: Role, offset: int) -> EntityId | None:
        """Whom "the man" and "the woman" speak of: as "he" and "she" do."""
        if role.modifiers or office.dep_ == "attr":
            return None
        pronoun = "she" if role.head in titles().female else "he"
        return self.salience.referent(
            pronoun, self._sentence_of[office.i], offset, self.registry.genders()
        )

    def _bearer(self, role: Role) -> EntityId | None:
        """The person whose office fits `role` best, the last heard of equals."""
        best, most = None, (0, -1)
        for known in self.registry.bearers(role.head):
            fit = max(fits(role, own) for own in known.roles)
            rank = (fit, self._heard.get(known.id, -1))
            if fit and rank[1] >= 0 and rank > most:
                best, most = known.id, rank
        return best

    def _hear(self, token: Token, entity: EntityId) -> None:
        kind = self.registry[entity].kind
        self._heard[entity] = self._start + token.idx
        self.salience.hear(
            Heard(
                entity,
                self._sentence_of[token.i],
                self._start + token.idx,
                _is_subject(token),
                kind is EntityKind.PERSON,
                kind in _BODIES,
            )
        )


def _is_subject(token: Token) -> bool:
    """Whether a name, or what it stands in apposition to, is the subject of its clause."""
    while token.dep_ in {"appos", "compound", "nmod", "flat"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECTS


_OF_NAME = frozenset({"compound", "amod", "nmod"})
