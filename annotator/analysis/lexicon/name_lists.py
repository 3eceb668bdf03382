"""The readable lists of titles, offices, organisations and countries, loaded into sets."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator import resources
from annotator.domain.phrase import phrase
from annotator.errors import UserFacingError


@dataclass(frozen=True, slots=True)
class Titles:
    """resources/lexicons/titles.toml; what each list means is said there."""

    words: frozenset[str]
    only_beside: frozenset[str]
    part_of_name: frozenset[str]
    offices: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    place_after: frozenset[str]
    event_last: frozenset[str]
    event_first: frozenset[str]
    place_before: frozenset[str]
    place_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organisations:
    """resources/lexicons/organisations.toml; what each list means is said there."""

    last: frozenset[str]
    before_of: frozenset[str]
    known: frozenset[str]
    bodies: frozenset[str]
    companies: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Countries:
    """resources/lexicons/countries.txt."""

    names: frozenset[str]
    """Names and capitals, as written."""
    country_of: dict[str, str]
    """Small-letter name, other name or adjective to the country's small-letter name."""
    adjectives: frozenset[str]
    """As written."""
    forms: tuple[tuple[str, ...], ...]
    """Of each country its names, adjectives and people, as written, its first name in front."""


_FIELDS = 5


def _tables(name: str) -> dict[str, dict[str, list[str]]]:
    path = resources.folder() / "lexicons" / name
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise broken(path, problem) from problem


def broken(path: Path, problem: object) -> UserFacingError:
    """What to tell when a list cannot be read."""
    return UserFacingError(
        phrase(
            "The list in {path} cannot be read: {problem}.", path=str(path), problem=str(problem)
        ),
        phrase("Mend the file, or put back the one that came with the program."),
    )


@cache
def titles() -> Titles:
    """The shipped titles and offices."""
    tables = _tables("titles.toml")
    title, office = tables["title"], tables["office"]
    return Titles(
        frozenset(title["words"]),
        frozenset(title["only_beside"]),
        frozenset(title["part_of_name"]),
        frozenset(office["words"]),
        frozenset(office["male"]),
        frozenset(office["female"]),
        frozenset(tables["place"]["after"]),
        frozenset(tables["place"]["events"]),
        frozenset(tables["place"]["events_first"]),
        frozenset(tables["place"]["before_of"]),
        frozenset(tables["place"]["verbs"]),
    )


@cache
def organisations() -> Organisations:
    """The shipped words and names of organisations."""
    tables = _tables("organisations.toml")
    return Organisations(
        frozenset(tables["head"]["last"]),
        frozenset(tables["head"]["before_of"]),
        frozenset(tables["known"]["names"]),
        frozenset(tables["source"]["bodies"]),
        frozenset(tables["source"]["companies"]),
        frozenset(tables["source"]["things"]),
    )


@cache
def countries() -> Countries:
    """The shipped countries."""
    path = resources.folder() / "lexicons" / "countries.txt"
    names: set[str] = set()
    adjectives: set[str] = set()
    country_of: dict[str, str] = {}
    forms: list[tuple[str, ...]] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as problem:
        raise broken(path, problem) from problem
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        name, others, peoples, capital, people = _fields(line)
        called = [name, *_listed(others)]
        plain = dict.fromkeys(one.removeprefix("the ") for one in called)
        forms.append((*plain, *_with_people(_listed(peoples)), *_listed(people)))
        names.update(one for one in called if not one.startswith("the "))
        names.add(capital)
        adjectives.update(_listed(peoples))
        for one in (*called, *_listed(peoples)):
            country_of.setdefault(one.lower(), name.lower())
    names.discard("")
    foreign = frozenset(adjectives) - frozenset(names)
    return Countries(frozenset(names), country_of, foreign, tuple(forms))


def _fields(line: str) -> tuple[str, ...]:
    """Name, other names, adjectives, capital and people; most countries lack the last."""
    parts = [part.strip() for part in line.split("|")]
    return (*parts, "") if len(parts) < _FIELDS else tuple(parts)


def _with_people(adjectives: list[str]) -> list[str]:
    """Adjectives, and what the people is called where that is one of them with an s."""
    return [
        word
        for adjective in adjectives
        for word in (adjective, f"{adjective}s" if adjective.endswith(("an", "i")) else "")
        if word
    ]


def _listed(field: str) -> list[str]:
    return [part.strip() for part in field.split(",") if part.strip()]
