"""Numbers of many tokens read at once."""

import numpy as np

from annotator.analysis.certainty.columns import bits_of


def test_the_bits_of_every_number_are_told_row_by_row() -> None:
    values = np.array([0, 5, 1 << 40, 1 << 63 | 2], dtype=np.uint64)
    rows, bits = bits_of(values)
    assert rows.tolist() == [1, 1, 2, 3, 3]
    assert bits.tolist() == [0, 2, 40, 1, 63]
