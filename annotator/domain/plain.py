"""Domain values as plain JSON values and back, by their declared types.

For what is kept across restarts: the journal's payload, briefing plans. A field that is not
in the data takes its default, so that older data can be read after a field was added. A phrase
is its pattern with its values, or a mere text for words that are said as they are.
"""

import dataclasses
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType

from annotator.domain.phrase import PLACE, Phrase, Value, verbatim

type Plain = bool | int | float | str | list[Plain] | dict[str, Plain] | None


def to_plain(value: object) -> Plain:
    """`value` in JSON's types; raises TypeError for what is no domain value."""
    if isinstance(value, Enum):
        return to_plain(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Phrase):
        return _plain_phrase(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, frozenset):
        return sorted((to_plain(item) for item in value), key=repr)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is no domain value")


def _plain_phrase(value: Phrase) -> Plain:
    values = dict(value.values)
    words = values.get("words")
    if isinstance(words, str) and value == verbatim(words):
        return words
    return {value.pattern: {name: to_plain(each) for name, each in values.items()}}


def from_plain[T](kind: type[T], data: object) -> T:
    """The value of type `kind` that `to_plain` made `data` of.

    Raises ValueError when `data` does not have the shape of `kind`.
    """
    return typing.cast(T, _read(kind, data))


def _read(kind: object, data: object) -> object:
    if isinstance(kind, typing.TypeAliasType):
        return _read(kind.__value__, data)
    if isinstance(kind, typing.NewType):
        return _read(kind.__supertype__, data)
    origin = typing.get_origin(kind)
    if origin is UnionType or origin is typing.Union:
        return _read_optional(typing.get_args(kind), data)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), data)
    if origin is frozenset:
        (item,) = typing.get_args(kind)
        return frozenset(_read(item, each) for each in _list(data))
    if isinstance(kind, type):
        return _read_class(kind, data)
    raise ValueError(f"{kind!r} cannot be read")


def _read_optional(choices: Sequence[object], data: object) -> object:
    if data is None and NoneType in choices:
        return None
    kinds = [choice for choice in choices if choice is not NoneType]
    if len(kinds) != 1:
        raise ValueError(f"a choice of {len(kinds)} types cannot be read")
    return _read(kinds[0], data)


def _read_tuple(items: Sequence[object], data: object) -> object:
    values = _list(data)
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_read(items[0], value) for value in values)
    return tuple(_read(item, value) for item, value in zip(items, values, strict=True))


def _read_class(kind: type, data: object) -> object:
    if kind is Phrase:
        return _read_phrase(data)
    if dataclasses.is_dataclass(kind):
        if not isinstance(data, Mapping):
            raise ValueError(f"{kind.__name__} is not made of {type(data).__name__}")
        hints = _hints(kind)
        known = {name: value for name, value in data.items() if name in hints}
        fields = {name: _read(hints[name], value) for name, value in known.items()}
        return _made(kind, (), fields)
    if issubclass(kind, tuple):  # a NamedTuple such as Span
        return _made(kind, _list(data), {})
    if issubclass(kind, Enum):
        return kind(data)
    if kind is datetime:
        return datetime.fromisoformat(str(data))
    if kind is float and isinstance(data, int):
        return float(data)
    if not isinstance(data, kind):
        raise ValueError(f"{kind.__name__} expected, {type(data).__name__} found")  # noqa: TRY004
    return data


_DEEPEST = 8
"""Phrases inside phrases: more than ours ever are."""


def _read_phrase(data: object, depth: int = 0) -> Phrase:
    """Comes from files, too, hence no deeper and no longer than what was written into them."""
    if isinstance(data, str):
        return verbatim(data)
    if not isinstance(data, Mapping) or len(data) != 1 or depth > _DEEPEST:
        raise ValueError(f"a phrase expected, {type(data).__name__} found")
    ((pattern, values),) = data.items()
    if not isinstance(pattern, str) or not isinstance(values, Mapping):
        raise ValueError("a pattern and its values expected")  # noqa: TRY004
    places = PLACE.findall(pattern)
    if len(places) > len(set(places)):
        raise ValueError("a pattern says a value twice")
    return Phrase(pattern, tuple((str(n), _read_value(v, depth + 1)) for n, v in values.items()))


def _read_value(data: object, depth: int) -> Value:
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return tuple(typing.cast(str, _read_class(str, words)) for words in data)
    return _read_phrase(data, depth)


def _made(
    kind: Callable[..., object], values: Sequence[object], fields: Mapping[str, object]
) -> object:
    try:
        return kind(*values, **fields)
    except TypeError as error:
        raise ValueError(f"{kind!r} lacks a field or has one too many") from error


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise ValueError(f"a list expected, {type(data).__name__} found")  # noqa: TRY004
    return data


@cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)
