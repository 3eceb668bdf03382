"""How well attributions are found in the dev articles of the folder that CORPORA names.

The baseline is the best system measured before on the same articles: a linear cue classifier with
a ranker over candidates of the parse.
"""

import os
from pathlib import Path

from annotator import analysis
from benchmarks.measurement import Measurement

_FORMER = {
    "content F1": (68.7, 75.0),
    "content + source F1": (64.8, 71.0),
    "direct F1": (80.5, 95.0),
    "mixed F1": (78.7, 86.0),
    "indirect F1": (63.2, 67.0),
}
"""What the former system reached, and what is wanted, in percent."""


def run() -> list[Measurement]:
    """The scores on attribution-dev.jsonl; nothing when CORPORA is not set."""
    folder = os.environ.get("CORPORA")
    if not folder:
        return []
    report = analysis.evaluate(Path(folder) / "attribution-dev.jsonl", by_form=True).as_json()
    types = report["types"]
    assert isinstance(types, dict)
    values = {
        "content F1": report["content overlap"],
        "content + source F1": report["C+S"],
        **{f"{form} F1": numbers["overlap"] for form, numbers in types.items()},
    }
    out = []
    for name, (former, wanted) in _FORMER.items():
        rates = values[name]
        assert isinstance(rates, dict)
        share = 100 * rates["F1"]
        out.append(
            Measurement(
                f"attribution: {name}", share, "%", former, share / former, f"value >= {wanted}"
            )
        )
    speech = report["speech cues found"]
    assert isinstance(speech, float)
    out.append(
        Measurement("attribution: speech cues found", 100 * speech, "%", target="value >= 88")
    )
    return out
