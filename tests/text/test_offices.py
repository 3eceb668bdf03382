"""Who holds a public office, as far as the words beside a name or of a description tell."""

import pytest

from annotator.text.offices import described_title, title_beside


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("two US officials", "two US officials"),
        ("the minister", "the minister"),
        ("a spokesman for the army", "a spokesman for the army"),
        ("officials familiar with the matter", "officials familiar with the matter"),
        ("Ministry spokespeople", "Ministry spokespeople"),
        ("a former ambassador", ""),
        ("the president's lawyer", ""),
        ("satellite imagery", ""),
        ("General Motors workers", ""),
        ("", ""),
        ("of", ""),
    ],
)
def test_a_description(words: str, title: str) -> None:
    assert described_title(words) == title


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Osran Foreign Minister Ada Weaver said so", "Ada Weaver", "Osran Foreign Minister"),
        ("the deputy foreign minister Ada Weaver", "Ada Weaver", "deputy foreign minister"),
        ("Gen. Ada Weaver", "Ada Weaver", "Gen."),
        ("Mayor Ada Weaver said so", "Mayor Ada Weaver", "Mayor"),
        ("Ada Weaver, the US ambassador to Osra, said", "Ada Weaver", "the US ambassador to Osra"),
        ("the US ambassador to Osra Ada Weaver", "Ada Weaver", "US ambassador"),
        ("U.S. Secretary of State Ada Weaver", "Ada Weaver", "U.S. Secretary"),
        ("former President Ada Weaver", "Ada Weaver", ""),
        ("former Mayor Ada Weaver", "Mayor Ada Weaver", ""),
        ("Ada Weaver, a former minister, said", "Ada Weaver", ""),
        ("They met the president. Ada Weaver left", "Ada Weaver", ""),
        ("President Okoro's lawyer Ada Weaver", "Ada Weaver", ""),
        ("the minister\nAda Weaver", "Ada Weaver", ""),
        ("Ada Weaver, a friend of the president, said", "Ada Weaver", ""),
        ("Former Osran Mayor Ada Weaver", "Ada Weaver", ""),
        ("Ada Weaver", "Ada Weaver", ""),
    ],
)
def test_a_title_beside_a_name(text: str, name: str, title: str) -> None:
    start = text.index(name)
    assert title_beside(text, start, start + len(name)) == title
