"""Dates as files give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.dates import iso_date


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2021-06-03", "2021-06-03"),
        ("2021-06-03T09:30:00Z", "2021-06-03T09:30:00+00:00"),
        ("2021-06-03 09:30", "2021-06-03T09:30:00"),
        ("2021-06-03T09:30:00.123+0200", "2021-06-03T09:30:00+02:00"),
        ("3 June 2021", "2021-06-03"),
        ("June 3, 2021", "2021-06-03"),
        ("Thursday, June 3rd, 2021", "2021-06-03"),
        ("3 Sept. 2021", "2021-09-03"),
        ("Tue, 08 Jun 2021 09:30:00 +0200", "2021-06-08T09:30:00+02:00"),
        ("2021-06-03T25:30:00", "2021-06-03"),
        ("2021-02-30", ""),
        ("31 June 2021", ""),
        ("03/04/2021", ""),
        ("3 Brumaire 2021", ""),
        ("yesterday, at noon", ""),
        ("", ""),
    ],
)
def test_a_date_is_made_iso_or_left_out(given, iso):
    assert iso_date(given) == iso


@given(st.dates())
def test_dates_of_every_year_survive(day):
    assert iso_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=40) | st.from_regex(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"))
def test_any_text_is_a_date_or_none(text):
    found = iso_date(text)
    assert found == "" or found[4] == "-"
