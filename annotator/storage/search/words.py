"""What a person types into the search field, as FTS5 understands it (pure)."""

import re
import unicodedata
from dataclasses import dataclass

_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase asked for."""

    tokens: tuple[str, ...]
    """Folded: without accents, in lower case."""
    prefix: bool = False
    """Whether the last word may go on (“clai*”)."""
    excluded: bool = False
    """Whether it must not occur (“-budget”)."""

    @property
    def fts(self) -> str:
        """The term in the query language of FTS5; words are quoted, so nothing is an operator."""
        return f'"{" ".join(self.tokens)}"' + ("*" if self.prefix else "")

    def occurs_in(self, tokens: list[str]) -> bool:
        """Whether the term occurs in a text, given as folded words."""
        wanted = self.tokens
        for i in range(len(tokens) - len(wanted) + 1):
            here = tokens[i : i + len(wanted)]
            if tuple(here[:-1]) == wanted[:-1] and (
                here[-1] == wanted[-1] or (self.prefix and here[-1].startswith(wanted[-1]))
            ):
                return True
        return False


def folded(text: str) -> list[str]:
    """The words of `text` without accents, in lower case: those that the index knows, near
    enough (FTS5's unicode61 with remove_diacritics 2)."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    return _TOKEN.findall(bare.lower())


def terms_of(typed: str) -> tuple[Term, ...]:
    """The terms in what was typed: words, "phrases", beginnings*, and -exclusions."""
    terms: list[Term] = []
    for part in _PART.finditer(typed):
        said = part["phrase"] if part["phrase"] is not None else part["word"]
        tokens = tuple(folded(said))
        if tokens:
            starts = part["phrase"] is None and said.endswith("*")
            terms.append(Term(tokens, starts, bool(part["minus"])))
    return tuple(terms)


def match_of(terms: tuple[Term, ...]) -> str:
    """An FTS5 query for texts with all terms and none of the excluded; empty when nothing is
    asked for (exclusions alone ask for nothing)."""
    wanted = " AND ".join(term.fts for term in terms if not term.excluded)
    unwanted = " OR ".join(term.fts for term in terms if term.excluded)
    if not wanted or not unwanted:
        return wanted
    return f"({wanted}) NOT ({unwanted})"


def words_match_of(terms: tuple[Term, ...]) -> str:
    """An FTS5 query for texts with all words of all terms, wherever they stand: cheaper to ask
    than `match_of`, and never finding less. Exclusions do not count."""
    wanted = [term for term in terms if not term.excluded]
    apart = [Term((token,)) for term in wanted for token in term.tokens[:-1]]
    return match_of((*apart, *(Term(term.tokens[-1:], term.prefix) for term in wanted)))
