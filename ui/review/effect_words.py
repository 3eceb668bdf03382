"""What accepting an item does, and where in the document it stands, in words."""

from annotator.domain.briefing import Section
from annotator.domain.review import ReviewItem
from annotator.workspace.effects import Effect
from ui.briefing.section_list import section_name
from ui.language.texts import tr


def effect_sentence(effect: Effect) -> str:
    """What accepting does."""
    sentences = {
        Effect.TAG: tr("Accepting it decides the claim anew."),
        Effect.NOTE: tr("Accepting it adds the words to the claim's note."),
        Effect.WORDING: tr(
            "Accepting it words the claim anew in the briefing; the article stays as it is."
        ),
        Effect.LEFT_OUT: tr("Accepting it takes the claim out of the briefing."),
        Effect.PLAN: tr("Accepting it corrects what you wrote in the briefing."),
        Effect.NONE: tr("Accepting it is remembered and changes nothing else."),
    }
    return sentences[effect]


def place_name(item: ReviewItem) -> str:
    """Where an item without a claim stands."""
    names = {
        "title": tr("Title block"),
        "note": tr("Footnote or endnote"),
        "header": tr("Header"),
        "footer": tr("Footer"),
    }
    if item.part in set(Section):
        return section_name(Section(item.part))
    return names.get(item.part, tr("(no claim)"))
