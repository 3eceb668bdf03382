"""Which public office a text says that somebody holds (pure)."""

import re

_OFFICES = frozenset(
    {
        "official", "president", "minister", "premier", "chancellor", "secretary", "undersecretary",
        "ambassador", "envoy", "diplomat", "consul", "attaché", "spokesman", "spokeswoman",
        "spokesperson", "governor", "mayor", "senator", "congressman", "congresswoman", "lawmaker",
        "legislator", "representative", "councillor", "councilman", "councilwoman", "speaker",
        "commissioner", "prosecutor", "judge", "justice", "sheriff", "general", "marshal",
        "admiral", "colonel", "brigadier", "commander", "commandant", "king", "queen", "prince",
        "princess", "emir", "sultan", "emperor", "taoiseach", "negotiator", "mediator",
    }
)  # fmt: skip
_SHORT = {
    "gen": "general", "col": "colonel", "adm": "admiral", "amb": "ambassador", "sen": "senator",
    "gov": "governor", "rep": "representative", "brig": "brigadier", "cmdr": "commander",
    "sens": "senator", "reps": "representative", "gens": "general",
}  # fmt: skip
_MANY = {"spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson"}
_PART = frozenset(
    {
        "prime", "foreign", "defence", "defense", "interior", "finance", "economy", "justice",
        "vice", "deputy", "first", "acting", "interim", "state", "attorney", "field", "crown",
        "lieutenant", "lt", "major", "maj", "chief", "military", "army", "navy", "government",
        "security", "oil", "energy", "trade", "health", "education", "culture", "labour", "labor",
    }
)  # fmt: skip
"""Words of a title beside the office itself ("Deputy Foreign Minister")."""
_PAST = frozenset({"former", "ex", "late", "ousted", "deposed", "retired", "fugitive"})
"""Words that say that an office is held no longer."""
_LINKS = re.compile(
    r"\b(?:of|to|in|for|from|at|on|with|by|who|that|familiar|close)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_BEFORE = 80
"""Code points before a name in which its title stands."""
_AFTER = re.compile(r",\s+((?:the\s+|a\s+|an\s+)?[^,.;:()\n]{3,80})")
_NAMED_OFFICE = (
    rf"(?i:(?:{'|'.join(sorted((*_OFFICES, *_MANY), key=len, reverse=True))})s?"
    rf"|(?:{'|'.join(_SHORT)})\.?)"
)
_BESIDE = rf"(?:(?:[A-Z][\w.’'-]*|(?i:{'|'.join(sorted(_PART))}))\ +)*"
_PLACE = r"(?:(?:of|to|for|in)\ +(?:the\ +)?(?:[A-Z][\w-]*\ +){1,3}?)?"
_LEADING = re.compile(rf"\b({_BESIDE}\b{_NAMED_OFFICE})\ +{_PLACE}$")
_OWN = re.compile(rf"({_BESIDE}\b{_NAMED_OFFICE})\ +(?=[A-Z])")


def described_title(words: str) -> str:
    """A description of somebody who holds an office, as it stands; "" for anybody else.

    "two US officials", "the minister" and "a spokesman for the army" are such; "a former
    ambassador", "the president's lawyer" and "the general staff" are not.
    """
    head, *rest = _LINKS.split(words, maxsplit=1)
    found = _WORD.findall(head.partition(",")[0].casefold())
    if not found or not _office(found[-1]) or _PAST & set(found):
        return ""
    return "" if rest and not head.strip() else " ".join(words.split())


def title_beside(text: str, start: int, end: int) -> str:
    """The title that stands right before a name or, between commas, right behind it; "" for
    none. The name goes from `start` to `end`, and may begin with its title."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    own = _OWN.match(text[start:end])
    if own:
        return _held(before, own[1])
    leading = _LEADING.search(before)
    if leading:
        return _held(before[: leading.start(1)], leading[1])
    return _behind(text[end : end + 2 * _BEFORE])


def _held(before: str, title: str) -> str:
    """A title that is held; "" where it or the last word before it says that it was once."""
    words = _WORD.findall(before.casefold())[-1:] + _WORD.findall(title.casefold())
    return "" if _PAST & set(words) else title


def _behind(text: str) -> str:
    found = _AFTER.match(text)
    return described_title(found[1]) if found else ""


def _office(word: str) -> str:
    """The office that a word names, of one or many; "" for another word."""
    for form in (word, word.removesuffix("s"), _MANY.get(word, "")):
        if form in _OFFICES:
            return form
    return _SHORT.get(word, "")
