"""Names of persons compared: spelling variants, transliterations, titles, short forms.

Pure functions, for one article as for the whole library.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_HONORIFICS = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
        "president", "minister", "senator", "sen", "rep", "gov", "governor", "general", "gen",
        "marshal", "colonel", "col", "captain", "capt", "king", "queen", "prince", "princess",
        "sheikh", "sheik", "ayatollah", "ambassador", "secretary", "judge", "justice", "mayor",
        "chancellor", "premier", "admiral", "pope", "field", "prime", "vice", "crown", "hon",
    }
)  # fmt: skip
# Articles and links inside names, which spellings join, hyphenate or leave out.
_LINKS = frozenset(
    {"al", "el", "ul", "as", "ash", "ad", "ar", "az", "an", "at", "bin", "ben", "ibn"}
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORT_FORMS = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "bobby": "robert",
    "dick": "richard", "rick": "richard", "rich": "richard", "jim": "james", "jimmy": "james",
    "joe": "joseph", "joey": "joseph", "mike": "michael", "mick": "michael", "tom": "thomas",
    "tommy": "thomas", "tony": "anthony", "ted": "edward", "ed": "edward", "eddie": "edward",
    "liz": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "kate": "katherine",
    "kathy": "katherine", "cathy": "catherine", "sue": "susan", "dave": "david", "dan": "daniel",
    "danny": "daniel", "ben": "benjamin", "sam": "samuel", "matt": "matthew",
    "chris": "christopher",
    "nick": "nicholas", "alex": "alexander", "andy": "andrew", "drew": "andrew", "greg": "gregory",
    "jeff": "jeffrey", "steve": "stephen", "steven": "stephen", "ken": "kenneth", "ron": "ronald",
    "don": "donald", "larry": "lawrence", "jack": "john", "johnny": "john", "harry": "henry",
    "hank": "henry", "chuck": "charles", "charlie": "charles", "pat": "patrick", "pete": "peter",
    "phil": "philip", "ray": "raymond", "tim": "timothy", "walt": "walter", "debbie": "deborah",
    "jen": "jennifer", "jenny": "jennifer", "peggy": "margaret", "maggie": "margaret",
    "meg": "margaret", "nancy": "ann", "sandy": "sandra", "vicky": "victoria", "bernie": "bernard",
}  # fmt: skip
# Consonants that transliterations exchange, the longer spellings first.
_SOUNDS = (
    ("tch", "S"), ("sch", "S"), ("ch", "S"), ("sh", "S"), ("dj", "j"), ("dzh", "j"), ("kh", "k"),
    ("gh", "k"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "j"), ("ck", "k"), ("ce", "se"),
    ("ci", "si"), ("cy", "sy"), ("q", "k"), ("c", "k"), ("g", "k"), ("v", "f"), ("z", "s"),
    ("x", "ks"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")

SURE = 0.9
"""From here on two names are the same by the names alone."""
LIKELY = 0.7
"""From here on two names of one article are probably the same; below they are not joined."""
_ONE_WORD_OF_TWO = 0.8
"""How much two names look alike that have but one word in common."""
_LOOKS_ALIKE = 0.6
"""From here on two names look more alike than any two do."""


def folded(text: str) -> str:
    """`text` in plain small letters: without accents, as it is looked for."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, without titles, links and suffixes.

    "Field Marshal Khalifa al-Hifter" gives ("khalifa", "hifter"). Titles alone are kept.
    """
    plain = folded(name.replace("’", "'"))
    plain = re.sub(r"'s\b|[.']", "", plain)
    words = _WORD.findall(plain)
    kept = tuple(word for word in words if word not in _HONORIFICS | _LINKS | _SUFFIXES)
    return kept or tuple(words)


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """The consonants of a name's last word, with those alike that transliterations exchange.

    "Hifter" and "Haftar" share one, as do "Gaddafi" and "Qadhafi". Empty for an empty name.
    """
    words = name_words(name)
    if not words:
        return ""
    word = words[-1]
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    first = {"y": "j", "w": "f"}.get(word[0], "a" if word[0] in "aeiou" else word[0])
    rest = re.sub(r"[aeiouyhw]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def same_person(name_a: str, name_b: str) -> float:
    """How likely two names are one person's, from 0 (surely not) to 1 (the same name).

    A surname alone fits every full name with it (0.9); a likely spelling variant gives less than
    `SURE`; different given names rule it out. Symmetric.
    """
    a, b = sorted((name_words(name_a), name_words(name_b)))
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if len(a) > 1 and len(b) > 1 and sorted(a) == sorted(b):
        return 0.95
    last = _alike(a[-1], b[-1])
    if last == 0:
        return 0.3 if min(len(a), len(b)) == 1 and a[0] == b[0] else 0.0
    if min(len(a), len(b)) == 1:
        return SURE * last
    return last * max(_given_alike(one, other) for one in a[:-1] for other in b[:-1])


def _alike(a: str, b: str) -> float:
    """1 for the same word, 0.85 for a likely spelling variant, 0 for another name."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 3:
        return 0.0
    closeness = Levenshtein.normalized_similarity(a, b)
    bones = skeleton(a)
    if bones == skeleton(b):
        if len(bones) >= 3 and closeness >= 0.5:
            return 0.85
        if len(bones) == 2 and len(a) >= 6 and closeness >= 0.7:
            return 0.85
    return 0.85 if closeness >= 0.86 and a[0] == b[0] else 0.0


def _given_alike(a: str, b: str) -> float:
    """The same for given names, where an initial or a short form will do."""
    if a == b:
        return 1.0
    if _SHORT_FORMS.get(a, a) == _SHORT_FORMS.get(b, b):
        return 0.95
    if min(len(a), len(b)) == 1:
        return 0.95 if a[0] == b[0] else 0.0
    return _alike(a, b)


def resemblance(name_a: str, name_b: str) -> float:
    """How much two names of any kind look alike, from 0 to 1, for the order of a list: the words
    of the shorter one each beside the likest word of the longer, one word that both have, and
    initials that fit. What looks no more alike than any two names do counts 0."""
    if name_a in (acronym(name_b), "") or name_b in (acronym(name_a), ""):
        return float(bool(name_a and name_b))
    shorter, longer = sorted((_telling(name_a), _telling(name_b)), key=len)
    if not shorter:
        return 0.0
    best = [max(Levenshtein.normalized_similarity(a, b) for b in longer) for a in shorter]
    alike = max(sum(best) / len(best), _ONE_WORD_OF_TWO * max(best), same_person(name_a, name_b))
    return alike if alike >= _LOOKS_ALIKE else 0.0


def _telling(name: str) -> list[str]:
    """The words of a name without little ones such as "of", where it has others."""
    words = name_words(name)
    return [word for word in words if len(word) > 2] or list(words)


def is_bare_title(name: str) -> bool:
    """Whether a name is nothing but a title ("Field Marshal"), which may be anybody's."""
    return all(word in _HONORIFICS for word in name_words(name))


def acronym(name: str) -> str:
    """The capitals that shorten an organisation's name: "United Nations" gives "UN"."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
