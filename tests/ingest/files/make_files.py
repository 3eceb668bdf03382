"""Makes the sample files of this folder: one invented story in every format.

Run by hand (`python tests/ingest/files/make_files.py`) when the story changes; needs LibreOffice
for .odt, .rtf and .pdf, so that those are as a real program writes them. pytest does not
collect it.
"""

import struct
import subprocess
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx

HERE = Path(__file__).parent

HEADLINE = "Harbour talks end without a deal"
BYLINE = "By Maria Lund and Jon Sørli"
DATELINE = "PORT ALBA (Example News) —"
LEAD = (
    "The talks about the harbour of Port Alba ended on Tuesday without an agreement, two "
    "officials said, and neither side would say when they might go on."
)
SECOND = (
    "“We are not there yet,” the chief negotiator, Ada Brandt, told reporters. She stressed that "
    "the parties had agreed on the fees but not on the dredging, which may cost 40 million crowns."
)
SUBHEAD = "What is still open"
ITEMS = ("Who pays for the dredging", "When the new pier may open")
QUOTE = "The harbour belongs to those who live by it, and they were not in the room."
TABLE = (("Year", "Ships"), ("2019", "1,204"), ("2020", "987"))
LAST = (
    "According to the harbour office, traffic fell by a fifth last year. It appears that the "
    "fall will go on, and a café owner called it “a 🚢 without a captain”; the Arabic sign at the "
    "gate still reads مرحبا بكم."
)
CAPTION = "The old pier of Port Alba at low tide."
SENT = datetime(2021, 6, 8, 9, 30, tzinfo=UTC)


def text() -> str:
    rows = "\n".join("\t".join(row) for row in TABLE)
    items = "\n".join(f"- {item}" for item in ITEMS)
    return (
        f"{HEADLINE}\n\n{BYLINE}\n\n{DATELINE} {LEAD}\n\n{SECOND}\n\n{SUBHEAD}\n\n{items}\n\n"
        f"> {QUOTE}\n\n{rows}\n\n{LAST}\n"
    )


def markdown() -> str:
    rows = [f"| {' | '.join(row)} |" for row in TABLE]
    rows.insert(1, "|---|---|")
    items = "\n".join(f"- {item}" for item in ITEMS)
    return (
        f"---\ntitle: {HEADLINE}\ndate: {SENT.date()}\nlang: en\n---\n# {HEADLINE}\n\n{BYLINE}\n\n"
        f"{DATELINE} {LEAD}\n\n{SECOND.replace('stressed', '*stressed*')}\n\n## {SUBHEAD}\n\n"
        f"{items}\n\n> {QUOTE}\n\n" + "\n".join(rows) + f"\n\n{LAST}\n"
    )


