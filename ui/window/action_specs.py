"""Everything that can be done in the window: its name, its keys, its menu."""

from dataclasses import dataclass

from ui.language.texts import tr


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `keys` are Qt key sequences in their portable form; several may do the same."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    starts_group: bool = False
    """Whether a line stands above it in its menu."""


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu of the menu bar."""

    name: str
    title: str
    actions: tuple[ActionSpec, ...]


def menus() -> tuple[MenuSpec, ...]:
    """The menu bar, in the window's language."""
    return (
        MenuSpec("file", tr("&File"), _file()),
        MenuSpec("edit", tr("&Edit"), _edit()),
        MenuSpec("claim", tr("&Claim"), _claim()),
        MenuSpec("library", tr("&Library"), _library()),
        MenuSpec("view", tr("&View"), _view()),
        MenuSpec("help", tr("&Help"), _help()),
    )


def _file() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("open", tr("&Open articles…"), ("Ctrl+O",)),
        ActionSpec("open_folder", tr("Open a &folder…"), ("Ctrl+Shift+O",)),
        ActionSpec("paste", tr("&Paste an article"), ("Ctrl+V",)),
        ActionSpec("sample", tr("Open the &sample article")),
        ActionSpec("remove_article", tr("De&lete the article"), starts_group=True),
        ActionSpec("label_article", tr("La&bels of the article…"), ("L",)),
        ActionSpec("export", tr("&Export the briefing…"), ("Ctrl+E",), starts_group=True),
        ActionSpec("open_review", tr("Open a &reviewed document…"), ("Ctrl+R",)),
        ActionSpec("print", tr("Save the text as P&DF…"), ("Ctrl+P",)),
        ActionSpec("settings", tr("Se&ttings"), ("Ctrl+,",), starts_group=True),
        ActionSpec("quit", tr("&Quit"), ("Ctrl+Q",)),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("undo", tr("&Undo"), ("Z", "Ctrl+Z")),
        ActionSpec("redo", tr("&Redo"), ("Shift+Z", "Ctrl+Shift+Z", "Ctrl+Y")),
        ActionSpec(
            "copy_citation",
            tr("&Copy the claim with its citation"),
            ("Ctrl+Shift+C",),
            starts_group=True,
        ),
        ActionSpec("find", tr("&Find in the text"), ("Ctrl+F",), starts_group=True),
        ActionSpec("search", tr("&Search all articles"), ("/",)),
    )


def _claim() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("next", tr("&Next claim"), ("J",)),
        ActionSpec("previous", tr("Pre&vious claim"), ("K",)),
        ActionSpec("next_undecided", tr("Next un&decided claim"), (".",)),
        ActionSpec("next_article", tr("Next article with undecided claims"), ("Shift+J",)),
        ActionSpec("sourced", tr("&Sourced"), ("S",), starts_group=True),
        ActionSpec("speculative", tr("S&peculative"), ("P",)),
        ActionSpec("unsourced", tr("&Unsourced"), ("U",)),
        ActionSpec("rejected", tr("Not a claim"), ("X",)),
        ActionSpec("undecided", tr("Undecided again"), ("Backspace",)),
        ActionSpec("accept", tr("&Accept sure suggestions…"), ("A",)),
        ActionSpec("analyse", tr("Anal&yse the article again"), ("F5",)),
        ActionSpec("note", tr("Write a no&te"), ("N",), starts_group=True),
        ActionSpec("go_source", tr("&Go to the source"), ("G",)),
        ActionSpec("make_claim", tr("Make a &claim of the selected words"), ("C",)),
        ActionSpec("add_piece", tr("Add the selected &words to the claim"), ("Shift+A",)),
        ActionSpec("make_entity", tr("Make a nam&e of the selected words"), ("E",)),
        ActionSpec("make_source", tr("Make the selected words the s&ource"), ("Shift+S",)),
        ActionSpec("make_cue", tr("Make the selected words the cue"), ("Shift+C",)),
        ActionSpec("key_claim", tr("&Key claim of the briefing"), ("B",), starts_group=True),
    )


def _library() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("back_up", tr("&Back up now"), ("Ctrl+B",)),
        ActionSpec("restore_backup", tr("&Restore a backup…"), ("Ctrl+Shift+B",)),
        ActionSpec("check_library", tr("&Check the library"), ("Ctrl+Shift+K",)),
        ActionSpec(
            "export_library", tr("&Export the library…"), ("Ctrl+Shift+E",), starts_group=True
        ),
        ActionSpec("import_library", tr("&Import a library…"), ("Ctrl+Shift+I",)),
        ActionSpec(
            "passphrase", tr("&Passphrase of the library…"), ("Ctrl+Shift+P",), starts_group=True
        ),
        ActionSpec("forget", tr("&Forget what was opened last")),
        ActionSpec("delete_for_good", tr("&Delete the article for good…"), starts_group=True),
    )


def _view() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("page_read", tr("&Read"), ("Ctrl+1",)),
        ActionSpec("page_sources", tr("&Sources"), ("Ctrl+2",)),
        ActionSpec("page_briefing", tr("&Briefing"), ("Ctrl+3",)),
        ActionSpec("page_review", tr("Re&view"), ("Ctrl+4",)),
        ActionSpec("page_history", tr("&History"), ("Ctrl+5",)),
        ActionSpec(
            "show_library", tr("Librar&y panel"), ("F8",), checkable=True, starts_group=True
        ),
        ActionSpec("show_claims", tr("&Claims panel"), ("F9",), checkable=True),
        ActionSpec("show_names", tr("Names &underlined"), ("F6",), checkable=True),
        ActionSpec("larger", tr("&Larger text"), ("Ctrl++", "Ctrl+="), starts_group=True),
        ActionSpec("smaller", tr("S&maller text"), ("Ctrl+-",)),
        ActionSpec("normal_size", tr("&Normal text size"), ("Ctrl+0",)),
        ActionSpec("legend", tr("L&egend"), ("F7",), checkable=True),
        ActionSpec("full_screen", tr("&Full screen"), ("F11",), checkable=True),
    )


def _help() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec("guide", tr("&Guide"), ("F1",)),
        ActionSpec("keys", tr("&Keyboard shortcuts"), ("?",)),
        ActionSpec("about", tr("&About Annotator"), starts_group=True),
    )
