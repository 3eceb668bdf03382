"""Which language a text is in."""

import pytest

from annotator.ingest.languages import identify, language_tag

TEXTS = {
    "en": "The talks about the harbour ended on Tuesday without an agreement, officials said.",
    "de": "Die Verhandlungen über den Hafen endeten am Dienstag ohne Einigung, so die Beamten.",
    "fr": "Les discussions sur le port se sont achevées mardi sans accord, selon deux sources.",
    "ar": "انتهت المحادثات حول الميناء يوم الثلاثاء دون التوصل إلى اتفاق، وفق ما قاله مسؤولان.",
    "ru": "Переговоры о гавани закончились во вторник без соглашения, сообщили два чиновника.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_is_enough(language):
    assert identify(TEXTS[language]) == language


def test_a_few_words_are_not_enough_but_the_file_s_own_word_is():
    assert identify("Port Alba") == ""
    assert identify("Port Alba", "nb-NO") == "nb-NO"


def test_numbers_and_scattered_letters_are_in_no_language():
    assert (
        identify("1204 987 2019 2020 abc def ghi jkl mno pqr stu vwx yz aaa bbb ccc ddd" * 2) == ""
    )


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-DE-1996", "de-DE"),
        ("english", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_tags_are_written_as_bcp_47_has_them(given, tag):
    assert language_tag(given) == tag
