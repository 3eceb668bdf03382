"""PDFs made to do harm: locked, endless, looping, lying."""

import pytest

from annotator.ingest import Limits, Reader

WORDS = "The talks ended on Tuesday without an agreement, two officials said."


def pdf(objects, trailer=""):
    """A PDF of the given objects, numbered from 1; the first is its catalog."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content.encode("latin-1"))
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    root = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return out + f"{root}startxref\n{start}\n%%EOF\n".encode()


def page(contents, parent=2, resources="/Font << /F1 3 0 R >>"):
    return (
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] "
        f"/Resources << {resources} >> /Contents {contents} 0 R >>"
    )


def stream(text):
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOWN = stream(f"BT /F1 10 Tf 72 700 Td ({WORDS}) Tj ET")


def pages(*kids, count=None):
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    return f"<< /Type /Pages /Count {count or len(kids)} /Kids [{listed}] >>"


def test_a_locked_pdf_says_that_it_has_a_password(refusal):
    lock = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>"
    identity = f"/Encrypt 6 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    locked = pdf([CATALOG, pages(4), FONT, page(5), SHOWN, lock], identity)
    assert "protected with a password" in refusal("locked.pdf", locked).message


def test_a_pdf_of_pictures_says_that_it_has_no_text_layer(refusal):
    drawn = pdf([CATALOG, pages(4), FONT, page(5), stream("0 0 100 100 re f")])
    error = refusal("scan.pdf", drawn)
    assert "no text layer" in error.message
    assert "OCR" in error.hint


def test_ten_thousand_pages_are_read(attack):
    count = 10_000
    kids = range(4, 4 + count)
    objects = [CATALOG, pages(*kids), FONT, *[page(4 + count)] * count, SHOWN]
    article = attack("long.pdf", pdf(objects)).article
    assert article.text.startswith(WORDS)


def test_a_count_of_pages_that_lies_does_not_keep_the_reader_busy(attack):
    lie = pdf([CATALOG, pages(4, count=100_000_000), FONT, page(5), SHOWN])
    assert attack("lie.pdf", lie).article.text == WORDS


def test_a_tree_of_pages_that_bites_its_tail_ends(refusal):
    refusal("loop.pdf", pdf([CATALOG, pages(2, 2, 2), FONT]))


def test_a_form_that_draws_itself_ends(attack):
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> "
        "/Length 5 >>\nstream\n/X Do\nendstream"
    )
    looping = pdf(
        [CATALOG, pages(4), FONT,
         page(5, resources="/Font << /F1 3 0 R >> /XObject << /X 6 0 R >>"),
         stream(f"/X Do BT /F1 10 Tf 72 700 Td ({WORDS}) Tj ET"), form]
    )  # fmt: skip
    assert attack("form.pdf", looping).article.text == WORDS


def test_a_script_in_a_pdf_is_not_run(attack, tmp_path):
    target = tmp_path / "written"
    actions = (
        f"/OpenAction << /S /JavaScript /JS (app.launchURL('{target}')) >> "
        f"/AA << /WC << /S /Launch /F (touch {target}) >> >> >>"
    )
    scripted = pdf([CATALOG.replace(">>", actions), pages(4), FONT, page(5), SHOWN])
    assert attack("script.pdf", scripted).article.text == WORDS
    assert not target.exists()


def test_a_reading_that_takes_too_long_is_stopped_and_says_so(refusal):
    slow = b"{\\rtf1 " + b"{\\b x}" * 4_000_000 + b"}"
    with Reader(Limits(seconds=1.0)) as impatient:
        error = refusal("slow.rtf", slow, impatient)
    assert "took longer than 1 seconds" in error.message


@pytest.mark.skipif("sys.platform in ('win32', 'darwin')", reason="needs a limit on memory")
def test_a_reading_that_takes_too_much_memory_is_stopped_and_says_so(refusal):
    greedy = b"<html><body>" + b"<p>a</p>" * 2_000_000
    with Reader(Limits(memory_bytes=100 * 1024 * 1024)) as modest:
        error = refusal("greedy.html", greedy, modest)
    assert "memory" in error.message or "broke the program" in error.message
