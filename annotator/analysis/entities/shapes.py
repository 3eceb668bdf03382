"""What kind of thing a name is by its words, and names that the pipeline missed."""

from spacy.tokens import Doc

from annotator.analysis.entities.edges import is_title
from annotator.analysis.entities.spotted import Spotted
from annotator.analysis.lexicon.name_lists import countries, organisations, titles
from annotator.analysis.parsing.words import places_of, places_where

_ELECTIONS = frozenset(
    {"election", "elections", "primary", "primaries", "referendum", "caucus", "caucuses"}
)
_ELECTION_WORDS = frozenset(
    {
        "general", "federal", "presidential", "parliamentary", "legislative", "local", "senate",
        "state", "party", "national", "european", "house", "of", "gubernatorial", "leadership",
        "municipal", "regional", "by", "-", "constitutional", "independence", "provincial",
    }
)  # fmt: skip
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    }
)  # fmt: skip
_WITH_PORTFOLIO = frozenset(
    {"minister", "ministers", "ministry", "secretary", "department", "commissioner", "court"}
)
_LISTING = frozenset({",", "and", "or", "the", "&"})
_OF_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART"})
_QUOTES = frozenset('"“”«»„')
_ORGANISATION_STARTS = frozenset(
    {"ministry", "department", "university", "bank", "party", "institute", "radio"}
)


