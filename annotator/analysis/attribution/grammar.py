"""Attributions that grammar alone shows, where the learned model found none.

"According to X, …", "as X hinted" and "it appears from X that …" leave no choice of source and
content. And what a thing "may" or "could" do is nobody's claim but the author's.
"""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from annotator.analysis.lexicon.hedge_lexicon import load_hedges
from annotator.analysis.lexicon.lexicons import CueLexicon, load_cues
from annotator.analysis.lexicon.name_lists import organisations, titles
from annotator.analysis.parsing.clauses import is_finite, pieces, subject_of
from annotator.analysis.parsing.extensions import RawAttribution, TokenSpan, register
from annotator.domain.claim import CueClass

register()

_PROBABILITY = 0.8
_SEEMING = frozenset({"appear", "seem", "follow", "emerge"})
_TELLING = (CueClass.SPEECH, CueClass.EVIDENCE, CueClass.BELIEF)
_UNNAMED = frozenset({"named", "identified", "quoted", "identify", "name"})
_HIDING_WORDS = 6
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "prep", "advcl", "acomp", "attr"})
_GOING_ON = frozenset(
    {"speak", "talk", "chat", "continue", "begin", "start", "finish", "look", "gather", "see"}
)
"""Verbs of telling that, behind "as", tell what went on meanwhile."""
_ADVERSATIVE = frozenset({"but", "while", "whereas", "although", "though", "yet"})
_PERSONS = frozenset({"he", "she", "they", "we", "i", "it", "who", "you"})


class GrammarAttribution:
    """Adds attributions that grammar shows, and takes out those that it rules out."""

    def __init__(self, cues: CueLexicon) -> None:
        self._cues = cues
        self._modals = load_hedges().possibility | load_hedges().ability

    def __call__(self, doc: Doc) -> Doc:
        kept = [raw for raw in doc._.attributions if self._told(doc, raw)]
        for found in self._shown(doc):
            rivals = [raw for raw in kept if _rival(raw, found)]
            if any(raw.source is not None and not _swallows(doc, raw, found) for raw in rivals):
                continue
            kept = [raw for raw in kept if raw not in rivals] + [found]
        doc._.attributions = tuple(sorted(kept, key=lambda raw: raw.content))
        return doc

    def _told(self, doc: Doc, raw: RawAttribution) -> bool:
        """False when a thing "may" or "could" do something: the author's own supposition; when
        nobody does "not expect" it; and when it only tells that a source hides ("who asked not to
        be named")."""
        if _hides(doc, raw):
            return False
        if raw.source is None and raw.cue_head is not None:
            return not any(child.dep_ == "neg" for child in doc[raw.cue_head].children)
        if raw.cue is None or raw.source is None:
            return True
        if not any(doc[i].lower_ in self._modals for i in range(*raw.cue)):
            return True
        root = doc[raw.source.start : raw.source.end].root
        if root.lower_ in {"which", "that"} and root.head.dep_ == "relcl":
            root = root.head.head
        bearer = root.lemma_.lower() in titles().offices | organisations().bodies
        return bool(bearer or root.ent_type_ or root.lower_ in _PERSONS or root.pos_ == "PROPN")

    def _shown(self, doc: Doc) -> Iterator[RawAttribution]:
        for token in doc:
            if token.lower_ == "according" and token.dep_ in {"prep", "advmod", "advcl"}:
                yield from _according(token)
            elif token.lower_ == "as" and token.dep_ in {"mark", "prep", "advmod"}:
                yield from self._as_told(token)
            elif token.lemma_.lower() in _SEEMING and token.pos_ == "VERB":
                yield from _appears_from(doc, token)

    def _as_told(self, word: Token) -> Iterator[RawAttribution]:
        """ "…, as Moitari hinted": the clause around it is the content."""
        verb = word.head
        subject = subject_of(verb) if verb.pos_ == "VERB" and verb.i > word.i else None
        classes = self._cues.classes(verb.lemma_.lower(), "VERB")
        held = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
        if subject is None or subject.i < word.i or held or verb.dep_ != "advcl":
            return
        if verb.lemma_.lower() in _GOING_ON:
            return
        telling = next((one for one in classes if one in _TELLING), None)
        if telling is None or not is_finite(verb.head):
            return
        cue = (
            TokenSpan(word.i, verb.i + 1) if verb.i - word.i == 1 else TokenSpan(verb.i, verb.i + 1)
        )
        yield from _made(verb, _extent(subject), cue, telling)


