"""Who stands behind a claim: the words that name a source, tied to the article's entities."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.lexicon.name_lists import organisations, titles
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.sources.mention_reader import MentionReader
from annotator.analysis.sources.pronouns import gender_of, is_pronoun, is_speaker
from annotator.domain.claim import CueClass, Source, SourceKind
from annotator.domain.entity import EntityKind
from annotator.text.spans import Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SPEAKERS = frozenset({EntityKind.PERSON, EntityKind.ORG, EntityKind.PLACE, EntityKind.GROUP})
_LOOSE = " ,;:—–-\n"


class SourceResolver:
    """Resolves the sources of one article, document by document, in the order of the text."""

    def __init__(self, mentions: MentionReader) -> None:
        self._mentions = mentions
        self._start = 0

    def begin(self, start: int) -> None:
        """Turn to the document last read, whose text begins at code point `start`."""
        self._start = start

    def resolve(
        self,
        doc: Doc,
        source: TokenSpan,
        cue_class: CueClass | None = None,
        speaker: Source | None = None,
    ) -> Source:
        """The source that the words `source` name.

        `speaker` is the source of the claim around this one: who "I" and "we" are.
        """
        words = doc[source.start : source.end]
        span = Span(self._start + words.start_char, self._start + words.end_char)
        root = self._head(words)
        if root.lower_ in _RELATIVE and root.head.dep_ == "relcl":
            root = root.head.head
            words = doc[root.left_edge.i : root.i + 1]
        found = self._pronoun(root, span, speaker) if is_pronoun(root.lower_) else None
        found = (
            found or self._named(words, root, span) or self._described(words, root, span, cue_class)
        )
        if found.entity is not None:
            self._mentions.salience.speak(found.entity, self._mentions.sentence_of(source.start))
        return found

    @staticmethod
    def _head(words: DocSpan) -> Token:
        """The word that the phrase is about; in an apposition, the first noun."""
        root = words.root
        return root if not root.is_punct else next((t for t in words if not t.is_punct), root)

    def _pronoun(self, pronoun: Token, span: Span, speaker: Source | None) -> Source | None:
        """Whom a pronoun speaks of, as a guess."""
        word = pronoun.lower_
        if is_speaker(word):
            if speaker is None:
                return None
            return Source(span, speaker.entity, speaker.name, speaker.kind, guessed=True)
        registry = self._mentions.registry
        genders = registry.genders()
        sentence = self._mentions.sentence_of(pronoun.i)
        entity = self._mentions.salience.referent(word, sentence, span.start, genders)
        if entity is None:
            return None
        gender = gender_of(word)
        if gender and not registry[entity].gender:
            registry[entity].genders[gender] += 1
        return Source(span, entity, registry[entity].name, SourceKind.NAMED, guessed=True)

    def _named(self, words: DocSpan, root: Token, span: Span) -> Source | None:
        """The entity that the phrase is the name or description of."""
        for token in self._likely_heads(words, root):
            entity = self._mentions.entity_at(token.i)
            if entity is None or self._mentions.registry[entity].kind not in _SPEAKERS:
                continue
            known = self._mentions.registry[entity]
            by_name = any(token.i in range(ent.start, ent.end) for ent in words.doc.ents)
            unsure = not by_name or words[0].lower_ in _RELATIVE
            return Source(span, entity, known.name, SourceKind.NAMED, guessed=unsure)
        return None

    def _likely_heads(self, words: DocSpan, root: Token) -> Iterator[Token]:
        """The words in a phrase that may name its source, the likeliest first."""
        yield root
        inside = range(words.start, words.end)
        for child in root.children:
            if child.i in inside and (child.dep_ in {"appos", "flat"} or self._titles(child, root)):
                yield child
        if root.lemma_.lower() in titles().offices | organisations().things:
            for token in words:
                begins = token.i > words.start and token.doc[token.i - 1].text == ","
                if begins and token.ent_type_ == "PERSON":
                    yield token
        if root.lemma_.lower() in organisations().things:
            for token in words:
                link = token.head if token.dep_ in {"pobj", "poss"} else None
                behind = token.dep_ == "poss" or (
                    link is not None and link.lower_ in {"of", "by", "from"}
                )
                if behind and token.i != root.i:
                    yield token

    def _titles(self, child: Token, root: Token) -> bool:
        """Whether `child` is the person and `root` a word of the title ("analyst Jane Doe")."""
        entity = self._mentions.entity_at(child.i)
        if entity is None or child.dep_ not in {"compound", "nmod"}:
            return False
        person = self._mentions.registry[entity].kind is EntityKind.PERSON
        return person and root.lemma_.lower() in titles().offices

    def _described(
        self, words: DocSpan, root: Token, span: Span, cue_class: CueClass | None
    ) -> Source:
        """A source without an entity: a body, persons without names, or a thing."""
        body = _body_behind(words, root)
        if body is not None:
            named = words.doc[body.left_edge.i : body.i + 1]
            return Source(span, None, _plain(named), SourceKind.NAMED)
        kind = _kind_of_description(words, root, cue_class)
        return Source(span, None, _plain(words), kind)


def _body_behind(words: DocSpan, root: Token) -> Token | None:
    """The body that gave out a thing: the command in "data released by the US command"."""
    if root.lemma_.lower() not in organisations().things:
        return None
    for token in words:
        given = token.dep_ == "pobj" and token.head.lower_ in {"of", "by", "from"}
        if given and token.i > root.i and token.lemma_.lower() in organisations().bodies:
            return token
    return None


def _kind_of_description(words: DocSpan, root: Token, cue_class: CueClass | None) -> SourceKind:
    lemma = root.lemma_.lower()
    lists = organisations()
    if lemma in titles().offices or is_pronoun(root.lower_):
        return SourceKind.ANONYMOUS
    if lemma in lists.things:
        return SourceKind.IMPERSONAL
    if lemma in lists.bodies:
        indefinite = words[0].lower_ in {"a", "an", "some", "several", "many", "one", "another"}
        return SourceKind.ANONYMOUS if indefinite else SourceKind.NAMED
    if root.pos_ == "PROPN":
        return SourceKind.NAMED
    return SourceKind.IMPERSONAL if cue_class is CueClass.EVIDENCE else SourceKind.ANONYMOUS


def _plain(words: DocSpan) -> str:
    """The words on one line, without an article before or a clause behind them."""
    text = " ".join(words.text.split())
    for article in ("the ", "The "):
        text = text.removeprefix(article)
    for clause in (", who ", ", which ", ", speaking ", ", citing "):
        text = text.partition(clause)[0]
    return text.strip(_LOOSE) or words.text
