"""Who "he", "she", "they" and "it" speak of: the likeliest of those lately named.

Recency by sentence, the subject's place, gender where the text tells it, and who spoke last:
the classic preferences of centering (Grosz, Joshi, Weinstein 1995), without a model.
"""

from collections import deque
from collections.abc import Container
from dataclasses import dataclass

from annotator.domain.ids import EntityId

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_SENTENCES_BACK = 6


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention that a pronoun may go back to."""

    entity: EntityId
    sentence: int
    """Counted through the article."""
    offset: int
    subject: bool
    person: bool
    body: bool
    """Whether it is an organisation or a place that may act."""


class Salience:
    """What has been mentioned lately in one article."""

    def __init__(self) -> None:
        self._heard: deque[Heard] = deque(maxlen=200)
        self._spoke: deque[tuple[EntityId, int]] = deque(maxlen=20)

    def hear(self, heard: Heard) -> None:
        """Note a mention; in the order of the text."""
        self._heard.append(heard)

    def speak(self, entity: EntityId, sentence: int) -> None:
        """Note that a claim was attributed to `entity`."""
        self._spoke.append((entity, sentence))

    def referent(
        self,
        pronoun: str,
        sentence: int,
        offset: int,
        genders: dict[EntityId, str],
        others: Container[EntityId] = (),
    ) -> EntityId | None:
        """The entity that `pronoun`, at `offset` in `sentence`, most likely speaks of.

        `genders` holds "m" or "f" for those whose gender the text tells; it is none of `others`.
        """
        wanted = "m" if pronoun in _MALE else "f" if pronoun in _FEMALE else ""
        best, most = None, 0.0
        for heard in self._heard:
            back = sentence - heard.sentence
            if heard.offset >= offset or back > _SENTENCES_BACK or back < 0:
                continue
            if heard.entity in others:
                continue
            if not self._agrees(heard, pronoun, wanted, genders):
                continue
            score = self._score(heard, back)
            if wanted and genders.get(heard.entity) == wanted:
                score += 1.5
            if score >= most:
                best, most = heard.entity, score
        return best

    def _score(self, heard: Heard, back: int) -> float:
        score = 5.0 - 1.2 * back + (1.0 if heard.subject else 0.0)
        if any(entity == heard.entity and heard.sentence - at <= 3 for entity, at in self._spoke):
            score += 0.8
        return score

    @staticmethod
    def _agrees(heard: Heard, pronoun: str, wanted: str, genders: dict[EntityId, str]) -> bool:
        if wanted:
            return heard.person and genders.get(heard.entity, wanted) == wanted
        if pronoun in _THING or pronoun in _MANY:
            return heard.body
        return False


def is_pronoun(word: str) -> bool:
    """Whether a small-letter word speaks of somebody named elsewhere."""
    return word in _MALE | _FEMALE | _MANY | _THING | _SPEAKER


def is_nobody(word: str) -> bool:
    """Whether a small-letter pronoun says that there is nobody."""
    return word in _NOBODY


def is_speaker(word: str) -> bool:
    """Whether a small-letter word is the one who speaks ("I", "we")."""
    return word in _SPEAKER


def gender_of(word: str) -> str:
    """ "m", "f" or "" for a small-letter pronoun."""
    return "m" if word in _MALE else "f" if word in _FEMALE else ""
