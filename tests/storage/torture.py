"""`make torture`: kills the library's work many times and looks for what is lost.

    python -m tests.storage.torture --kills 200 [--seed N]

Runs test_kills.py with more kills and a seed of its own, which it prints, so that a failure
can be made to happen again.
"""

import argparse
import os
import random
import sys
from pathlib import Path

import pytest


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storage.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how many (default: 200)")
    parser.add_argument("--seed", type=int, help="where to begin (default: at random)")
    given = parser.parse_args()
    if given.kills < 1:
        parser.error("--kills must be at least 1")
    seed = random.SystemRandom().randrange(1_000_000) if given.seed is None else given.seed
    print(f"{given.kills} kills, seed {seed}", flush=True)
    os.environ.update(KILLS=str(given.kills), SEED=str(seed))
    kills = Path(__file__).with_name("test_kills.py")
    return int(pytest.main([str(kills), "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]))


if __name__ == "__main__":
    sys.exit(main())
