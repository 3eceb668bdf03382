"""The one way in which persons change a library: an act and its journal entry, or neither."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from annotator.storage.encoding.canonical import JSON
from annotator.storage.file.store import Store
from annotator.storage.journal import chain
from annotator.storage.records.change import Change


@contextmanager
def transaction(
    store: Store,
    person: str,
    action: str,
    *,
    payload: Mapping[str, JSON] | None = None,
    inverse: Mapping[str, JSON] | None = None,
    bulk: bool = False,
    undoes: int | None = None,
    origin: str = "",
) -> Iterator[Change]:
    """One act of `person`; see `Library.transaction`."""
    with store.journalling() as connection:
        head = chain.head(connection)
        change = Change(connection, head.seq, person, payload, inverse, store.sign)
        yield change
        change.bring_up_to_date()
        chain.append(
            connection,
            chain.Draft(
                head,
                change.time,
                person,
                action,
                bulk,
                origin,
                undoes,
                change.payload,
                change.inverse,
                tuple(change.digests),
                frozenset(change.articles),
            ),
        )
