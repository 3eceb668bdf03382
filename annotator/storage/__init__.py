"""The library: one SQLite file with everything an analyst collected and decided."""

from annotator.storage.articles import ArticleRow, Order
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
)
from annotator.storage.journal import JournalEntry
from annotator.storage.library import Library
from annotator.storage.lock import Holder
from annotator.storage.merging import FindingsChange
from annotator.storage.reviews import ReviewImport, SettledItem, Verdict
from annotator.storage.search import Hit, SearchQuery

__all__ = [
    "JSON",
    "ArticleRow",
    "BriefingDraft",
    "Change",
    "ExportRecord",
    "FindingsChange",
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
    "ReviewImport",
    "SearchQuery",
    "SettledItem",
    "Verdict",
]
