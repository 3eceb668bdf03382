"""The analysis in a process of its own, and its client in futures."""

from annotator.worker.client import AnalysisClient, AnalysisError, WorkerState

__all__ = ["AnalysisClient", "AnalysisError", "WorkerState"]
