"""Whether a person is spoken of as "he" or "she", as far as the text or the name tells."""

import tomllib
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from annotator import resources
from annotator.analysis.lexicon.name_lists import broken, titles


@cache
def given_names() -> dict[str, str]:
    """Small-letter given names with "m" or "f", from resources/lexicons/given_names.toml."""
    path = resources.folder() / "lexicons" / "given_names.toml"
    try:
        lists = tomllib.loads(path.read_text("utf-8"))
        male, female = lists["male"].split(), lists["female"].split()
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise broken(path, problem) from problem
    both = {*male} & {*female}
    known = {**dict.fromkeys(male, "m"), **dict.fromkeys(female, "f")}
    return {name: gender for name, gender in known.items() if name not in both}


def told_gender(doc: Doc, name: DocSpan) -> str:
    """ "m" or "f" when a title, an apposition or the given name at `name` says so, else ""."""
    known = titles()
    beside = [doc[i].lower_ for i in range(max(0, name.start - 2), name.start)]
    beside += [child.lemma_.lower() for child in name.root.children if child.dep_ == "appos"]
    beside.append(doc[name.start].lower_)
    if any(word in known.female for word in beside):
        return "f"
    if any(word in known.male for word in beside):
        return "m"
    return given_names().get(doc[name.start].lower_, "") if name.end - name.start > 1 else ""
