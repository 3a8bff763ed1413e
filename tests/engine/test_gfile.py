"""Files by TensorFlow's names, and the errors it raises for those that are missing or in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

import heureum as tf


def test_writing_and_reading(tmp_path: Path) -> None:
    path = str(tmp_path / "a.txt")
    with tf.gfile.GFile(path, "w") as file:
        file.write("one\ntwo\n")
    with tf.gfile.FastGFile(path) as file:
        assert (file.readline(), file.read(), file.size(), file.name) == ("one\n", "two\n", 8, path)
    with tf.gfile.Open(path, "rb") as file:
        assert list(file) == [b"one\n", b"two\n"]


def test_folders(tmp_path: Path) -> None:
    deep = str(tmp_path / "a" / "b")
    tf.gfile.MakeDirs(deep)
    tf.gfile.MakeDirs(deep)
    tf.gfile.GFile(f"{deep}/c", "w").close()
    with tf.gfile.GFile(f"{deep}/c", "w") as file:
        file.write("c")
    tf.gfile.Copy(f"{deep}/c", f"{deep}/d")
    tf.gfile.Rename(f"{deep}/d", f"{deep}/e")
    assert sorted(tf.gfile.ListDirectory(deep)) == ["c", "e"]
    assert tf.gfile.Glob(f"{deep}/*") == [f"{deep}/c", f"{deep}/e"]
    assert (tf.gfile.IsDirectory(deep), tf.gfile.Exists(f"{deep}/d")) == (True, False)
    assert [folder for folder, _, _ in tf.gfile.Walk(str(tmp_path))] == [str(tmp_path), str(tmp_path / "a"), deep]
    assert tf.gfile.Stat(f"{deep}/c").st_size == 1
    tf.gfile.DeleteRecursively(str(tmp_path / "a"))
    assert not tf.gfile.Exists(deep)


WRONG: list[tuple[Callable[[str], object], type[Exception]]] = [
    (lambda at: tf.gfile.GFile(f"{at}/none").read(), tf.errors.NotFoundError),
    (lambda at: tf.gfile.ListDirectory(f"{at}/none"), tf.errors.NotFoundError),
    (lambda at: tf.gfile.Remove(f"{at}/none"), tf.errors.NotFoundError),
    (lambda at: tf.gfile.DeleteRecursively(f"{at}/none"), tf.errors.NotFoundError),
    (tf.gfile.MkDir, tf.errors.AlreadyExistsError),
    (lambda at: tf.gfile.Copy(f"{at}/none", at), tf.errors.AlreadyExistsError),
    (lambda at: tf.gfile.GFile(at).read(), tf.errors.FailedPreconditionError),
]


@pytest.mark.parametrize(("attempt", "error"), WRONG)
def test_errors(attempt: Callable[[str], object], error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        attempt(str(tmp_path))
