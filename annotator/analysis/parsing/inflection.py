"""The forms of an English verb, for counting cues without a language model."""

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "mislead": ("misleads", "misled", "misleading"),
    "begin": ("begins", "began", "begun", "beginning"),
    "lie": ("lies", "lied", "lying"),
    "retell": ("retells", "retold", "retelling"),
}
_VOWELS = frozenset("aeiou")
# Verbs of one syllable, or stressed on the last, that double their last letter.
_DOUBLING = frozenset(
    (
        "admit",
        "brag",
        "beg",
        "chat",
        "concur",
        "plan",
        "quip",
        "rebut",
        "refer",
        "snip",
        "dub",
        "blog",
        "snap",
    )
)


def verb_forms(verb: str) -> frozenset[str]:
    """The dictionary form, third person, past and participles of `verb`, in lower case."""
    if verb in _IRREGULAR:
        return frozenset((verb, *_IRREGULAR[verb]))
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        stem = verb[:-1]
        return frozenset((verb, stem + "ies", stem + "ied", verb + "ing"))
    if verb.endswith("e"):
        return frozenset((verb, verb + "s", verb + "d", verb[:-1] + "ing"))
    doubled = verb + verb[-1] if verb in _DOUBLING else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return frozenset((verb, third, doubled + "ed", doubled + "ing"))
