"""tf.contrib.learn: the vocabulary of texts, and data sets by name."""

from pathlib import Path

import numpy as np
import pytest

import heureum as tf

TEXTS = ["The cat sat", "the cat's hat", "A dog-like CatDog"]


def test_documents_become_rows_of_ids_in_the_order_of_words() -> None:
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(4)
    rows = np.array(list(processor.fit_transform(TEXTS)))
    assert rows.dtype == np.int64
    assert rows.tolist() == [[1, 2, 3, 0], [4, 5, 6, 0], [7, 8, 9, 10]]
    assert len(processor.vocabulary_) == 11
    assert next(processor.transform(["the unseen cat"])).tolist() == [4, 0, 2, 0]
    assert list(processor.reverse([[1, 2]])) == ["The cat"]


def test_rare_words_are_left_out_and_the_rest_is_ordered_by_frequency() -> None:
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(3, min_frequency=1)
    rows = list(processor.fit_transform(["b a a", "a b c", "b b d"]))
    assert [row.tolist() for row in rows] == [[1, 2, 2], [2, 1, 0], [1, 1, 0]]
    assert len(processor.vocabulary_) == 3


def test_a_vocabulary_is_kept_in_a_file(tmp_path: Path) -> None:
    learn = tf.contrib.learn.preprocessing.VocabularyProcessor
    learn(3).fit(["b a", "고양이"]).save(tmp_path / "vocab")
    restored = learn.restore(tmp_path / "vocab")
    assert [row.tolist() for row in restored.transform(["고양이 b x"])] == [[3, 1, 0]]
    (tmp_path / "other").write_text("not a vocabulary")
    with pytest.raises(ValueError, match=r"other was not written by VocabularyProcessor\.save"):
        learn.restore(tmp_path / "other")


def test_only_packaged_data_sets_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.warns(UserWarning, match="not MNIST"):
        assert tf.contrib.learn.datasets.load_dataset("mnist").train.images.shape[1] == 784
    with pytest.raises(ValueError, match=r"not found: iris.*scikit-learn"):
        tf.contrib.learn.datasets.load_dataset("iris")
