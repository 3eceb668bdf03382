"""What an act of the history was on, in words."""

from annotator.workspace.chronicle import Act, On, Subject
from ui.language.acts import act_name
from ui.language.excerpts import shortened
from ui.language.texts import count, tr

_MOST_WORDS = 120
"""Code points of a claim's words that a line shows."""


def deed_name(act: Act) -> str:
    """What was done; of what was taken back or done again, what that was."""
    name = act_name(act.action)
    if act.takes_back and act.action == "undo":
        name = tr("Undone: {act}", act=act_name(act.takes_back))
    elif act.takes_back:
        name = tr("Done again: {act}", act=act_name(act.takes_back))
    return f"{name} {tr('(many at once)')}" if act.bulk else name


def subject_name(subject: Subject, most: int = _MOST_WORDS) -> str:
    """What it was done to: a claim by its first words, anything else by its name."""
    match subject.on:
        case On.NOTHING:
            return ""
        case On.FORGOTTEN:
            return tr("(deleted for good)")
        case On.FILE:
            items = count(subject.more, "1 item", "{n} items") if subject.more else ""
            return " · ".join(part for part in (*subject.words, items) if part)
        case On.CLAIM:
            words = [shortened(subject.words[0], most)]
        case _:
            words = [shortened(name) for name in subject.words]
    named = ", ".join(tr("“{words}”", words=each) for each in words if each)
    if named and subject.title:
        article = tr("“{words}”", words=shortened(subject.title))
        named = tr("{what} in {article}", what=named, article=article)
    more = count(subject.more, "and 1 more", "and {n} more") if named and subject.more else ""
    return f"{named} {more}".strip()
