"""What happens around epochs and batches of `fit`. `tf.keras.callbacks`.

Source: tensorflow/python/keras/callbacks.py.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from .. import logging
from ..ops.summary.messages import Summary
from ..summary import FileWriter
from .state import get_session

__all__ = [
    "CSVLogger",
    "Callback",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "ReduceLROnPlateau",
    "TensorBoard",
    "TerminateOnNaN",
]


class Callback:
    """Inherit from it what is of interest; `model` and `params` are set before. Source: tf.keras.callbacks.Callback."""

    model: Any = None
    params: Any = None

    def set_model(self, model: Any) -> None:
        """The model that is trained."""
        self.model = model

    def set_params(self, params: dict[str, Any]) -> None:
        """How it is trained."""
        self.params = params

    def on_train_begin(self, logs: Any = None) -> None:
        """Before the first epoch."""

    def on_train_end(self, logs: Any = None) -> None:
        """After the last epoch."""

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Before an epoch."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """After an epoch, with its losses and metrics."""

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Before a batch."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """After a batch, with its losses and metrics."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Before a batch."""
        self.on_batch_begin(batch, logs)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """After a batch, with its losses and metrics."""
        self.on_batch_end(batch, logs)


class History(Callback):
    """Keeps losses and metrics of all epochs in `history`; what `fit` gives. Source: tf.keras.callbacks.History."""

    def __init__(self) -> None:
        self.epoch: list[int] = []
        self.history: dict[str, list[Any]] = {}

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Keep them."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)


class _Watching(Callback):
    """What looks for the best value of a number: the least, or the largest when it is an accuracy or `mode` says so."""

    def __init__(self, monitor: str, mode: str, least_change: float, verbose: int) -> None:
        if mode not in ("auto", "min", "max"):
            logging.warning("%s mode %s is unknown, fallback to auto mode.", type(self).__name__, mode)
            mode = "auto"
        self.monitor, self.verbose = monitor, verbose
        self._grows = mode == "max" or (mode == "auto" and ("acc" in monitor or monitor.startswith("fmeasure")))
        self._least_change = abs(least_change)
        self.best = -np.inf if self._grows else np.inf

    def _is_better(self, value: float) -> bool:
        if self._grows:
            return bool(value - self._least_change > self.best)
        return bool(value + self._least_change < self.best)

    def _seen(self, logs: Any) -> float | None:
        value = (logs or {}).get(self.monitor)
        if value is None:
            there = ", ".join(logs or {})
            logging.warning("%s is conditioned on %s, which is not there: %s", type(self).__name__, self.monitor, there)
        return value


