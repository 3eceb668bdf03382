"""The state of the language model in words."""

from annotator.errors import Told
from annotator.worker import WorkerState
from ui.language.texts import say, tr


def model_words(state: WorkerState, message: Told) -> str:
    """One short sentence for the last line of the window."""
    words = {
        WorkerState.STOPPED: tr("Language model: stopped"),
        WorkerState.LOADING: tr("Language model: loading…"),
        WorkerState.READY: tr("Language model: ready"),
        WorkerState.BUSY: tr("Language model: reading…"),
        WorkerState.FAILED: tr("Language model: missing"),
    }
    return f"{words[state]}. {say(message)}" if message else words[state]
