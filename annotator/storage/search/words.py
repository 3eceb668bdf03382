"""What a person types into the search field, as FTS5 understands it (pure)."""

import re
import unicodedata
from dataclasses import dataclass, replace

_ATOM = r'(?:"[^"]*"?|[^\s"|]+)'
_PART = re.compile(rf"(?P<minus>-?)(?P<said>{_ATOM}(?:\|{_ATOM})*)")
_ATOMS = re.compile(_ATOM)
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase asked for, or several any of which will do."""

    tokens: tuple[str, ...]
    """Folded: without accents, in lower case."""
    prefix: bool = False
    """Whether the last word may go on (“clai*”)."""
    excluded: bool = False
    """Whether it must not occur (“-budget”)."""
    others: tuple["Term", ...] = ()
    """What will do in its place (“ferry|boat”)."""

    @property
    def choices(self) -> tuple["Term", ...]:
        """Itself and what will do in its place."""
        return (self, *self.others)

    @property
    def fts(self) -> str:
        """The term in the query language of FTS5; words are quoted, so nothing is an operator."""
        if self.others:
            return f"({' OR '.join(replace(one, others=()).fts for one in self.choices)})"
        return f'"{" ".join(self.tokens)}"' + ("*" if self.prefix else "")

    def occurs_in(self, tokens: list[str]) -> bool:
        """Whether the term occurs in a text, given as folded words."""
        return any(one._stands_in(tokens) for one in self.choices)

    def may_stand_in(self, letters: str) -> bool:
        """Whether its letters occur in a text, given as `bare`: without, the term does not."""
        return any(all(token in letters for token in one.tokens) for one in self.choices)

    def _stands_in(self, tokens: list[str]) -> bool:
        wanted = self.tokens
        if len(wanted) == 1 and not self.prefix:
            return wanted[0] in tokens
        for i in range(len(tokens) - len(wanted) + 1):
            here = tokens[i : i + len(wanted)]
            if tuple(here[:-1]) == wanted[:-1] and (
                here[-1] == wanted[-1] or (self.prefix and here[-1].startswith(wanted[-1]))
            ):
                return True
        return False


def bare(text: str) -> str:
    """`text` without accents, in lower case."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def folded(text: str) -> list[str]:
    """The words of `text` without accents, in lower case: those that the index knows, near
    enough (FTS5's unicode61 with remove_diacritics 2)."""
    return _TOKEN.findall(bare(text))


def terms_of(typed: str) -> tuple[Term, ...]:
    """The terms in what was typed: words, "phrases", beginnings*, choices|between|them, and
    -exclusions."""
    terms: list[Term] = []
    for part in _PART.finditer(typed):
        choices = [term for atom in _ATOMS.findall(part["said"]) if (term := _term(atom))]
        if choices:
            first, *others = choices
            terms.append(replace(first, excluded=bool(part["minus"]), others=tuple(others)))
    return tuple(terms)


def _term(atom: str) -> Term | None:
    """One word or phrase; None for what holds no letter."""
    tokens = tuple(folded(atom))
    starts = not atom.startswith('"') and atom.endswith("*")
    return Term(tokens, starts) if tokens else None


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
    whole = [term for term in wanted if term.others]
    single = [term for term in wanted if not term.others]
    apart = [Term((token,)) for term in single for token in term.tokens[:-1]]
    return match_of((*whole, *apart, *(Term(term.tokens[-1:], term.prefix) for term in single)))
