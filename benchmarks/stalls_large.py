"""The pauses of the window's event loop while 1,000 articles come in."""

from benchmarks.measurement import Measurement
from benchmarks.stalls import measured

ARTICLES = 1000


def run() -> list[Measurement]:
    return measured(ARTICLES)
