"""The gallery's graphs: what their scripts describe, ready to run, and rebuilt by their code."""

import json
from pathlib import Path

import pytest

from heureum_live.run_cell import run_cell
from heureum_live.studio.answering import answer_to
from heureum_live.studio.document import Document
from heureum_live.studio.gallery import DATA, GALLERY, made_of
from heureum_live.studio.opening import graph_def_json
from plugin.tagged_comments import in_language

from .graphs import rebuilt

SCRIPTS = Path(__file__).parents[3] / "docs" / "examples" / "gallery"


def test_every_script_is_in_the_gallery() -> None:
    assert {path.stem for path in SCRIPTS.glob("*.py")} == set(GALLERY)
    for language in ("ko", "en"):
        listed = answer_to({"do": "gallery", "language": language})["graphs"]
        assert [each["id"] for each in listed] == list(GALLERY)
        assert all(each["title"] and each["about"] and each["nodes"] for each in listed)


@pytest.mark.parametrize("name", GALLERY)
def test_the_data_are_what_the_script_describes(name: str) -> None:
    kept = json.loads(DATA.read_text(encoding="utf-8"))[name]
    assert kept == made_of(SCRIPTS / f"{name}.py"), "`make gallery` writes them anew"


@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_graph_of_the_gallery_is_ready_to_run(name: str, language: str) -> None:
    started = answer_to({"do": "start", "id": name, "language": language})
    assert started["view"]["is_ready"], started["view"]["problems"]
    assert started["view"]["code"] == in_language((SCRIPTS / f"{name}.py").read_text(encoding="utf-8"), language)
    assert answer_to({"do": "run", "document": started["document"]})["workers"] == started["document"]["workers"]


@pytest.mark.parametrize("name", GALLERY)
def test_the_code_written_from_a_graph_of_the_gallery_rebuilds_it_and_runs(name: str) -> None:
    made = Document.from_json({**json.loads(DATA.read_text(encoding="utf-8"))[name], "code": None})
    code, graph_def = rebuilt(made)
    assert graph_def == graph_def_json(made)
    assert run_cell(code, on_output=lambda stream, text: None).error is None


def test_a_graph_that_is_not_there_is_refused() -> None:
    assert "nothing" in answer_to({"do": "start", "id": "nothing", "language": "en"})["error"]["text"]
