"""Text for the benchmarks of the analysis: the sample article, its names changed in each copy."""

import random

from annotator import resources

_STARTS = ("Bar", "Cor", "Dal", "Fen", "Gor", "Hal", "Kel", "Lor", "Mar", "Nor", "Pol", "Ras")
_ENDS = ("adi", "bert", "dane", "ero", "grave", "idge", "lan", "mont", "ouri", "rick", "sen", "ven")
_CHANGED = ("Qadhari", "Qadari", "Brandt", "Maitari", "Moitari", "Lismar", "Veldania", "Selim")


def article_text(words: int, seed: int = 1) -> str:
    """About `words` words in paragraphs; the same seed gives the same text."""
    chance = random.Random(seed)
    sample = (resources.folder() / "samples" / "harbour.txt").read_text("utf-8")
    body = sample.split("\n\n", 2)[2]
    per_copy = len(body.split())
    copies: list[str] = []
    for _ in range(max(1, words // per_copy)):
        copy = body
        for name in _CHANGED:
            copy = copy.replace(name, chance.choice(_STARTS) + chance.choice(_ENDS))
        copies.append(copy)
    return "\n\n".join(copies)
