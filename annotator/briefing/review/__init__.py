"""The review coming home: a reviewed .docx, read, compared with what was exported, placed."""

from annotator.briefing.review.changes import find_changes
from annotator.briefing.review.document import ReviewFile, read_review
from annotator.briefing.review.provenance import reconcile

__all__ = ["ReviewFile", "find_changes", "read_review", "reconcile"]
