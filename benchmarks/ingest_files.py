"""Files for the benchmark of the readers, made of invented words: the same on every machine."""

import random

_STEMS = (
    "harbour", "council", "minister", "bridge", "agreement", "dredging", "engineer", "vessel",
    "north", "market", "talk", "report", "storm", "ferry", "island", "tower", "cable", "crew",
)  # fmt: skip
_LINE_LETTERS = 85
_SMALL = ("the", "of", "and", "to", "in", "that", "it", "was", "for", "with", "on", "would")


def words(count: int, seed: int) -> str:
    """`count` words in sentences."""
    chance = random.Random(seed)
    out = []
    for i in range(count):
        word = chance.choice(_SMALL if chance.random() < 0.5 else _STEMS)
        out.append(f"{word}." if i % 18 == 17 else word)
    return " ".join(out)


def story(count: int, seed: int) -> str:
    """A text of `count` words in paragraphs of about 80, with a headline."""
    paragraphs = [words(min(80, count - at), seed * 1000 + at) for at in range(0, count, 80)]
    return f"Story number {seed} from the harbour\n\n" + "\n\n".join(paragraphs) + "\n"


def pdf(pages: int, seed: int = 1) -> bytes:
    """A PDF of justified text as word processors write it: each line with its own spacing, a
    head, a page number, about 550 words a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for number in range(pages):
        content = _page(number, random.Random(seed * 10_000 + number))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {pages} /Kids [{' '.join(kids)}] >>"
    return _assembled(objects)


def _page(number: int, chance: random.Random) -> str:
    lines = [
        "BT /F1 9 Tf 72 805 Td (The Example Review of Harbours) Tj ET",
        f"BT /F1 9 Tf 290 30 Td ({number + 1}) Tj ET",
    ]
    y = 770.0
    while y > 70:
        paragraph = words(chance.randrange(40, 140), chance.randrange(10**9)).split()
        while paragraph and y > 70:
            line = _taken(paragraph, _LINE_LETTERS)
            stretch = -250 - chance.randrange(120) if paragraph else -250
            shown = f" {stretch} ".join(f"({word})" for word in line)
            lines.append(f"BT /F1 10 Tf 1 0 0 1 72 {y:.1f} Tm [{shown}] TJ ET")
            y -= 13
        y -= 7
    return "\n".join(lines)


def _taken(paragraph: list[str], letters: int) -> list[str]:
    """The words that fill a line, taken off the front of `paragraph`."""
    line = [paragraph.pop(0)]
    while paragraph and len(" ".join(line)) + 1 + len(paragraph[0]) <= letters:
        line.append(paragraph.pop(0))
    return line


def _assembled(objects: list[str]) -> bytes:
    out = ["%PDF-1.4\n"]
    offsets, at = [], len(out[0])
    for number, content in enumerate(objects, start=1):
        offsets.append(at)
        out.append(f"{number} 0 obj\n{content}\nendobj\n")
        at += len(out[-1])
    out.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n")
    out += [f"{offset:010d} 00000 n \n" for offset in offsets]
    out.append(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n")
    return "".join(out).encode("ascii")
