"""A model that is compiled, trained, evaluated and asked. `tf.keras.Model`.

Takes arrays, data sets or generators; gives what was learned, losses, metrics and predictions.
Law: all of it is runs of one session on the default graph, fed batch by batch.
Source: tensorflow/python/keras/engine/training.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...nest import flatten, map_structure
from .. import optimizers
from ..layers.entering import Input
from ..state import get_session, learning_phase
from . import feeding
from .compiling import Compiled
from .looping import fitted
from .network import Network

__all__ = ["Model"]


class Model(Network):
    """Layers between `inputs` and `outputs`, or a class with a `call`, with a loss to make small. Source: tf.keras.Model."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: dict[str, Any] | None = None
        self._compiled: Compiled | None = None
        self.stop_training = False
        self.history: Any = None

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        metrics: Any = None,
        loss_weights: Any = None,
        sample_weight_mode: Any = None,
        weighted_metrics: Any = None,
        target_tensors: Any = None,
        **kwargs: Any,
    ) -> None:
        """Choose optimizer, loss and metrics, by name or as objects; for several outputs a list, or a dict by name.

        Raises ValueError for a name that is not there and for entries that do not fit the outputs.
        """
        self.optimizer = optimizers.get(optimizer)
        self._asked = {"loss": loss, "chosen": metrics, "loss_weights": loss_weights, "target_tensors": target_tensors}
        self._compiled = None
        if self.outputs:
            self._compiled = Compiled(self, self.optimizer, **self._asked)

    @property
    def metrics_names(self) -> list[str]:
        """The names of what `evaluate` gives."""
        return self._ready().names

    @property
    def total_loss(self) -> Any:
        """What is made small. `[]`."""
        return self._ready().loss

    def _ready(self, x: Any = None) -> Compiled:
        if self._asked is None:
            raise RuntimeError("You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.")
        self._describe(x)
        if self._compiled is None:
            self._compiled = Compiled(self, self.optimizer, **self._asked)
        return self._compiled

    def _describe(self, x: Any) -> None:
        """Find the inputs of a model that is a class, from the first data it is given."""
        if self.outputs or x is None:
            return
        shapes = map_structure(lambda each: Input(np.shape(each)[1:] or (1,), dtype=_kind(each)), x)
        self._set_own(shapes, self(shapes))

    # -- all at once ---------------------------------------------------------------------------------------------------

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: int = 1,
        callbacks: Any = None,
        validation_split: float = 0.0,
        validation_data: Any = None,
        shuffle: bool = True,
        class_weight: Any = None,
        sample_weight: Any = None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_freq: int = 1,
        max_queue_size: int = 10,
        workers: int = 1,
        use_multiprocessing: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Train for `epochs`; gives a History of losses and metrics. `x` may be a tf.data.Dataset or a generator of pairs.

        Raises RuntimeError before `compile`, ValueError for arrays that do not fit. Source: tf.keras.Model.fit.
        """
        return fitted(
            self, x, y, batch_size=batch_size, epochs=epochs, verbose=verbose, callbacks=callbacks,
            validation_split=validation_split, validation_data=validation_data, shuffle=shuffle, class_weight=class_weight,
            sample_weight=sample_weight, initial_epoch=initial_epoch, steps_per_epoch=steps_per_epoch,
            validation_steps=validation_steps, validation_freq=validation_freq,
        )  # fmt: skip

    def fit_generator(self, generator: Any, steps_per_epoch: int | None = None, epochs: int = 1, **kwargs: Any) -> Any:
        """`fit` on what a generator gives. Source: tf.keras.Model.fit_generator."""
        return self.fit(generator, steps_per_epoch=steps_per_epoch, epochs=epochs, **kwargs)

    def evaluate(
        self, x: Any = None, y: Any = None, batch_size: int | None = None, verbose: int = 1, sample_weight: Any = None,
        steps: int | None = None, callbacks: Any = None, **kwargs: Any,
    ) -> Any:  # fmt: skip
        """The loss over all examples, or a list of it and the metrics. Source: tf.keras.Model.evaluate."""
        self._ready(feeding.first_of(x))
        found = self._over(feeding.batches(self, x, y, batch_size or 32, False, sample_weight, None, steps))
        return list(found.values()) if len(found) > 1 else found["loss"]

    def evaluate_generator(self, generator: Any, steps: int | None = None, **kwargs: Any) -> Any:
        """`evaluate` of what a generator gives. Source: tf.keras.Model.evaluate_generator."""
        return self.evaluate(generator, steps=steps)

    def predict(
        self, x: Any, batch_size: int | None = None, verbose: int = 0, steps: int | None = None, callbacks: Any = None,
        **kwargs: Any,
    ) -> Any:  # fmt: skip
        """What the model gives, as one array, or one for each output. Source: tf.keras.Model.predict."""
        self._describe(feeding.first_of(x))
        found = [
            self.predict_on_batch(each.x) for each in feeding.batches(self, x, None, batch_size or 32, False, None, None, steps)
        ]
        if not found:
            raise ValueError("There is nothing to predict: the input is empty")
        if isinstance(found[0], list):
            return [np.concatenate(parts) for parts in zip(*found, strict=True)]
        return np.concatenate(found)

    predict_proba = predict

    def predict_generator(self, generator: Any, steps: int | None = None, **kwargs: Any) -> Any:
        """`predict` for what a generator gives. Source: tf.keras.Model.predict_generator."""
        return self.predict(generator, steps=steps)

    # -- batch by batch ------------------------------------------------------------------------------------------------

    def train_on_batch(self, x: Any, y: Any = None, sample_weight: Any = None, class_weight: Any = None, **kwargs: Any) -> Any:
        """One step; gives the loss, or a list of it and the metrics. Source: tf.keras.Model.train_on_batch."""
        self._ready(x)
        batch = feeding.Batch.of(self, x, y, sample_weight, class_weight)
        found = self._run(batch, True)
        return list(found.values()) if len(found) > 1 else found["loss"]

    def test_on_batch(self, x: Any, y: Any = None, sample_weight: Any = None, **kwargs: Any) -> Any:
        """The loss of a batch, or a list of it and the metrics. Source: tf.keras.Model.test_on_batch."""
        self._ready(x)
        found = self._run(feeding.Batch.of(self, x, y, sample_weight, None), False)
        return list(found.values()) if len(found) > 1 else found["loss"]

    def predict_on_batch(self, x: Any) -> Any:
        """What the model gives for a batch. Source: tf.keras.Model.predict_on_batch."""
        self._describe(x)
        feeds = dict(zip(self.inputs, feeding.arrays(x, self.input_names, "input"), strict=True))
        found = get_session().run(self.outputs, {**feeds, **_phase(False)})
        return found if len(found) > 1 else found[0]

    def _run(self, batch: feeding.Batch, trains: bool) -> dict[str, Any]:
        """The losses and metrics of a batch, by name; a step is taken with it when it `trains`."""
        compiled = self._ready()
        feeds = dict(zip(self.inputs, batch.x, strict=True)) | dict(zip(compiled.targets, batch.y, strict=False))
        if batch.weights is not None:
            feeds |= dict(zip(compiled.sample_weights, batch.weights, strict=True))
        step = compiled.step() if trains else []
        _, values = get_session().run([step, compiled.values], {**feeds, **_phase(trains)})
        return dict(zip(compiled.names, values, strict=True))

    def _over(self, batches: Any) -> dict[str, Any]:
        """The losses and metrics over many batches, each counted by its size."""
        compiled = self._ready()
        for each in compiled.kept.values():
            each.reset_states()
        sums = feeding.Means(compiled.names, set(compiled.kept))
        for batch in batches:
            sums.add(self._run(batch, False), batch.count)
        return sums.found()


def _phase(trains: bool) -> dict[Any, Any]:
    phase = learning_phase()
    return {} if isinstance(phase, (bool, int)) else {phase: trains}


def _kind(each: Any) -> str:
    kind = np.asarray(flatten(each)[0] if isinstance(each, list) else each).dtype
    return "float32" if kind == np.float64 else kind.name
