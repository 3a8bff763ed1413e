"""Epochs: batches one after another, callbacks around them, validation after each, and a line that says how it goes.

Takes a compiled model and data; gives a History.
Source: tensorflow/python/keras/engine/training_arrays.py, training_generator.py.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from ..callbacks import History
from . import feeding

__all__ = ["fitted"]


def fitted(
    model: Any, x: Any, y: Any, *, batch_size: int | None, epochs: int, verbose: int, callbacks: Any, validation_split: float,
    validation_data: Any, shuffle: bool, class_weight: Any, sample_weight: Any, initial_epoch: int,
    steps_per_epoch: int | None, validation_steps: int | None, validation_freq: int,
) -> History:  # fmt: skip
    """What `Model.fit` does."""
    size = batch_size or 32
    model._ready(feeding.first_of(x))
    whole = None
    if feeding.first_of(x) is not None:
        whole = feeding.Batch.of(model, x, y, sample_weight, class_weight)
        if validation_split and validation_data is None:
            whole, validation_data = _parted(whole, validation_split)
    is_endless = hasattr(x, "__next__")
    if is_endless and steps_per_epoch is None:
        raise ValueError("A generator may have no end: give steps_per_epoch, the number of batches of an epoch")
    total = whole.count if whole is not None else None
    history = History()
    every = [history, *(callbacks or ())]
    params = {"batch_size": size, "epochs": epochs, "steps": steps_per_epoch, "samples": total, "verbose": verbose}
    for each in every:
        each.set_model(model)
        each.set_params(params)
    model.stop_training, model.history = False, history
    if verbose and total is not None:
        extra = f", validate on {feeding.count_of(validation_data[0])} samples" if _is_parted(validation_data) else ""
        print(f"Train on {total} samples{extra}")
    _tell(every, "on_train_begin")
    compiled, feed = model._ready(), None
    if not is_endless and whole is None and steps_per_epoch is not None:
        feed = feeding.batches(model, x, y, size, shuffle, None, class_weight, None)
    for epoch in range(initial_epoch, epochs):
        if verbose:
            print(f"Epoch {epoch + 1}/{epochs}")
        _tell(every, "on_epoch_begin", epoch)
        start_s, sums = time.time(), feeding.Means(compiled.names, set(compiled.kept))
        for each in compiled.kept.values():
            each.reset_states()
        done = 0
        for number, batch in enumerate(_batches(model, x, y, whole, size, shuffle, class_weight, steps_per_epoch, feed)):
            _tell(every, "on_train_batch_begin", number, {"batch": number, "size": batch.count})
            found = model._run(batch, True)
            sums.add(found, batch.count)
            done += batch.count
            _tell(every, "on_train_batch_end", number, {"batch": number, "size": batch.count, **found})
            if model.stop_training or (steps_per_epoch is not None and number + 1 >= steps_per_epoch):
                break
        logs = sums.found()
        if validation_data is not None and (epoch + 1) % validation_freq == 0:
            logs |= {f"val_{name}": value for name, value in _validated(model, validation_data, size, validation_steps).items()}
        if verbose:
            _show(done, time.time() - start_s, logs)
        _tell(every, "on_epoch_end", epoch, logs)
        if model.stop_training:
            break
    _tell(every, "on_train_end")
    return history


def _parted(whole: feeding.Batch, share: float) -> tuple[feeding.Batch, Any]:
    (x, held_x), (y, held_y) = feeding.split(whole.x, share), feeding.split(whole.y, share)
    weights, held = (None, None) if whole.weights is None else feeding.split(whole.weights, share)
    return feeding.Batch(x, y, weights), (held_x, held_y, held)


def _is_parted(validation_data: Any) -> bool:
    return isinstance(validation_data, tuple) and isinstance(validation_data[0], list)


def _batches(
    model: Any, x: Any, y: Any, whole: Any, size: int, shuffle: bool, class_weight: Any, steps: int | None, feed: Any
) -> Any:
    if whole is not None:
        return (whole.at(numbers) for numbers in feeding.rows(whole.count, size, shuffle))
    if feed is not None:
        return feed
    return feeding.batches(model, x, y, size, shuffle, None, class_weight, steps)


def _validated(model: Any, data: Any, size: int, steps: int | None) -> dict[str, Any]:
    if isinstance(data, (list, tuple)):
        x, y, *weights = data
        found = feeding.batches(model, x, y, size, False, weights[0] if weights else None, None, steps)
    else:
        found = feeding.batches(model, data, None, size, False, None, None, steps)
    over: dict[str, Any] = model._over(found)
    return over


def _tell(callbacks: list[Any], event: str, *details: Any) -> None:
    for each in callbacks:
        getattr(each, event)(*details)


def _show(count: int, took_s: float, logs: dict[str, Any]) -> None:
    each_s = took_s / max(count, 1)
    pace = f"{each_s * 1e6:.0f}us" if each_s < 1e-3 else f"{each_s * 1e3:.0f}ms" if each_s < 1 else f"{each_s:.0f}s"
    numbers = "".join(f" - {name}: {value:.4f}" for name, value in logs.items())
    sys.stdout.write(f"{count}/{count} [==============================] - {took_s:.0f}s {pace}/sample{numbers}\n")
