"""Building many values at once without the garbage collector walking over them again and again.

Nothing that an export or an import builds refers back to itself, so there is nothing for the
collector to find; what it costs grows faster than the document.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves the collector off for the block; where it was off before it stays so."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
