"""Many files at once: results in their order, as they come, and only a few files ahead."""

from pathlib import Path

import psutil
import pytest

from annotator.workspace.batch import Analysed, Failure, analyse_files

pytestmark = pytest.mark.model


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Twelve stories, the third of which is not there."""
    paths = [tmp_path / f"{number:02}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        if number != 2:
            path.write_text(f"The mayor said that bridge {number} is safe.\n", encoding="utf-8")
    return paths


def children() -> set[int]:
    """The processes that read and analyse; multiprocessing's own caretaker stays for good."""
    return {
        child.pid
        for child in psutil.Process().children(recursive=True)
        if any("spawn_main" in word for word in child.cmdline())
    }


def test_results_come_in_order_with_a_few_files_ahead_and_nothing_stays(
    files: list[Path],
) -> None:
    before, begun = children(), list[Path]()
    results = analyse_files(files, processes=1, on_start=begun.append)
    first = next(results)
    assert isinstance(first, Analysed)
    assert first.path == files[0]
    assert "bridge 0" in first.article.text
    assert len(begun) < len(files), "memory must not grow with the number of files"
    done = [first, next(results), next(results), next(results)]
    assert [each.path for each in done] == files[:4]
    assert isinstance(done[2], Failure)
    assert "was not found" in str(done[2].error.message)
    assert children() > before
    results.close()  # as when somebody presses Ctrl-C
    assert children() <= before
