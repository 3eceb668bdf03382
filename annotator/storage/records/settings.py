"""What a library remembers that is no work of a person: reading positions, who worked last."""

import json

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from annotator.storage.encoding.canonical import JSON, canonical
from annotator.storage.file.schema import SettingTable
from annotator.storage.file.store import Store


class Settings:
    """Names and JSON values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str, default: JSON = None) -> JSON:
        """The value kept under `name`, or `default`."""
        query = select(SettingTable.value).where(SettingTable.name == name)
        with self._store.reading() as connection:
            value = connection.scalar(query)
        if value is None:
            return default
        kept: JSON = json.loads(value)
        return kept

    def set(self, name: str, value: JSON) -> None:
        """Keeps `value` under `name`; None forgets it."""
        with self._store.writing() as connection:
            if value is None:
                connection.execute(delete(SettingTable).where(SettingTable.name == name))
                return
            text = canonical(value)
            connection.execute(
                insert(SettingTable)
                .values(name=name, value=text)
                .on_conflict_do_update(index_elements=["name"], set_={"value": text})
            )

    def clear(self, prefix: str = "") -> None:
        """Forgets every name that begins with `prefix` (such as all reading positions)."""
        with self._store.writing() as connection:
            connection.execute(
                delete(SettingTable).where(SettingTable.name.startswith(prefix, autoescape=True))
            )
