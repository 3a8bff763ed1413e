from pathlib import Path

import pytest

from plugin.stamps import content_key, made


def test_a_folder_is_made_once_per_key(tmp_path: Path) -> None:
    calls: list[Path] = []

    def make(folder: Path) -> None:
        calls.append(folder)
        (folder / f"{len(calls)}.txt").write_text("made")

    for key in ("one", "one", "two", "two"):
        made(tmp_path / "out", key, make)
    assert len(calls) == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2.txt"]


def test_a_step_that_fails_leaves_the_folder_and_is_tried_again(tmp_path: Path) -> None:
    out = made(tmp_path / "out", "one", lambda folder: (folder / "a").touch())

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("stopped half way")

    for _ in range(2):
        with pytest.raises(RuntimeError):
            made(out, "two", fail)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.key"]
    assert [path.name for path in out.iterdir()] == ["a"]


def test_the_key_sees_names_and_contents_but_nothing_generated(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    key = content_key(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("generated")
    assert content_key(tmp_path) == key
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert content_key(tmp_path) != key
