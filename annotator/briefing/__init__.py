"""The Word briefing: export, checks before it, and the review that comes back."""

from annotator.briefing.exporting import export
from annotator.briefing.manifest import Manifest
from annotator.briefing.write.page import Paper

__all__ = ["Manifest", "Paper", "export"]
