"""Descriptions of people without a name: which fit one at a time, which could be anybody."""

import re

_UNIQUE = frozenset(
    {
        "ambassador", "president", "premier", "chancellor", "minister", "secretary", "governor",
        "mayor", "king", "queen", "emir", "sultan", "pope", "envoy", "speaker", "chairman",
        "chairwoman", "chief", "commander", "director", "head", "leader", "spokesman",
        "spokeswoman", "spokesperson", "prosecutor", "commissioner", "coordinator",
    }
)  # fmt: skip
_ANYBODY = frozenset(
    {
        "a", "an", "some", "several", "many", "one", "two", "three", "four", "five", "another",
        "other", "others", "former", "unnamed", "anonymous", "senior", "local", "any", "most",
    }
)  # fmt: skip
_PERSONS = frozenset(
    {
        "official", "source", "diplomat", "aide", "adviser", "advisor", "analyst", "expert",
        "witness", "resident", "officer", "lawmaker", "observer", "critic", "insider", "soldier",
        "activist", "engineer", "doctor", "scientist", "worker", "man", "woman", "people",
        "relative", "neighbour", "neighbor", "journalist", "reporter", "researcher", "lawyer",
    }
)  # fmt: skip
_BODIES = frozenset(
    {
        "government", "ministry", "department", "administration", "mission", "embassy", "party",
        "committee", "commission", "council", "court", "police", "army", "navy", "military",
        "parliament", "company", "bank", "agency", "bureau", "office", "group", "organisation",
        "organization", "association", "union", "team", "university", "network", "newspaper",
        "magazine", "station", "institute", "foundation", "church", "city", "state", "country",
        "nation", "congress", "senate", "house", "movement", "militia", "coalition", "cabinet",
        "command", "authority", "authoritie", "delegation", "presidency", "palace", "opposition",
        "campaign", "report", "statement", "data", "document", "polls", "media", "press", "law",
        "investigator", "prosecutor", "rebel", "force", "regulator", "economist", "scientist",
    }
)  # fmt: skip
_PRONOUNS = frozenset(
    {
        "i", "we", "you", "he", "she", "it", "they", "who", "which", "nobody", "none", "neither",
        "both", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "all", "few",
        "these", "those", "this", "that", "sides",
    }
)  # fmt: skip
_LINKS = re.compile(r"\b(?:of|to|in|for|from|at|on|with|by|who|that|familiar|close)\b")
_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset({"the", "of", "to", "in", "for", "s"})
_SPOKEN = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)


def description_words(words: str) -> tuple[str, ...]:
    """The words that tell a description or a body's name, in small letters, without links.

    "the US ambassador to Libya" gives ("us", "ambassador", "libya").
    """
    plain = words.casefold().replace("’", "'").replace(".", "")
    return tuple(word for word in _WORD.findall(plain) if word not in _DROPPED)


def described_office(words: str) -> str:
    """The office in a description that fits one person at a time, or "".

    "US ambassador to Libya" gives "ambassador"; "a diplomat", "two ministers" and "the minister"
    (of which country?) give nothing.
    """
    parts = description_words(words)
    head = _head(words)
    if head not in _UNIQUE or not parts or _ANYBODY & set(parts):
        return ""
    proper = [word for word in _WORD.findall(words) if word[0].isupper()]
    return head if any(word.casefold() not in _UNIQUE | {"the"} for word in proper) else ""


def tells_a_body(words: str) -> bool:
    """Whether a description of a body holds a name, as "US command in Africa" does.

    "The police" may be anybody's.
    """
    return any(word[0].isupper() for word in _WORD.findall(words)[1:]) or words.isupper()


def is_like_a_name(words: str) -> bool:
    """Whether words without an entity look like a name: one to four, all with a capital, none
    of them an office, a pronoun or a common word for persons or bodies, as at a sentence's
    start."""
    found = _WORD.findall(words)
    plain = {word.casefold() for word in found}
    common = plain | {word.removesuffix("s") for word in plain}
    common &= _PERSONS | _UNIQUE | _BODIES | _ANYBODY | _PRONOUNS
    return 0 < len(found) <= 4 and all(word[0].isupper() for word in found) and not common


def speaks_of_persons(words: str) -> bool:
    """Whether a description speaks of persons ("two officials") rather than of a thing."""
    head = _head(words)
    return (
        head.endswith(("man", "men"))
        or {head, head.removesuffix("s")} & (_PERSONS | _UNIQUE) != set()
    )


def spoken_for(words: str) -> tuple[int, int] | None:
    """Where the word for a spokesperson stands in `words`; None when there is none."""
    found = _SPOKEN.search(words)
    return found.span() if found else None


def _head(words: str) -> str:
    """The noun that a description is about: the last word before its first link."""
    before = _LINKS.split(words.casefold(), maxsplit=1)[0]
    found = _WORD.findall(before.partition(",")[0])
    return found[-1] if found else ""
