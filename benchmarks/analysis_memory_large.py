"""How much memory the analysis of a very long text takes above the bare language pipeline.

Each is a process of its own; what counts is the peak while it runs, less what stands after
loading. The analysis keeps its findings, the bare pipeline nothing.
"""

import json
import subprocess
import sys

from benchmarks.measurement import Measurement

WORDS = 1_000_000

_BEGIN = """
import json, resource, sys
from annotator.analysis.batches import paragraphs
from benchmarks.analysis_text import article_text

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

text = article_text({words})
blocks = paragraphs(text)
"""
_BARE = (
    _BEGIN
    + """
from annotator.analysis.pipeline import bare
nlp = bare()
before = peak()
for _ in nlp.pipe(text[b.span.start : b.span.end] for b in blocks):
    pass
print(json.dumps([before, peak(), len(text.split()), 0]))
"""
)
_OURS = (
    _BEGIN
    + """
from annotator.analysis import load
analyser = load()
before = peak()
found = analyser.analyse(text, blocks, "en")
print(json.dumps([before, peak(), len(text.split()), len(found.claims)]))
"""
)


def run(words: int = WORDS) -> list[Measurement]:
    """Megabytes above what stands after loading, ours and theirs."""
    theirs, ours = (_measured(code, words) for code in (_BARE, _OURS))
    above = (ours[1] - ours[0]) - (theirs[1] - theirs[0])
    return [
        Measurement(
            f"analysis of {ours[2]:.0f} words, {ours[3]:.0f} claims: memory",
            ours[1] - ours[0],
            "MB",
            theirs[1] - theirs[0],
            None,
            f"at most 300 MB above bare (is {above:.0f})",
        )
    ]


def _measured(code: str, words: int) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code.replace("{words}", str(words))],
        stdout=subprocess.PIPE,
        check=True,
    )
    numbers: list[float] = json.loads(done.stdout)
    return numbers
