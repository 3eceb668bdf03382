"""Mails: their own words, whom they are from and when."""

from email.message import EmailMessage

import pytest

from annotator.ingest.problems import UnreadableError

WORDS = "The talks ended on Tuesday without an agreement, two officials said."


@pytest.fixture
def mail():
    message = EmailMessage()
    message["Subject"] = "Møte på brygga"
    message["From"] = '"Brandt, Ada" <ada@courier.example>'
    message["Date"] = "Tue, 08 Jun 2021 09:30:00 +0200"
    message["Message-ID"] = "<1@courier.example>"
    return message


def test_the_head_of_a_mail_is_about_the_article(mail, interpret):
    mail.set_content(WORDS)
    answer = interpret("a.eml", mail.as_bytes())
    assert answer.title == "Møte på brygga"
    assert answer.author == "Brandt, Ada"
    assert answer.published == "2021-06-08T09:30:00+02:00"
    assert answer.text == WORDS


def test_lines_that_mail_programs_break_are_made_whole(mail, interpret):
    paragraph = f"{WORDS} " * 4
    mail.set_content(f"{paragraph}\n\nBest wishes", cte="8bit")
    content = mail.as_bytes()
    broken = b"\n".join(
        b"\n".join(_wrapped(line)) if len(line) > 76 else line for line in content.split(b"\n")
    )
    assert interpret("a.eml", broken).text == f"{paragraph.strip()}\nBest wishes"


def _wrapped(line):
    import textwrap

    return [part.encode() for part in textwrap.wrap(line.decode(), 72)]


def test_the_html_of_a_mail_is_read_whole_not_as_a_page_with_a_frame(mail, interpret):
    mail.set_content("plain words")
    mail.add_alternative(
        f"<html><body><p>Dear all,</p><p>{WORDS}</p><p>Ada</p></body></html>", subtype="html"
    )
    assert interpret("a.eml", mail.as_bytes()).text == f"Dear all,\n{WORDS}\nAda"


def test_a_mail_attached_to_a_mail_is_not_mixed_into_it(mail, interpret):
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("Inner words.")
    mail.set_content(WORDS)
    mail.add_attachment(inner)
    answer = interpret("a.eml", mail.as_bytes())
    assert answer.text == WORDS
    assert "Attachments were not read" in str(answer.warnings[0])


def test_a_mail_without_words_of_its_own_says_what_to_do(mail, interpret):
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(UnreadableError, match="no text of its own") as told:
        interpret("a.eml", mail.as_bytes())
    assert "attachments" in str(told.value.hint)


def test_the_charset_of_a_part_is_used(mail, interpret):
    mail.set_content("Переговоры закончились.", charset="koi8-r")
    assert interpret("a.eml", mail.as_bytes()).text == "Переговоры закончились."


@pytest.mark.parametrize(
    "head",
    [
        "Subject: =?utf-8?B?broken\nFrom: a@b.example\nDate: whenever\n",
        "From: <<<>>>\nSubject: x\nContent-Type: text/plain; charset=nonsense\n",
        "From: =?x?y?z\nSubject: x\nDate: Tue, 99 Foo 2021 99:99:99 +9999\n",
        'From: a\nSubject: x\nContent-Type: ; boundary="\n',
    ],
)
def test_a_broken_head_does_not_keep_the_words_from_being_read(head, interpret):
    assert interpret("a.eml", f"{head}\n{WORDS}\n").text == WORDS


def test_a_text_with_a_colon_in_its_first_line_is_no_mail(interpret):
    answer = interpret("a.txt", f"Update: the bridge\nSource: nobody\n\n{WORDS}")
    assert answer.media_type == "text/plain"


def test_an_outlook_mail_with_its_body_in_rtf_alone_is_read(outlook, interpret):
    rtf = b"{\\rtf1\\ansi " + WORDS.encode() + b"\\par Second line.}"
    packed = len(rtf).to_bytes(4, "little") * 2 + b"MELA\0\0\0\0" + rtf
    answer = interpret("a.msg", outlook({0x0037: "Head"}, {0x1009: packed}))
    assert answer.text == f"{WORDS}\nSecond line."
    assert answer.title == "Head"


def test_an_outlook_mail_without_a_body_says_what_to_do(outlook, interpret):
    with pytest.raises(UnreadableError, match="no text of its own"):
        interpret("a.msg", outlook({0x0037: "Head"}, {}))
