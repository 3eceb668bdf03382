"""The Word briefing: export, checks before it, and the review that comes back."""

from annotator.briefing.checks import Check, CheckKind, checks
from annotator.briefing.exporting import export
from annotator.briefing.manifest import Manifest
from annotator.briefing.write.page import Paper

__all__ = ["Check", "CheckKind", "Manifest", "Paper", "checks", "export"]