def with_elections(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with "1998 Norland general election" one event, and no place inside it."""
    events: list[Spotted] = []
    for place in places_of(doc, "LOWER", _ELECTIONS):
        token, start = doc[place], place
        while start > 0 and _in_election_name(doc, start - 1):
            start -= 1
        words = doc[start : token.i]
        dated = any(word.is_digit and len(word) == 4 for word in words)
        if dated or (token.is_title and any(word.is_title for word in words)):
            events.append(Spotted(start, token.i + 1, "EVENT"))
    if not events:
        return sorted(found)
    taken = {index for event in events for index in range(event.start, event.end)}
    return sorted([*(one for one in found if taken.isdisjoint(range(*one[:2]))), *events])


def _in_election_name(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.is_digit:
        return len(token) == 4
    if token.is_sent_start and not token.is_digit:
        return False
    return (token.text[0].isupper() and token.is_alpha) or token.lower_ in _ELECTION_WORDS


def with_kind(doc: Doc, one: Spotted) -> Spotted | None:
    """`one` with the label that its words and the words before it call for; None for no name."""
    if one.label in {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"}:
        return one
    words = [doc[index] for index in range(one.start, one.end)]
    text = doc[one.start : one.end].text
    label = _by_list(text) or _by_shape(doc, one) or one.label
    if len(words) == 1 and _is_no_name(doc, one, label):
        return None
    if label == one.label and label in {"ORG", "GPE", "LOC", "FAC"}:
        if all(is_title(doc, word.i) for word in words):
            return None
        if not any(word.text[0].isupper() or word.is_digit for word in words):
            return None
    if label in {"ORG", "GPE", "WORK_OF_ART", "PRODUCT"} and _after_title(doc, one):
        label = "PERSON"
    elif label == "GPE" and len(words) == 1 and words[0].tag_ == "JJ":
        label = "NORP"
    elif label == "PERSON" and _in_place(doc, one):
        label = "GPE"
    elif _on_byline(doc, one):
        label = "PERSON"
    return one._replace(label=label)


def _is_no_name(doc: Doc, one: Spotted, label: str) -> bool:
    """Whether a single word is a minister's portfolio, or has its capital only because a
    sentence or a heading begins with it: the tagger reads a plain noun ("Winds reached …")."""
    first = doc[one.start]
    if first.text in organisations().known:
        return _is_portfolio(doc, one.start)
    begins = (first.is_sent_start or not one.start) and not first.is_upper
    plain = label in _OF_NAMES and first.tag_ in {"NN", "NNS"}
    return begins and plain and _by_list(first.text) is None


def _in_place(doc: Doc, one: Spotted) -> bool:
    """Whether a single word taken for a person is where something happens ("in Lismar")."""
    if one.end - one.start != 1 or not one.start or doc[one.start - 1].lower_ not in {"in", "near"}:
        return False
    follows = doc[one.end].lower_ if one.end < len(doc) else ""
    return follows not in {"'s", "’s"} and doc[one.start - 1].head.pos_ in {"VERB", "AUX", "PROPN"}


def _on_byline(doc: Doc, one: Spotted) -> bool:
    """Whether the name is all that a line says after "By", and no desk's or agency's."""
    before, after = one.start - 1, one.end
    if doc[one.end - 1].lower_ in organisations().last:
        return False
    if before < 0 or doc[before].lower_ != "by" or not doc[before].is_sent_start:
        return False
    return after == len(doc) or "\n" in doc[after].text


def with_company(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with the odd ones in an enumeration of names given the kind of the most.

    Four names or more, parted by commas and "and", of which three in five are places (or
    persons): the rest are too, unless their own words say otherwise.
    """
    out = list(found)
    run: list[int] = []
    for index, one in enumerate(out):
        if run and not _listed_after(doc, out[run[-1]], one):
            _agree(doc, out, run)
            run = []
        run.append(index)
    _agree(doc, out, run)
    return out


def _listed_after(doc: Doc, one: Spotted, following: Spotted) -> bool:
    between = range(one.end, following.start)
    return 0 < len(between) <= 3 and all(doc[index].lower_ in _LISTING for index in between)


def _agree(doc: Doc, out: list[Spotted], run: list[int]) -> None:
    if len(run) < 4:
        return
    for label in ("GPE", "PERSON"):
        alike = [index for index in run if out[index].label == label]
        if len(alike) >= 0.6 * len(run) or (label == "GPE" and len(alike) * 2 > len(run)):
            for index in run:
                one = out[index]
                sure = _by_list(doc[one.start : one.end].text) or _by_shape(doc, one)
                if one.label in {"ORG", "PERSON", "GPE", "NORP", "PRODUCT"} and sure is None:
                    out[index] = one._replace(label=label)
            return


def _by_list(text: str) -> str | None:
    if text in countries().names:
        return "GPE"
    if text in countries().adjectives:
        return "NORP"
    return "ORG" if text in organisations().known else None


def _by_shape(doc: Doc, one: Spotted) -> str | None:
    last, first = doc[one.end - 1], doc[one.start]
    follows = doc[one.end].lower_ if one.end < len(doc) else ""
    if one.end - one.start > 1 and first.is_title and first.lower_ in titles().event_first:
        return "EVENT"
    if one.label in {"PERSON", "ORG", "PRODUCT"} and follows in titles().place_after:
        return "FAC"
    if one.end - one.start > 1 and last.text[0].isupper() and last.lower_ in titles().event_last:
        return "EVENT"
    if one.label == "EVENT" or one.end - one.start < 2 or not last.text[0].isupper():
        return None
    if last.lower_ in organisations().last or first.lower_ in _ORGANISATION_STARTS:
        return "ORG"
    return None


def _is_portfolio(doc: Doc, index: int) -> bool:
    """Whether a party's name is what a minister is in charge of ("Labour Minister Jane Doe")."""
    follows = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    return follows in _WITH_PORTFOLIO


def _after_title(doc: Doc, one: Spotted) -> bool:
    """Whether a single name stands right behind a person's title ("Marshal Hifter")."""
    before = one.start - 1
    if before < 0 or one.end - one.start > 3 or not doc[one.start].text[0].isupper():
        return False
    title = doc[before]
    if not title.text[0].isupper() or title.lower_ not in titles().words:
        return False
    return is_title(doc, before) and doc[one.end - 1].lower_ not in organisations().last


def unquoted(doc: Doc, one: Spotted) -> Spotted:
    """A name in quotation marks without what stands around them: “Free Shore” of "the “Free
    Shore” movement", which is a body's when the word behind the marks says so."""
    marks = [index for index in range(one.start, one.end) if doc[index].text in _QUOTES]
    if len(marks) != 2 or marks[1] - marks[0] < 2:
        return one
    follows = doc[marks[1] + 1].lower_ if marks[1] + 1 < len(doc) else ""
    label = "ORG" if follows in organisations().last else one.label
    return Spotted(marks[0] + 1, marks[1], label)


def with_dateline(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with the place names of datelines ("HAVANA (AP) —") as places."""
    out = found
    for start in _sentence_starts(doc):
        end = dateline_end(doc, start)
        stop = start
        while stop < end and (doc[stop].is_upper or doc[stop].text in {".", "-"}):
            stop += 1
        while stop > start and doc[stop - 1].text == "-":
            stop -= 1
        if stop > start:
            out = [one for one in out if one.start >= stop or one.end <= start]
            out.append(Spotted(start, stop, "GPE"))
    return sorted(out)


def _sentence_starts(doc: Doc) -> list[int]:
    starts = doc.to_array("SENT_START").tolist()
    return [i for i, start in enumerate(starts) if start == 1 or not i]


def dateline_end(doc: Doc, start: int) -> int:
    """Where the dateline that opens a paragraph at `start` ends; `start` when there is none.

    Capitals, perhaps a country, a day or an agency in brackets, then a dash: "PORT SELIM,
    Veldania —".
    """
    if not (
        start < len(doc) and doc[start].is_upper and doc[start].is_alpha and len(doc[start]) > 2
    ):
        return start
    for index in range(start + 1, min(start + 12, len(doc))):
        token = doc[index]
        if token.text in {"—", "–", "--"} or (token.text == "-" and doc[index - 1].whitespace_):
            return index + 1
        if not (token.text[0].isupper() or token.is_punct or token.is_digit):
            return start
    return start


def with_appositions(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with persons whom an office introduces: "the Envoy to Norland, Jane Doe, …"."""
    out = found
    offices = titles().offices
    for place in places_where(doc, "LEMMA", lambda lemma: lemma.lower() in offices):
        if doc[place].pos_ not in {"NOUN", "PROPN"}:
            continue
        comma = _comma_after(doc, place)
        stop = comma + 1
        while comma and stop < len(doc) and doc[stop].is_title and doc[stop].tag_ == "NNP":
            stop += 1
        closes = stop < len(doc) and (
            doc[stop].text in {",", "."} or doc[stop].pos_ in {"VERB", "AUX"}
        )
        if comma and 2 <= stop - comma - 1 <= 4 and closes and _plain_name(doc, comma + 1, stop):
            out = [one for one in out if one.start >= stop or one.end <= comma + 1]
            out.append(Spotted(comma + 1, stop, "PERSON"))
    return sorted(out)


def _comma_after(doc: Doc, office: int) -> int:
    """The comma that ends the phrase of an office; 0 when a verb or another mark comes first."""
    for index in range(office + 1, min(office + 8, len(doc))):
        if doc[index].text == ",":
            return index
        if doc[index].pos_ in {"VERB", "AUX", "PUNCT"} and doc[index].text not in _QUOTES:
            return 0
    return 0


def _plain_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are no place, body or title by the lists."""
    if doc[start:end].text in countries().names or is_title(doc, start):
        return False
    last, lands = organisations().last, countries().country_of
    words = (doc[index].lower_ for index in range(start, end))
    return not any(word in last or word in lands or word in _MONTHS for word in words)


def with_missed(doc: Doc, found: list[Spotted]) -> list[Spotted]:
    """`found` with listed names that the pipeline left out, storms, and short forms in brackets."""
    taken = {index for one in found for index in range(one.start, one.end)}
    more: list[Spotted] = []
    ends = {one.end: one for one in found}
    known_places, known_bodies = countries().names, organisations().known
    for place in places_where(doc, "ORTH", lambda word: word[0].isupper()):
        if place in taken:
            continue
        token = doc[place]
        if token.text in known_places and token.tag_ in {"NNP", "NNPS"}:
            more.append(Spotted(token.i, token.i + 1, "GPE"))
        elif token.text in known_bodies and token.tag_ in {"NNP", "NNPS"}:
            if _is_portfolio(doc, token.i):
                continue
            more.append(Spotted(token.i, token.i + 1, "ORG"))
        elif token.is_title and token.lower_ in titles().event_first:
            named = token.i + 1 < len(doc) and doc[token.i + 1].is_title
            if named and token.i + 1 not in taken:
                more.append(Spotted(token.i, token.i + 2, "EVENT"))
        elif token.i >= 2 and doc[token.i - 1].text == "(" and (token.i - 1) in ends:
            full = ends[token.i - 1]
            closes = token.i + 1 < len(doc) and doc[token.i + 1].text == ")"
            if closes and full.label == "ORG" and token.is_alpha:
                more.append(Spotted(token.i, token.i + 1, "ORG"))
    return sorted([*found, *more])