def _hides(doc: Doc, raw: RawAttribution) -> bool:
    """Whether the content is that a source is not to be named."""
    words = [doc[i].lower_ for i in range(*raw.content[0])][:_HIDING_WORDS]
    unnamed = "not" in words[:2] and not _UNNAMED.isdisjoint(words)
    return unnamed or "anonymity" in words


def _according(word: Token) -> Iterator[RawAttribution]:
    link = next((child for child in word.rights if child.lower_ == "to"), None)
    behind = next((child for child in link.rights if child.dep_ == "pobj"), None) if link else None
    if link is None or behind is None or not is_finite(word.head):
        return
    cue = TokenSpan(word.i, link.i + 1)
    yield from _made(word, _extent(behind), cue, CueClass.SPEECH)


def _appears_from(doc: Doc, verb: Token) -> Iterator[RawAttribution]:
    subject = subject_of(verb)
    link = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "from"), None)
    behind = next((c for c in link.rights if c.dep_ == "pobj"), None) if link else None
    content = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if content is None and behind is not None:
        # The clause often hangs on the last noun of the source.
        inside = doc[behind.left_edge.i : behind.right_edge.i + 1]
        content = next(
            (c for c in inside if c.dep_ in {"ccomp", "acl", "relcl"} and is_finite(c)), None
        )
    if subject is None or subject.lower_ != "it" or behind is None or content is None:
        return
    start = content.left_edge.i
    source = TokenSpan(behind.left_edge.i, min(behind.right_edge.i + 1, start))
    while source.end > source.start and doc[source.end - 1].is_punct:
        source = TokenSpan(source.start, source.end - 1)
    if source.end > source.start:
        words = pieces(doc, range(start, content.right_edge.i + 1))
        cue = TokenSpan(verb.i, verb.i + 1)
        yield RawAttribution(words, source, cue, verb.i, CueClass.EVIDENCE, _PROBABILITY)


def _made(
    aside: Token, source: TokenSpan, cue: TokenSpan, kind: CueClass
) -> Iterator[RawAttribution]:
    """The clause around `aside` without it and without clauses coordinated with that clause."""
    doc, main = aside.doc, aside.head
    out = set(range(aside.left_edge.i, aside.right_edge.i + 1))
    for child in main.rights:
        if child.dep_ in {"conj", "parataxis"} and subject_of(child) is not None:
            out.update(range(child.left_edge.i, child.right_edge.i + 1))
    own = [i for i in range(main.left_edge.i, main.right_edge.i + 1) if i not in out]
    content = pieces(doc, own)
    if content:
        yield RawAttribution(content, source, cue, aside.i, kind, _PROBABILITY)


def _extent(token: Token) -> TokenSpan:
    return TokenSpan(token.left_edge.i, token.right_edge.i + 1)


def _swallows(doc: Doc, raw: RawAttribution, found: RawAttribution) -> bool:
    """Whether `raw`, of the same cue as `found`, runs on into a clause that speaks against it."""
    ours = {i for piece in found.content for i in range(*piece)}
    return raw.cue_head == found.cue_head and any(
        doc[i].lower_ in _ADVERSATIVE and doc[i].dep_ in {"cc", "mark"}
        for piece in raw.content
        for i in range(*piece)
        if i > max(ours)
    )


def _rival(raw: RawAttribution, found: RawAttribution) -> bool:
    """Whether two attributions speak of the same cue, or of mostly the same words."""
    if raw.cue_head is not None and found.cue is not None:
        inside = found.cue.start <= raw.cue_head < found.cue.end
        if inside or raw.cue_head == found.cue_head:
            return True
    ours = {i for piece in found.content for i in range(*piece)}
    theirs = {i for piece in raw.content for i in range(*piece)}
    if raw.cue_head in ours and theirs <= ours:
        return False  # nested: what X says is that Y said it
    return 2 * len(ours & theirs) > min(len(ours), len(theirs))


@Language.factory(
    "annotator_grammar", requires=["doc._.attributions"], assigns=["doc._.attributions"]
)
def create_grammar(nlp: Language, name: str) -> GrammarAttribution:  # noqa: ARG001 - spaCy's
    """The component with the shipped cue words; to run right after the learned attribution."""
    return GrammarAttribution(load_cues())
