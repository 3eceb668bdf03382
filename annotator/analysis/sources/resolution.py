"""Who stands behind a claim: the words that name a source, tied to the article's entities."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from annotator.analysis.lexicon.name_lists import organisations, titles
from annotator.analysis.parsing.extensions import TokenSpan
from annotator.analysis.sources.mention_reader import MentionReader
from annotator.analysis.sources.pronouns import gender_of, is_nobody, is_pronoun, is_speaker
from annotator.domain.claim import CueClass, Source, SourceKind
from annotator.domain.entity import EntityKind
from annotator.domain.ids import EntityId
from annotator.text.spans import Span

RELATIVE = frozenset({"who", "which", "that", "whom"})
_RECEIVING = frozenset(
    {
        "see", "obtain", "review", "read", "view", "hear", "receive", "examine", "verify", "watch",
        "quote", "cite", "access", "intercept", "analyse", "analyze", "check", "confirm", "find",
        "acquire", "share",
    }
)  # fmt: skip
"""What those do with a document who are not behind it ("a memo seen by …")."""
_ABSTRACT = ("ity", "tion", "ment", "ness", "ence", "ance", "ism", "sion")
"""Ends of nouns that are no persons where somebody has them ("Smith's activities")."""
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
        said: Iterable[TokenSpan] = (),
    ) -> Source:
        """The source that the words `source` name.

        `speaker` is the source of the claim around this one: who "I" and "we" are. `said` is
        what the source says: whoever is named there is not its "he" or "she".
        """
        words = doc[source.start : source.end]
        span = Span(self._start + words.start_char, self._start + words.end_char)
        root = self._head(words)
        if root.lower_ in RELATIVE and root.head.dep_ == "relcl":
            root, words = self._antecedent(root)
        found = None
        if is_pronoun(root.lower_):
            found = self._pronoun(root, span, speaker, self._named_in(doc, said))
        found = (
            found
            or self._named(words, root, span)
            or self._meant_body(words, root, span)
            or self._described(words, root, span, cue_class)
        )
        if found.entity is not None:
            self._mentions.salience.speak(found.entity, self._mentions.sentence_of(source.start))
        return found

    def _named_in(self, doc: Doc, pieces: Iterable[TokenSpan]) -> frozenset[EntityId]:
        """Who is called by name in `pieces`."""
        named = (
            self._mentions.entity_at(token.i)
            for piece in pieces
            for token in doc[piece.start : piece.end]
            if token.ent_iob_ == "B"
        )
        return frozenset(entity for entity in named if entity is not None)

    def _antecedent(self, relative: Token) -> tuple[Token, DocSpan]:
        """Whom "who" or "which" takes up: the noun before it, or where that is nothing that
        speaks ("the main backer of the activities, which will not accept"), one that it hangs on.
        """
        nearest = relative.head.head
        noun = nearest
        while relative.lower_ != "who" and not self._speaks(noun):
            if noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
                noun = noun.head.head
            elif noun.dep_ == "appos":
                noun = noun.head
            else:
                noun = nearest
                break
        last = max([noun.i, *(child.i for child in noun.rights if child.dep_ == "appos")])
        end = last + 1 if last < relative.i else noun.i + 1
        return noun, noun.doc[noun.left_edge.i : end]

    def _speaks(self, noun: Token) -> bool:
        """Whether a noun is a name, or of persons, bodies or things that tell something."""
        lists = organisations()
        entity = self._mentions.entity_at(noun.i)
        named = entity is not None and self._mentions.registry[entity].kind in _SPEAKERS
        lemma = noun.lemma_.lower()
        return (
            named
            or lemma in lists.bodies
            or lemma in lists.things
            or lemma in titles().offices
            or (lemma in titles().place_after and noun.n_lefts > 0)
        )

    @staticmethod
    def _head(words: DocSpan) -> Token:
        """The word that the phrase is about; in an apposition, the first noun."""
        root = words.root
        return root if not root.is_punct else next((t for t in words if not t.is_punct), root)

    def _pronoun(
        self, pronoun: Token, span: Span, speaker: Source | None, others: frozenset[EntityId]
    ) -> Source | None:
        """Whom a pronoun speaks of, as a guess; none of `others`."""
        word = pronoun.lower_
        if is_speaker(word):
            if speaker is None:
                return None
            return Source(span, speaker.entity, speaker.name, speaker.kind, guessed=True)
        registry = self._mentions.registry
        genders = registry.genders()
        sentence = self._mentions.sentence_of(pronoun.i)
        entity = self._mentions.salience.referent(word, sentence, span.start, genders, others)
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
            by_name = token.ent_type_ != ""
            unsure = not by_name or words[0].lower_ in RELATIVE
            return Source(span, entity, known.name, SourceKind.NAMED, guessed=unsure)
        return None

    def _meant_body(self, words: DocSpan, root: Token, span: Span) -> Source | None:
        """The body that "the bank" or "the company" takes up, as a guess."""
        lemma, lists = root.lemma_.lower(), organisations()
        if words[0].lower_ != "the" or len(words) != 2 or lemma not in lists.bodies:
            return None
        registry = self._mentions.registry
        called = registry.bodies_called(lemma)
        entity = called[0].id if called else None
        if entity is None and lemma in lists.companies:
            others = {known.id for known in registry if known.kind is not EntityKind.ORG}
            sentence = self._mentions.sentence_of(root.i)
            entity = self._mentions.salience.referent("it", sentence, span.start, {}, others)
        if entity is None:
            return None
        return Source(span, entity, registry[entity].name, SourceKind.NAMED, guessed=True)

    def _likely_heads(self, words: DocSpan, root: Token) -> Iterator[Token]:
        """The words in a phrase that may name its source, the likeliest first."""
        yield root
        inside = range(words.start, words.end)
        for child in root.children:
            if child.i in inside and (child.dep_ in {"appos", "flat"} or self._titles(child, root)):
                yield child
        lemma = root.lemma_.lower()
        if lemma in titles().place_after:
            yield from (child for child in root.lefts if child.dep_ == "compound")
        if lemma in titles().offices or lemma in organisations().things:
            for token in words:
                begins = token.i > words.start and token.doc[token.i - 1].text == ","
                if begins and token.ent_type_ == "PERSON":
                    yield token
        if lemma in organisations().things:
            for token in words:
                if (token.dep_ == "poss" or _gave(token)) and token.i != root.i:
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
        if _is_this_paper(words, root):
            return Source(span, None, _plain(words), SourceKind.IMPERSONAL)
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
        if not _gave(token) or token.i <= root.i or _is_own(token):
            continue
        if token.lemma_.lower() in organisations().bodies:
            return token
    return None


def _gave(token: Token) -> bool:
    """Whether a thing comes from whom `token` names: "released by …", not "seen by …"."""
    link = token.head
    if token.dep_ != "pobj" or link.lower_ not in {"of", "by", "from"}:
        return False
    return link.head.lemma_.lower() not in _RECEIVING


def _is_this_paper(words: DocSpan, root: Token) -> bool:
    """Whether the publication speaks of itself ("this newspaper")."""
    return _is_own(root) and root.lemma_.lower() in organisations().bodies and root.i < words.end


def _is_own(noun: Token) -> bool:
    return any(child.lower_ in {"this", "our", "my"} for child in noun.lefts)


def _kind_of_description(words: DocSpan, root: Token, cue_class: CueClass | None) -> SourceKind:
    lemma = root.lemma_.lower()
    lists = organisations()
    if is_nobody(root.lower_) or (root.lower_ == "one" and words[0].lower_ == "no"):
        return SourceKind.IMPERSONAL
    if lemma in titles().offices or is_pronoun(root.lower_):
        return SourceKind.ANONYMOUS
    if lemma in lists.things:
        return SourceKind.IMPERSONAL
    if lemma in lists.bodies:
        indefinite = words[0].lower_ in {"a", "an", "some", "several", "many", "one", "another"}
        anybodys = lemma in lists.companies or any(word.tag_ == "PRP$" for word in words)
        anybodys = anybodys and all(word.is_lower for word in words[1:])
        return SourceKind.ANONYMOUS if indefinite or anybodys else SourceKind.NAMED
    if root.pos_ == "PROPN":
        return SourceKind.NAMED
    if lemma.endswith(_ABSTRACT) and any(child.dep_ == "poss" for child in root.lefts):
        return SourceKind.IMPERSONAL
    return SourceKind.IMPERSONAL if cue_class is CueClass.EVIDENCE else SourceKind.ANONYMOUS


def _plain(words: DocSpan) -> str:
    """The words on one line, without an article before or a clause behind them."""
    text = " ".join(words.text.split())
    for article in ("the ", "The "):
        text = text.removeprefix(article)
    for clause in (", who ", ", which ", ", speaking ", ", citing "):
        text = text.partition(clause)[0]
    return text.strip(_LOOSE) or words.text
