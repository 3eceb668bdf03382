"""Reading annotated files: what is right is read, what is wrong is told with its line."""

import json
from pathlib import Path

import pytest

from annotator.analysis.gold.reading import as_spans, kind_of, read_attributions
from annotator.errors import UserFacingError
from annotator.text.spans import Span

TEXT = "Ilse Brandt said the port is closed."
ROW = {
    "doc_id": "a",
    "text": TEXT,
    "attributions": [
        {"content": [[17, 35]], "source": [[0, 11]], "cue": [[12, 16]], "type": "indirect"},
        {"content": [17, 25], "source": None, "cue": None},
    ],
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", "utf-8")
    return path


def test_articles_are_read_with_their_attributions(tmp_path: Path) -> None:
    (article,) = read_attributions(written(tmp_path, ROW))
    first, second = article.attributions
    assert [TEXT[s.start : s.end] for s in first.content] == ["the port is closed"]
    assert TEXT[slice(*first.source[0])] == "Ilse Brandt"
    assert (second.content, second.source, second.cue) == ((Span(17, 25),), (), ())


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"text": "", "attributions": []}, "attribution"),
        ({"text": "", "events": []}, "commitment"),
        ({"text": "", "uncertain": True}, "hedges"),
        ({"text": "", "entities": []}, "entities"),
    ],
)
def test_the_kind_of_a_file_follows_from_its_rows(
    tmp_path: Path, fields: dict[str, object], kind: str
) -> None:
    assert kind_of(written(tmp_path, fields)) == kind


def test_a_file_of_no_known_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="known kind"):
        kind_of(written(tmp_path, {"text": "x"}))


@pytest.mark.parametrize(
    "row",
    [
        {"doc_id": "a", "text": TEXT},
        {"doc_id": "a", "text": 5, "attributions": []},
        {"doc_id": "a", "text": TEXT, "attributions": {}},
        {"doc_id": "a", "text": TEXT, "attributions": [7]},
        {"doc_id": "a", "text": TEXT, "attributions": [{"content": [[0, 999]]}]},
        {"doc_id": "a", "text": TEXT, "attributions": [{"content": [[5, 2]]}]},
        {"doc_id": "a", "text": TEXT, "attributions": [{"content": "words"}]},
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line(tmp_path: Path, row: object) -> None:
    with pytest.raises(UserFacingError, match="Line 2"):
        read_attributions(written(tmp_path, ROW, row))


def test_a_line_that_is_no_json_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n[1]\n", "utf-8")
    with pytest.raises(UserFacingError, match="Line 2"):
        read_attributions_of_rows(path)


def read_attributions_of_rows(path: Path) -> None:
    from annotator.analysis.gold.reading import read_lines

    list(read_lines(path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserFacingError, match="cannot be read"):
        read_attributions(tmp_path / "none.jsonl")


@pytest.mark.parametrize("value", [None, [], ()])
def test_nothing_is_no_span(value: object) -> None:
    assert as_spans(value, 10) == ()
