"""The review coming home: a reviewed .docx, read, compared with what was exported, placed."""

from annotator.briefing.review.document import ReviewFile, read_review

__all__ = ["ReviewFile", "read_review"]
