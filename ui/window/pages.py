"""The pages of the window."""

from enum import StrEnum

from ui.language.texts import tr


class Page(StrEnum):
    READ = "read"
    SOURCES = "sources"
    BRIEFING = "briefing"
    REVIEW = "review"
    HISTORY = "history"

    def title(self) -> str:
        """What its tab says."""
        titles = {
            Page.READ: tr("Read"),
            Page.SOURCES: tr("Sources"),
            Page.BRIEFING: tr("Briefing"),
            Page.REVIEW: tr("Review"),
            Page.HISTORY: tr("History"),
        }
        return titles[self]
