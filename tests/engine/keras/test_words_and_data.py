"""From words to arrays, and the digits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import heureum as tf

text, sequence = tf.keras.preprocessing.text, tf.keras.preprocessing.sequence


def test_words_are_numbered_by_how_often_they_come() -> None:
    tokenizer = text.Tokenizer(num_words=3, oov_token="?")
    tokenizer.fit_on_texts(["The cat, the dog!", "the cat"])
    assert tokenizer.word_index == {"?": 1, "the": 2, "cat": 3, "dog": 4}
    assert tokenizer.texts_to_sequences(["the cat sat"]) == [[2, 1, 1]]
    plain = text.Tokenizer()
    plain.fit_on_texts(["a b a"])
    assert plain.sequences_to_texts(plain.texts_to_sequences(["b a c"])) == ["b a"]
    assert plain.texts_to_matrix(["a a b"], "count").tolist() == [[0, 2, 1]]
    assert plain.texts_to_matrix(["a a b"], "freq")[0, 1] == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="vectorization mode"):
        plain.texts_to_matrix([], "other")


def test_sequences_are_made_equally_long() -> None:
    rows = [[1, 2, 3], [4], []]
    assert sequence.pad_sequences(rows).tolist() == [[1, 2, 3], [0, 0, 4], [0, 0, 0]]
    cut = sequence.pad_sequences(rows, 2, padding="post", truncating="post", value=9)
    assert cut.tolist() == [[1, 2], [4, 9], [9, 9]]
    with pytest.raises(ValueError, match="not understood"):
        sequence.pad_sequences(rows, padding="left")


def test_labels_become_rows() -> None:
    assert tf.keras.utils.to_categorical([[0], [2]]).tolist() == [[1, 0, 0], [0, 0, 1]]
    np.testing.assert_allclose(tf.keras.utils.normalize(np.array([[3.0, 4.0], [0.0, 0.0]])), [[0.6, 0.8], [0, 0]])


def test_digits_come_from_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.warns(UserWarning, match="This is not MNIST"):
        (x, y), (x_test, _) = tf.keras.datasets.mnist.load_data()
    assert (x.shape, x.dtype, y.dtype, len(x_test)) == ((1498, 28, 28), np.uint8, np.uint8, 299)
    parts = {"x_train": x[:5], "y_train": y[:5], "x_test": x[:2], "y_test": y[:2]}
    np.savez(tmp_path / "mnist.npz", **parts)
    assert len(tf.keras.datasets.mnist.load_data()[0][0]) == 5
    (tmp_path / "mnist.npz").write_bytes(b"damaged")
    with pytest.raises(ValueError, match="is not keras' MNIST"):
        tf.keras.datasets.mnist.load_data()
    with pytest.raises(AttributeError, match="downloads nothing"):
        _ = tf.keras.datasets.cifar10
