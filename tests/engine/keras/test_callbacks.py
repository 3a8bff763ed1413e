"""Callbacks: stopping, saving, rates that change, and what they write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

callbacks = tf.keras.callbacks
X = np.random.RandomState(1).rand(12, 2).astype(np.float32)
Y = X.sum(1, keepdims=True)


@pytest.fixture(autouse=True)
def graph() -> Iterator[None]:
    with tf.Graph().as_default():
        yield


def fitted(rate: float, *given: Any, epochs: int = 6) -> Any:
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_dim=2)])
    model.set_weights([np.zeros((2, 1)), np.zeros(1)])
    model.compile(tf.keras.optimizers.SGD(rate), "mse")
    model.fit(X, Y, epochs=epochs, validation_data=(X, Y), callbacks=list(given), verbose=0)
    return model


def test_training_stops_without_progress() -> None:
    stopping = callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    model = fitted(5.0, stopping)  # every step makes it worse
    assert stopping.stopped_epoch == 2
    assert len(model.history.epoch) == 3
    best = min(model.history.history["val_loss"])
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(best, rel=1e-5)


def test_the_rate_follows_a_schedule_and_a_plateau() -> None:
    model = fitted(1.0, callbacks.LearningRateScheduler(lambda epoch: 0.1 / (epoch + 1)))
    assert tf.keras.backend.get_value(model.optimizer.lr) == pytest.approx(0.1 / 6)
    slower = fitted(5.0, callbacks.ReduceLROnPlateau(factor=0.5, patience=1, min_lr=1.0))
    assert tf.keras.backend.get_value(slower.optimizer.lr) < 5
    with pytest.raises(ValueError, match=r"factor >= 1\.0"):
        callbacks.ReduceLROnPlateau(factor=1.5)


def test_what_is_written(tmp_path: Path) -> None:
    seen: list[int] = []
    model = fitted(
        0.1,
        callbacks.ModelCheckpoint(str(tmp_path / "w-{epoch:02d}.h5"), save_weights_only=True, period=2),
        callbacks.CSVLogger(str(tmp_path / "log.csv")),
        callbacks.TensorBoard(str(tmp_path / "board")),
        callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch)),
        epochs=4,
    )
    assert sorted(each.name for each in tmp_path.glob("w-*.h5*")) == ["w-02.h5.npz", "w-04.h5.npz"]
    rows = (tmp_path / "log.csv").read_text().splitlines()
    assert rows[0] == "epoch,loss,val_loss"
    assert len(rows) == 5
    assert seen == [0, 1, 2, 3]
    (path,) = (tmp_path / "board").iterdir()
    tags = [value.tag for event in tf.train.summary_iterator(str(path)) for value in event.summary.value]
    assert tags == ["epoch_loss", "epoch_val_loss"] * 4
    model.load_weights(str(tmp_path / "w-04.h5"))


def test_a_loss_that_is_no_number_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    model = fitted(1e30, callbacks.TerminateOnNaN(), epochs=50)
    assert len(model.history.epoch) < 50
    assert "Invalid loss, terminating training" in capsys.readouterr().out
