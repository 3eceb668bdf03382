"""Notices of what changed, so that each view can decide whether to refresh."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Changed(StrEnum):
    """What kind of thing changed."""

    ARTICLES = "articles"
    """Articles came, went or got other details; `ids` are theirs."""
    FINDINGS = "findings"
    """An analysis brought or hid claims; `ids` are the articles'."""
    PROGRESS = "progress"
    """An analysis began or came further; `ids` are the articles'."""
    CLAIMS = "claims"
    """Decisions or spans of claims changed; `ids` are the claims'."""
    SOURCES = "sources"
    BRIEFINGS = "briefings"
    REVIEWS = "reviews"
    """Items of a reviewed file were settled or opened again; `ids` are theirs."""
    HISTORY = "history"
    """What can be undone or redone changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One notice. `origin` is who started it, so that a view can ignore its own."""

    kind: Changed
    ids: frozenset[str] = frozenset()
    origin: str = ""


class Changes:
    """Hands notices to whoever asked for them, on the thread where the change was made."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `listener` for every change until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def tell(self, *changes: Change) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for change in changes:
            for listener in listeners:
                listener(change)
