"""The names of acts in the journal, as the window says them."""

from ui.language.texts import tr


def act_name(action: str) -> str:
    """What a person did, in words; an act of a newer program is shown by its own name."""
    names = {
        "tag sourced": tr("tag as sourced"),
        "tag speculative": tr("tag as speculative"),
        "tag unsourced": tr("tag as unsourced"),
        "tag rejected": tr("tag as not a claim"),
        "make undecided": tr("make undecided"),
        "annotate": tr("write a note or grade"),
        "accept suggestions": tr("accept suggestions"),
        "make a claim": tr("make a claim"),
        "remove a claim": tr("remove a claim"),
        "change a claim": tr("change a claim's words"),
        "set the source": tr("set the source"),
        "set the cue": tr("set the cue"),
        "set the stance": tr("say what the source does"),
        "split a claim": tr("split a claim"),
        "join claims": tr("join claims"),
        "make an entity": tr("make a name"),
        "change an entity": tr("change a name"),
        "remove an entity": tr("remove a name"),
        "add an article": tr("add an article"),
        "add article": tr("add an article"),
        "paste an article": tr("paste an article"),
        "delete articles": tr("delete articles"),
        "delete for good": tr("delete for good"),
        "delete for good, elsewhere": tr("delete for good, in a library that was imported"),
        "import a library": tr("import a library"),
        "edit the details": tr("edit the article's details"),
        "grade a source": tr("grade a source"),
        "describe a source": tr("describe a source"),
        "unite names": tr("make one name of two"),
        "part a name": tr("make two names of one"),
        "merge sources": tr("merge sources"),
        "confirm a source": tr("confirm who a source is"),
        "keep sources apart": tr("keep sources apart"),
        "split a source": tr("split a source"),
        "start a briefing": tr("start a briefing"),
        "edit the briefing": tr("edit the briefing"),
        "delete a briefing": tr("delete a briefing"),
        "export a briefing": tr("export a briefing"),
        "import a review": tr("import a review"),
        "accept a review": tr("accept a review"),
        "decline a review": tr("decline a review"),
        "undo": tr("undo"),
        "redo": tr("redo"),
    }
    return names.get(action, action)
