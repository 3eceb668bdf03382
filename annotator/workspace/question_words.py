"""The words in which a question to the library may be put, one vocabulary a language."""

from dataclasses import dataclass

from annotator.domain.claim import SourceKind, Tag

type Words = frozenset[str]


def _words(text: str) -> Words:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of dates, in lower case."""

    since: Words
    after: Words
    until: Words
    before: Words
    within: Words
    """Before a day, a month or a year as a whole ("on", "in")."""
    between: Words
    joining: Words
    """Between the two ends of a range."""
    articles: Words
    """Passed over before a date ("the")."""
    today: Words
    yesterday: Words
    last: Words
    this: Words
    days: Words
    weeks: Words
    months: Words
    years: Words
    weekdays: tuple[Words, ...]
    """Monday first."""
    month_names: tuple[Words, ...]
    """January first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words, in lower case."""

    fillers: Words
    """Passed over at the beginning ("show me all")."""
    claims: Words
    articles: Words
    tags: dict[str, Tag]
    undecided: Words
    decided: Words
    suggested: Words
    joining: Words
    about: Words
    by: Words
    published_by: Words
    naming: Words
    labelled: Words
    who: Words
    what: Words
    asking: Words
    """After "what" ("does")."""
    saying: Words
    that: Words
    source_kinds: dict[str, SourceKind]
    sources: Words
    """Nouns that say no more than that somebody is a source."""
    officials: Words
    """Nouns for whoever holds a public office."""
    dates: DateWords


def _numbered(*names: str) -> tuple[Words, ...]:
    return tuple(_words(name) for name in names)


ENGLISH = Vocabulary(
    fillers=_words("show me find list search for all every any the please which"),
    claims=_words("claims claim statements statement assertions quotations quotes"),
    articles=_words("articles article texts stories reports pieces"),
    tags={
        "sourced": Tag.SOURCED,
        "speculative": Tag.SPECULATIVE,
        "unsourced": Tag.UNSOURCED,
        "rejected": Tag.REJECTED,
    },
    undecided=_words("undecided open"),
    decided=_words("decided"),
    suggested=_words("suggested"),
    joining=_words("and or"),
    about=_words("about concerning regarding"),
    by=_words("by"),
    published_by=_words("from"),
    naming=_words("naming mentioning mention mentions name names"),
    labelled=_words("labelled labeled"),
    who=_words("who"),
    what=_words("what everything"),
    asking=_words("does did do has have"),
    saying=_words("say says said claim claims claimed state states stated"),
    that=_words("that which"),
    source_kinds={
        "named": SourceKind.NAMED,
        "anonymous": SourceKind.ANONYMOUS,
        "unnamed": SourceKind.ANONYMOUS,
        "impersonal": SourceKind.IMPERSONAL,
    },
    sources=_words("source sources"),
    officials=_words("official officials"),
    dates=DateWords(
        since=_words("since from"),
        after=_words("after"),
        until=_words("until till to"),
        before=_words("before"),
        within=_words("on in during within"),
        between=_words("between"),
        joining=_words("and to until till"),
        articles=_words("the"),
        today=_words("today"),
        yesterday=_words("yesterday"),
        last=_words("last past"),
        this=_words("this"),
        days=_words("day days"),
        weeks=_words("week weeks"),
        months=_words("month months"),
        years=_words("year years"),
        weekdays=_numbered(
            "monday mon",
            "tuesday tue",
            "wednesday wed",
            "thursday thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        month_names=_numbered(
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
    ),
)

GERMAN = Vocabulary(
    fillers=_words("zeige zeig mir finde suche alle jede die der das bitte welche"),
    claims=_words("aussagen aussage behauptungen behauptung zitate"),
    articles=_words("artikel texte berichte meldungen"),
    tags={
        "belegte": Tag.SOURCED,
        "belegten": Tag.SOURCED,
        "spekulative": Tag.SPECULATIVE,
        "spekulativen": Tag.SPECULATIVE,
        "unbelegte": Tag.UNSOURCED,
        "unbelegten": Tag.UNSOURCED,
        "verworfene": Tag.REJECTED,
        "verworfenen": Tag.REJECTED,
    },
    undecided=_words("unentschiedene unentschiedenen offene offenen"),
    decided=_words("entschiedene entschiedenen"),
    suggested=_words("vorgeschlagene vorgeschlagenen"),
    joining=_words("und oder"),
    about=_words("über zu betreffend"),
    by=_words("von laut"),
    published_by=_words("aus"),
    naming=_words("nennen nennt erwähnen erwähnt"),
    labelled=_words("etikettiert beschriftet"),
    who=_words("wer"),
    what=_words("was alles"),
    asking=_words("hat haben"),
    saying=_words("sagt sagte sagten gesagt behauptet behauptete"),
    that=_words("dass die der das"),
    source_kinds={
        "namentlichen": SourceKind.NAMED,
        "anonymen": SourceKind.ANONYMOUS,
        "ungenannten": SourceKind.ANONYMOUS,
        "unpersönlichen": SourceKind.IMPERSONAL,
    },
    sources=_words("quelle quellen"),
    officials=_words("beamten beamte amtsträgern amtsträger offiziellen regierungsvertretern"),
    dates=DateWords(
        since=_words("seit ab vom"),
        after=_words("nach"),
        until=_words("bis"),
        before=_words("vor"),
        within=_words("am im in während"),
        between=_words("zwischen"),
        joining=_words("und bis"),
        articles=_words("der dem den die das zum"),
        today=_words("heute"),
        yesterday=_words("gestern"),
        last=_words("letzte letzten letzter letztes vergangene vergangenen"),
        this=_words("diese diesen dieser dieses diesem"),
        days=_words("tag tage tagen"),
        weeks=_words("woche wochen"),
        months=_words("monat monate monaten monats"),
        years=_words("jahr jahre jahren jahres"),
        weekdays=_numbered(
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag sonnabend",
            "sonntag",
        ),
        month_names=_numbered(
            "januar jänner",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ),
    ),
)

VOCABULARIES = (ENGLISH, GERMAN)
