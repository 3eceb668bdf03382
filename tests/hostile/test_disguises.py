"""Files that are not what they seem: truncated, misnamed, two at once, or no text at all."""

import random

import pytest

from annotator.errors import UserFacingError

WORDS = "The talks ended on Tuesday without an agreement, two officials said."


def test_files_cut_short_are_read_in_part_or_refused_in_words(samples, attack):
    for path in samples:
        content = path.read_bytes()
        for share in (0.02, 0.3, 0.6, 0.9, 0.99):
            try:
                article = attack(path.name, content[: int(len(content) * share)]).article
            except UserFacingError as error:
                assert error.hint  # noqa: PT017 (either outcome is right)
            else:
                assert article.text.strip()


def test_files_with_broken_bytes_are_read_in_part_or_refused_in_words(samples, attack):
    chance = random.Random(7)  # noqa: S311 (repeatable noise)
    for path in samples:
        for _ in range(5):
            content = bytearray(path.read_bytes())
            for _ in range(20):
                content[chance.randrange(len(content))] = chance.randrange(256)
            try:
                attack(path.name, bytes(content))
            except UserFacingError as error:
                assert error.hint  # noqa: PT017 (either outcome is right)


def test_a_wrong_extension_is_read_all_the_same_with_a_warning(samples, attack):
    for path in samples:
        other = ".pdf" if path.suffix != ".pdf" else ".txt"
        article = attack(f"misnamed{other}", path.read_bytes()).article
        assert "The talks about the harbour" in article.text
        if path.suffix not in (".txt", ".md"):
            assert any("does not fit the content" in str(warning) for warning in article.warnings)


def test_a_text_called_pdf_is_read_as_text(attack):
    article = attack("text.pdf", WORDS).article
    assert article.text == WORDS
    assert tuple(map(str, article.warnings)) == (
        "The extension “.pdf” does not fit the content; it was read as plain text.",
    )


def test_a_pdf_that_is_also_an_archive_is_read_as_the_pdf_it_opens_as(samples, packed, attack):
    pdf = next(path for path in samples if path.suffix == ".pdf").read_bytes()
    both = pdf + packed({"word/document.xml": "<evil/>"})
    assert "The talks about the harbour" in attack("both.docx", both).article.text


def test_a_picture_that_is_also_an_archive_is_refused_as_a_picture(word, refusal):
    assert "a picture" in refusal("both.docx", b"GIF89a\x01\x00\x01\x00\x00" + word()).message


def test_a_page_that_is_also_a_pdf_is_read_as_the_page(attack):
    page = f"<html><!-- %PDF-1.7 --><body><p>{WORDS}</p></body></html>"
    assert attack("both.html", page).article.text == WORDS


@pytest.mark.parametrize(
    ("magic", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x7fELF\x02", "a program"),
        (b"MZ\x90\x00", "a program"),
        (b"SQLite format 3\x00", "a database"),
        (b"\x1f\x8b\x08", "a packed archive"),
        (b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(magic, kind, refusal):
    assert kind in refusal("article.txt", magic + bytes(range(256)) * 8).message


def test_random_bytes_are_refused(refusal):
    assert refusal("noise.txt", random.Random(8).randbytes(5000))  # noqa: S311 (repeatable)


@pytest.mark.parametrize("content", [b"\x00" * 5000, b"words\x00and\x00nuls\x01\x02\x03" * 50])
def test_nuls_are_no_text(content, refusal):
    assert "binary data" in refusal("nul.txt", content).message


def test_invalid_utf8_is_read_with_a_warning(attack):
    article = attack("latin.txt", "Sjøfolk på brygga. ".encode() * 5 + b"\xff\xfe\xc3(").article
    assert article.text.startswith("Sjøfolk på brygga.")
    assert any("no known encoding" in str(warning) for warning in article.warnings)


def test_fifty_megabytes_of_one_line_are_one_paragraph(attack):
    article = attack("line.txt", b"word " * 10_000_000).article
    assert len(article.text) == 49_999_999
    assert len(article.blocks) == 1


def test_an_encrypted_office_file_says_that_it_has_a_password(refusal):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "protected with a password" in refusal("locked.docx", ole + bytes(1000)).message


def test_an_encrypted_opendocument_says_that_it_has_a_password(packed, refusal):
    locked = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\x93\x11random",
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
        }
    )
    assert "protected with a password" in refusal("locked.odt", locked).message


def test_an_old_word_file_says_what_to_do(refusal):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    error = refusal("old.docx", ole + bytes(1000))
    assert ".doc" in error.message
    assert ".docx" in error.hint


def test_an_encrypted_mail_says_so(refusal):
    mail = (
        "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
        'Content-Type: application/pkcs7-mime; name="smime.p7m"\n'
        "Content-Transfer-Encoding: base64\n\nMIIB\n"
    )
    assert "encrypted mail" in refusal("secret.eml", mail).message


def test_a_mail_of_mails_without_end_is_refused_or_read(attack):
    head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    body = f"Content-Type: text/plain\n\n{WORDS}\n"
    for i in range(400):
        body = f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n{body}\n--b{i}--\n'
    with pytest.raises(UserFacingError):
        attack("deep.eml", head + body)


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows forbids such names")
@pytest.mark.parametrize(
    "name", ["two\nlines\r.pdf", "n" * 251 + ".pdf", "-rf *.pdf", "a\u202eb.pdf"]
)
def test_odd_names_make_one_clear_sentence(name, refusal):
    assert len(refusal(name, b"%PDF-broken").message) < 250
