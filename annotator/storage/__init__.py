"""The library: one SQLite file with everything an analyst collected and decided.

What is named here is loaded when it is first asked for: SQLAlchemy takes longer to load than a
window to show, and the rows of a list need none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.storage.encoding.canonical import JSON
    from annotator.storage.file.faults import (
        LibraryBusyError,
        LibraryDamagedError,
        LibraryError,
        LibraryFullError,
        LibraryNewerError,
        LibraryReadOnlyError,
        PassphraseNeededError,
        PassphraseWrongError,
    )
    from annotator.storage.file.lock import Holder
    from annotator.storage.journal.chain import JournalFault, JournalReport
    from annotator.storage.journal.journal import JournalEntry
    from annotator.storage.keeping.first_look import FirstLook
    from annotator.storage.keeping.recoding import Recoded
    from annotator.storage.library import Library
    from annotator.storage.records.article_list import ArticleRow, Order
    from annotator.storage.records.briefings import BriefingDraft, ExportRecord
    from annotator.storage.records.change import Change
    from annotator.storage.records.merging import FindingsChange
    from annotator.storage.records.reviews import ReviewImport, SettledItem, Verdict
    from annotator.storage.search.query import Hit, SearchQuery

__all__ = [
    "JSON",
    "ArticleRow",
    "BriefingDraft",
    "Change",
    "ExportRecord",
    "FindingsChange",
    "FirstLook",
    "Hit",
    "Holder",
    "JournalEntry",
    "JournalFault",
    "JournalReport",
    "Library",
    "LibraryBusyError",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryFullError",
    "LibraryNewerError",
    "LibraryReadOnlyError",
    "Order",
    "PassphraseNeededError",
    "PassphraseWrongError",
    "Recoded",
    "ReviewImport",
    "SearchQuery",
    "SettledItem",
    "Verdict",
]

_HOMES = {
    "records.article_list": (
        "ArticleRow",
        "Order",
    ),
    "records.briefings": (
        "BriefingDraft",
        "ExportRecord",
    ),
    "encoding.canonical": ("JSON",),
    "journal.chain": (
        "JournalFault",
        "JournalReport",
    ),
    "records.change": ("Change",),
    "file.faults": (
        "LibraryBusyError",
        "LibraryDamagedError",
        "LibraryError",
        "LibraryFullError",
        "LibraryNewerError",
        "LibraryReadOnlyError",
        "PassphraseNeededError",
        "PassphraseWrongError",
    ),
    "keeping.first_look": ("FirstLook",),
    "journal.journal": ("JournalEntry",),
    "library": ("Library",),
    "file.lock": ("Holder",),
    "records.merging": ("FindingsChange",),
    "keeping.recoding": ("Recoded",),
    "records.reviews": (
        "ReviewImport",
        "SettledItem",
        "Verdict",
    ),
    "search.query": (
        "Hit",
        "SearchQuery",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