def page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{HEADLINE} | The Example Courier</title>
<meta property="og:site_name" content="The Example Courier">
<meta name="author" content="Maria Lund">
<meta property="article:published_time" content="{SENT.isoformat()}">
<link rel="canonical" href="https://courier.example/harbour-talks">
<link rel="stylesheet" href="https://courier.example/style.css">
<script>document.write("scripted words")</script></head>
<body><nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{HEADLINE}</h1><p class="byline">{BYLINE}</p>
<figure><img src="https://courier.example/pier.jpg" alt="pier">
<figcaption>{CAPTION}</figcaption></figure>
<p>{DATELINE} {LEAD}</p><p>{SECOND}</p><h2>{SUBHEAD}</h2><ul>{items}</ul>
<blockquote><p>{QUOTE}</p></blockquote><table>{rows}</table><p>{LAST}</p></article>
<aside><h3>Most read</h3><p>Ten things to do in Port Alba this weekend</p></aside>
<footer><p>Copyright The Example Courier. All rights reserved.</p></footer></body></html>
"""


def word(path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = HEADLINE
    document.core_properties.author = "Maria Lund"
    document.core_properties.created = document.core_properties.modified = SENT
    document.add_heading(HEADLINE, 1)
    document.add_paragraph(BYLINE)
    document.add_paragraph(f"{DATELINE} {LEAD}")
    document.add_paragraph(SECOND)
    document.add_heading(SUBHEAD, 2)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph(QUOTE, style="Quote")
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph(LAST)
    document.add_paragraph(CAPTION, style="Caption")
    document.save(str(path))


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = HEADLINE
    message["From"] = "Maria Lund <maria@courier.example>"
    message["To"] = "desk@example.org"
    message["Date"] = SENT
    message["Message-ID"] = "<harbour@courier.example>"
    message.set_content(text(), cte="quoted-printable")
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="pier.png"
    )
    return message.as_bytes()


def web_archive() -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://courier.example/harbour-talks"
    message["Subject"] = HEADLINE
    message["Date"] = SENT
    message.set_content(page(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<pier>")
    return message.as_bytes()


def outlook_mail() -> bytes:
    """A .msg: a compound file ([MS-CFB]) with the properties of a mail ([MS-OXMSG])."""
    strings = {
        0x0037: HEADLINE,
        0x0C1A: "Maria Lund",
        0x0C1F: "maria@courier.example",
        0x1000: text().replace("\n", "\r\n"),
    }
    return message_file(strings, {})


def message_file(strings: dict[int, str], binaries: dict[int, bytes]) -> bytes:
    """A .msg of the given properties by their tags, sent at SENT."""
    streams = {f"__substg1.0_{tag:04X}001F": s.encode("utf-16-le") for tag, s in strings.items()}
    streams |= {f"__substg1.0_{tag:04X}0102": content for tag, content in binaries.items()}
    ticks = int((SENT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    entries = [
        struct.pack("<IIII", t << 16 | 0x1F, 6, 2 * len(s) + 2, 0) for t, s in strings.items()
    ]
    entries += [struct.pack("<IIII", t << 16 | 0x102, 6, len(b), 0) for t, b in binaries.items()]
    entries.append(struct.pack("<IIQ", 0x00390040, 6, ticks))
    streams["__properties_version1.0"] = bytes(32) + b"".join(entries)
    return compound_file(streams)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file whose root holds `streams`, each padded into the mini stream or sectors."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), end] if pieces else [])
        return first if pieces else end

    mini, mini_fat, starts = b"", [], {}
    for name in names:
        content = streams[name]
        if len(content) >= 4096:
            starts[name] = add(content)
            continue
        starts[name] = len(mini) // 64
        count = -(-len(content) // 64)
        mini += content.ljust(64 * count, b"\0")
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), end]
    mini_start = add(mini)
    mini_fat += [free] * (-len(mini_fat) % 128)
    mini_fat_start = add(struct.pack(f"<{len(mini_fat)}I", *mini_fat))

    def entry(name: str, kind: int, links: tuple[int, int], place: tuple[int, int]) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded), kind, 1, free, *links)
            + bytes(16 + 4 + 8 + 8)
            + struct.pack("<IQ", *place)
        )

    directory = entry("Root Entry", 5, (free, 1), (mini_start, len(mini)))
    for i, name in enumerate(names, start=1):
        right = i + 1 if i < len(names) else free
        directory += entry(name, 2, (right, free), (starts[name], len(streams[name])))
    directory += bytes(128) * (-(len(directory) // 128) % 4)
    directory_start = add(directory)
    fat_start = len(sectors)
    fat.append(fat_mark)
    fat += [free] * (128 - len(fat))
    sectors.append(struct.pack("<128I", *fat))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory_start, 0, 4096,
                      mini_fat_start, len(mini_fat) // 128, end, 0)
        + struct.pack("<109I", fat_start, *[free] * 108)
    )  # fmt: skip
    return header + b"".join(sectors)


def convert(source: Path, kind: str) -> None:
    subprocess.run(
        ["soffice", "--headless", "--convert-to", kind, "--outdir", str(HERE), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )


def main() -> None:
    (HERE / "harbour.txt").write_text(text(), encoding="utf-8")
    (HERE / "harbour.md").write_text(markdown(), encoding="utf-8")
    (HERE / "harbour.html").write_text(page(), encoding="utf-8")
    (HERE / "harbour.eml").write_bytes(mail())
    (HERE / "harbour.mhtml").write_bytes(web_archive())
    (HERE / "harbour.msg").write_bytes(outlook_mail())
    word(HERE / "harbour.docx")
    assert zipfile.is_zipfile(HERE / "harbour.docx")
    for kind in ("odt", "rtf", "pdf"):
        convert(HERE / "harbour.docx", kind)


if __name__ == "__main__":
    main()
