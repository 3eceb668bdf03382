"""The library: one SQLite file with everything an analyst collected and decided.

What is named here is loaded when it is first asked for: SQLAlchemy takes longer to load than a
window to show, and the rows of a list need none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.storage.article_list import ArticleRow, Order
    from annotator.storage.briefings import BriefingDraft, ExportRecord
    from annotator.storage.canonical import JSON
    from annotator.storage.chain import JournalFault, JournalReport
    from annotator.storage.change import Change
    from annotator.storage.faults import (
        LibraryBusyError,
        LibraryDamagedError,
        LibraryError,
        LibraryFullError,
        LibraryNewerError,
        LibraryReadOnlyError,
        PassphraseNeededError,
        PassphraseWrongError,
    )
    from annotator.storage.first_look import FirstLook
    from annotator.storage.journal import JournalEntry
    from annotator.storage.library import Library
    from annotator.storage.lock import Holder
    from annotator.storage.merging import FindingsChange
    from annotator.storage.recoding import Recoded
    from annotator.storage.reviews import ReviewImport, SettledItem, Verdict
    from annotator.storage.search_query import Hit, SearchQuery

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
    "article_list": (
        "ArticleRow",
        "Order",
    ),
    "briefings": (
        "BriefingDraft",
        "ExportRecord",
    ),
    "canonical": ("JSON",),
    "chain": (
        "JournalFault",
        "JournalReport",
    ),
    "change": ("Change",),
    "faults": (
        "LibraryBusyError",
        "LibraryDamagedError",
        "LibraryError",
        "LibraryFullError",
        "LibraryNewerError",
        "LibraryReadOnlyError",
        "PassphraseNeededError",
        "PassphraseWrongError",
    ),
    "first_look": ("FirstLook",),
    "journal": ("JournalEntry",),
    "library": ("Library",),
    "lock": ("Holder",),
    "merging": ("FindingsChange",),
    "recoding": ("Recoded",),
    "reviews": (
        "ReviewImport",
        "SettledItem",
        "Verdict",
    ),
    "search_query": (
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
