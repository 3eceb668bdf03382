"""`make bench`: runs the suites named, or all but the large ones, and prints a table.

Each suite is a module of this package with `run() -> list[Measurement]`, run in a process of
its own, so that none warms or burdens another. Results go to build/bench.json.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.measurement import Measurement

_HERE = Path(__file__).parent
_NOT_SUITES = {"__init__", "__main__", "measurement"}


def suites(*, large: bool) -> list[str]:
    """The names of the suites; those ending in `_large` only when asked for."""
    names = sorted(path.stem for path in _HERE.glob("*.py") if path.stem not in _NOT_SUITES)
    return [name for name in names if name.endswith("_large") == large and is_suite(name)]


def is_suite(name: str) -> bool:
    return "\ndef run(" in (_HERE / f"{name}.py").read_text(encoding="utf-8")


def run_here(name: str) -> list[Measurement]:
    measured: list[Measurement] = import_module(f"benchmarks.{name}").run()
    return measured


def run_apart(name: str) -> list[Measurement]:
    """The suite's measurements from a process of its own; raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--inside", name],
        stdout=subprocess.PIPE,
        check=True,
        cwd=_HERE.parent,
    )
    rows = json.loads(done.stdout.decode().splitlines()[-1])
    return [Measurement(**row) for row in rows]


def table(rows: list[Measurement]) -> str:
    lines = [("name", "value", "unit", "baseline", "ratio", "target")]
    for row in rows:
        baseline = "" if row.baseline is None else f"{row.baseline:.4g}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append((row.name, f"{row.value:.4g}", row.unit, baseline, ratio, row.target))
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("suite", nargs="*", help="which to run (default: all)")
    parser.add_argument("--large", action="store_true", help="the largest suites instead")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps([asdict(row) for row in run_here(given.inside)]))
        return 0
    rows: list[Measurement] = []
    failed = []
    for name in given.suite or suites(large=given.large):
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            rows += run_apart(name)
        except subprocess.CalledProcessError as error:
            failed.append(f"{name}: exit code {error.returncode}")
    out = Path("build") / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    print(table(rows))
    print("\n".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
