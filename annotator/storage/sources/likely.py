"""Sources that may be the same, for a person to say: never joined by the machine alone."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from annotator.domain.briefing import SourceCard
from annotator.domain.ids import SourceId
from annotator.domain.resolution import LikelySource, Sort, likeness
from annotator.storage.file.schema import SourceNameTable, SourceTable
from annotator.storage.sources import names as source_names
from annotator.storage.sources.names import COMPARED, Named
from annotator.text.names import LIKELY

_MOST_NAMES = 60


def likely_sources(
    connection: Connection, card: SourceCard, named: Sequence[Named], most: int
) -> tuple[LikelySource, ...]:
    """At most `most` other sources that bear a name or an office of `card`, or of what is
    `named` besides, likeliest first."""
    names: dict[Sort, dict[str, None]] = {}
    known = select(SourceNameTable.sort, SourceNameTable.name).where(
        SourceNameTable.source == card.id
    )
    for sort, name in connection.execute(known.limit(_MOST_NAMES)):
        for compared in COMPARED[Sort(sort)]:
            names.setdefault(compared, {})[name] = None
    for one in named:
        for compared in COMPARED[one.sort]:
            names.setdefault(compared, {}).update(dict.fromkeys(one.names))
        names.setdefault(Sort.OFFICE, {}).update(dict.fromkeys(one.offices))
    best: dict[SourceId, tuple[float, bool]] = {}
    for sort, forms in names.items():
        listed = tuple(forms)
        for candidate in source_names.candidates(connection, sort, listed) if listed else ():
            alike = likeness(sort, listed, candidate.names)
            if alike >= LIKELY and candidate.source not in {card.id, *card.apart}:
                rank = (alike, sort is Sort.OFFICE)
                best[candidate.source] = max(rank, best.get(candidate.source, (0.0, False)))
    ranked = sorted(best, key=lambda source: (-best[source][0], source))[:most]
    query = select(SourceTable.id, SourceTable.name).where(SourceTable.id.in_(ranked))
    shown = {SourceId(id_): name for id_, name in connection.execute(query)}
    return tuple(LikelySource(one, shown[one], best[one][1]) for one in ranked if one in shown)