class EarlyStopping(_Watching):
    """Stops after `patience` epochs without a better value. Source: tf.keras.callbacks.EarlyStopping."""

    def __init__(
        self, monitor: str = "val_loss", min_delta: float = 0, patience: int = 0, verbose: int = 0, mode: str = "auto",
        baseline: float | None = None, restore_best_weights: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(monitor, mode, min_delta, verbose)
        self.patience, self._restores, self.stopped_epoch = patience, restore_best_weights, 0
        self._first, self._best_weights, self._waited = self.best if baseline is None else baseline, None, 0

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin anew."""
        self._waited, self.stopped_epoch, self.best, self._best_weights = 0, 0, self._first, None

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Look, and stop when it is enough."""
        value = self._seen(logs)
        if value is None:
            return
        if self._is_better(value):
            self.best, self._waited = value, 0
            if self._restores:
                self._best_weights = self.model.get_weights()
            return
        self._waited += 1
        if self._waited >= self.patience:
            self.stopped_epoch, self.model.stop_training = epoch, True
            if self._restores and self._best_weights is not None:
                self.model.set_weights(self._best_weights)

    def on_train_end(self, logs: Any = None) -> None:
        """Say so."""
        if self.stopped_epoch > 0 and self.verbose > 0:
            print(f"Epoch {self.stopped_epoch + 1:05d}: early stopping")


class ModelCheckpoint(_Watching):
    """Saves the weights after epochs, or when they are better. The path may name `{epoch:02d}` and numbers.

    Source: tf.keras.callbacks.ModelCheckpoint.
    """

    def __init__(
        self, filepath: str, monitor: str = "val_loss", verbose: int = 0, save_best_only: bool = False,
        save_weights_only: bool = False, mode: str = "auto", period: int = 1,
    ) -> None:  # fmt: skip
        super().__init__(monitor, mode, 0.0, verbose)
        self.filepath, self._only_best, self._period = filepath, save_best_only, period

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Save when it is time."""
        if (epoch + 1) % self._period:
            return
        if self._only_best:
            value = self._seen(logs)
            if value is None or not self._is_better(value):
                return
            self.best = value
        path = self.filepath.format(epoch=epoch + 1, **(logs or {}))
        if self.verbose > 0:
            print(f"\nEpoch {epoch + 1:05d}: saving model to {path}")
        self.model.save_weights(path)


class LearningRateScheduler(Callback):
    """Sets the rate before each epoch, by a function of its number and the rate. Source: tf.keras.callbacks."""

    def __init__(self, schedule: Callable[..., float], verbose: int = 0) -> None:
        self.schedule, self.verbose = schedule, verbose

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Set it."""
        rate, session = self.model.optimizer.lr, get_session()
        try:
            new = self.schedule(epoch, float(session.run(rate)))
        except TypeError:
            new = self.schedule(epoch)
        rate.load(new, session)
        if self.verbose > 0:
            print(f"\nEpoch {epoch + 1:05d}: LearningRateScheduler reducing learning rate to {new}.")


class ReduceLROnPlateau(_Watching):
    """Makes the rate smaller after `patience` epochs without a better value. Source: tf.keras.callbacks.ReduceLROnPlateau."""

    def __init__(
        self, monitor: str = "val_loss", factor: float = 0.1, patience: int = 10, verbose: int = 0, mode: str = "auto",
        min_delta: float = 1e-4, cooldown: int = 0, min_lr: float = 0, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(monitor, mode, min_delta, verbose)
        if factor >= 1.0:
            raise ValueError("ReduceLROnPlateau does not support a factor >= 1.0.")
        self._factor, self._patience, self._cooldown, self._min_lr = factor, patience, cooldown, min_lr
        self._waited = self._cooling = 0

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Look, and make it smaller when it is time."""
        value = self._seen(logs)
        if value is None:
            return
        if self._cooling > 0:
            self._cooling, self._waited = self._cooling - 1, 0
        if self._is_better(value):
            self.best, self._waited = value, 0
        elif self._cooling <= 0:
            self._waited += 1
            rate, session = self.model.optimizer.lr, get_session()
            old = float(session.run(rate))
            if self._waited >= self._patience and old > self._min_lr:
                rate.load(max(old * self._factor, self._min_lr), session)
                self._cooling, self._waited = self._cooldown, 0


class TensorBoard(Callback):
    """Writes losses and metrics of each epoch, and the graph, for TensorBoard. Other options are accepted.

    Source: tf.keras.callbacks.TensorBoard.
    """

    def __init__(
        self, log_dir: str = "./logs", histogram_freq: int = 0, batch_size: int = 32, write_graph: bool = True, **kwargs: Any
    ) -> None:
        self._folder, self._write_graph = str(log_dir), write_graph

    def on_train_begin(self, logs: Any = None) -> None:
        """Open the file."""
        self._writer = FileWriter(self._folder, get_session().graph if self._write_graph else None)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Write."""
        values = [Summary.Value(tag=f"epoch_{name}", simple_value=float(value)) for name, value in (logs or {}).items()]
        self._writer.add_summary(Summary(value=values), epoch)
        self._writer.flush()

    def on_train_end(self, logs: Any = None) -> None:
        """Close the file."""
        self._writer.close()


class CSVLogger(Callback):
    """Writes losses and metrics of each epoch into a table. Source: tf.keras.callbacks.CSVLogger."""

    def __init__(self, filename: str, separator: str = ",", append: bool = False) -> None:
        self._path, self._separator, self._append = os.fspath(filename), separator, append
        self._keys: list[str] | None = None

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Add a row."""
        logs, is_first = logs or {}, self._keys is None
        self._keys = self._keys or sorted(logs)
        with open(self._path, "w" if is_first and not self._append else "a", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter=self._separator)
            if is_first and file.tell() == 0:
                rows.writerow(["epoch", *self._keys])
            rows.writerow([epoch, *(logs.get(key, "NA") for key in self._keys)])


class TerminateOnNaN(Callback):
    """Stops when the loss is no number. Source: tf.keras.callbacks.TerminateOnNaN."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Look."""
        loss = (logs or {}).get("loss")
        if loss is not None and not np.isfinite(loss):
            print(f"Batch {batch}: Invalid loss, terminating training")
            self.model.stop_training = True


class LambdaCallback(Callback):
    """Functions as a callback, by the names of its methods. Source: tf.keras.callbacks.LambdaCallback."""

    def __init__(
        self, on_epoch_begin: Any = None, on_epoch_end: Any = None, on_batch_begin: Any = None, on_batch_end: Any = None,
        on_train_begin: Any = None, on_train_end: Any = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        given = {name: value for name, value in locals().items() if name.startswith("on_") and value is not None}
        vars(self).update({**given, **kwargs})
