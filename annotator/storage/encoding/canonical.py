"""JSON in one form only, so that a hash over it means something.

Canonical form: keys sorted by code point, no white space, letters as they are (UTF-8, not
escaped), no NaN or infinity. It is the form of RFC 8785 for the values used here (strings,
whole numbers, booleans, null, lists, objects); fractions are written as Python writes them,
which is the shortest text that reads back as the same double.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

type JSON = bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None


def canonical(value: JSON) -> str:
    """`value` as canonical JSON. Raises ValueError for NaN and infinity."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def sha256_hex(text: str) -> str:
    """SHA-256 of `text` as UTF-8, in hex. Lone surrogates hash as themselves."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
