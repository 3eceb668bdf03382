"""A sentence never runs over the end of a paragraph, whatever its punctuation."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("annotator_paragraphs")
def start_sentences(doc: Doc) -> Doc:
    """Begin a sentence at the first word of each paragraph; to run before the parser."""
    fresh = False
    for token in doc:
        if token.is_space:
            fresh = fresh or "\n" in token.text
        elif fresh:
            token.is_sent_start = True
            fresh = False
    return doc
