"""An estimator: it builds its model anew for each task, in a graph of its own, and keeps what was learned in a folder.

Takes a model function and input functions; gives metrics and predictions.
Law: training goes on from the newest checkpoint of `model_dir`, and leaves one there.
Source: tf.estimator.Estimator.
"""

from __future__ import annotations

import inspect
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .. import logging, metrics, train
from ..graph import Graph, GraphKeys
from ..graph.seeds import set_random_seed
from ..ops.grouping import group
from ..ops.summary.messages import Summary
from ..summary import FileWriter
from .export import first_of_all, signatures_of, write_export
from .giving import features_and_labels
from .specs import EstimatorSpec, ModeKeys, RunConfig
from .starting import WarmStartSettings, start_warm

__all__ = ["Estimator"]


class Estimator:
    """A model function with its folder, hyperparameters and way of running. Source: tf.estimator.Estimator."""

    def __init__(
        self,
        model_fn: Callable[..., Any],
        model_dir: str | None = None,
        config: RunConfig | None = None,
        params: Any = None,
        warm_start_from: Any = None,
    ) -> None:
        self._warm_start = WarmStartSettings.of(warm_start_from)
        self._model_fn, self._asked = model_fn, set(inspect.signature(model_fn).parameters)
        if "features" not in self._asked:
            raise ValueError(f"model_fn ({model_fn}) must include features argument.")
        if params is not None and "params" not in self._asked:
            raise ValueError(
                f"model_fn ({model_fn}) does not include params argument, but params ({params}) is passed to Estimator."
            )
        self._config = config or RunConfig()
        folder = model_dir or self._config.model_dir
        if folder is None:
            folder = tempfile.mkdtemp()
            logging.warning("Using temporary folder as model directory: %s", folder)
        self._config = self._config.replace(model_dir=os.fspath(folder))
        self._params = {} if params is None else params

    @property
    def model_dir(self) -> str:
        """Where its checkpoints are."""
        return str(self._config.model_dir)

    @property
    def config(self) -> RunConfig:
        """How it runs."""
        return self._config

    @property
    def params(self) -> Any:
        """Its hyperparameters."""
        return self._params

    @property
    def model_fn(self) -> Callable[..., Any]:
        """The model function, of features, labels, mode and config."""
        return lambda features, labels, mode, config=None: self._spec(features, labels, mode)

    def latest_checkpoint(self) -> str | None:
        """The newest checkpoint in the folder."""
        return train.latest_checkpoint(self.model_dir)

    def eval_dir(self, name: str | None = None) -> str:
        """Where evaluations write their summaries."""
        return os.path.join(self.model_dir, f"eval_{name}" if name else "eval")

    def get_variable_names(self) -> list[str]:
        """The names of what was learned. Raises ValueError before it was trained."""
        return [name for name, _ in train.list_variables(self.model_dir)]

    def get_variable_value(self, name: str) -> Any:
        """What a variable holds in the newest checkpoint. Raises ValueError before it was trained."""
        return train.load_variable(self.model_dir, name)

    # -- tasks ---------------------------------------------------------------------------------------------------------

    def train(
        self,
        input_fn: Callable[..., Any],
        hooks: Sequence[Any] | None = None,
        steps: int | None = None,
        max_steps: int | None = None,
        saving_listeners: Sequence[Any] | None = None,
    ) -> Estimator:
        """Train for `steps` more, or up to step `max_steps`, or until the input ends; gives itself.

        Raises ValueError when both are given. Source: tf.estimator.Estimator.train.
        """
        if steps is not None and max_steps is not None:
            raise ValueError("Can not provide both steps and max_steps.")
        if max_steps is not None and self._step() >= max_steps:
            logging.info("Skipping training since max_steps has already saved.")
            return self
        config = self._config
        with Graph().as_default():
            spec = self._built(input_fn, ModeKeys.TRAIN)
            if self._warm_start is not None and self.latest_checkpoint() is None:
                start_warm(self._warm_start)
            all_hooks = [
                train.NanTensorHook(spec.loss),
                *(hooks or ()),
                *(spec.training_hooks or ()),
                *(spec.training_chief_hooks or ()),
            ]
            watched = {"loss": spec.loss, "step": train.get_global_step()}
            all_hooks.append(train.LoggingTensorHook(watched, every_n_iter=config.log_step_count_steps or 100))
            if steps is not None or max_steps is not None:
                all_hooks.append(train.StopAtStepHook(steps, max_steps))
            scaffold = spec.scaffold or train.Scaffold(
                saver=train.Saver(
                    max_to_keep=config.keep_checkpoint_max,
                    keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
                    defer_build=True,
                )
            )
            seconds = config.save_checkpoints_secs
            if config.save_checkpoints_steps is None and seconds is None:
                seconds = 600
            saving = train.CheckpointSaverHook(
                self.model_dir, seconds, config.save_checkpoints_steps, scaffold=scaffold, listeners=list(saving_listeners or ())
            )
            with train.MonitoredTrainingSession(
                checkpoint_dir=self.model_dir,
                scaffold=scaffold,
                hooks=all_hooks,
                chief_only_hooks=[saving],
                save_checkpoint_secs=None,
                save_checkpoint_steps=None,
                save_summaries_steps=config.save_summary_steps or None,
                config=config.session_config,
                log_step_count_steps=config.log_step_count_steps,
            ) as session:
                while not session.should_stop():
                    session.run([spec.train_op, spec.loss])
        return self

    def evaluate(
        self,
        input_fn: Callable[..., Any],
        steps: int | None = None,
        hooks: Sequence[Any] | None = None,
        checkpoint_path: str | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        """The metrics of the model over `steps` batches, or until the input ends; with `loss` and `global_step`.

        Raises ValueError for less than one step. Source: tf.estimator.Estimator.evaluate.
        """
        if steps is not None and steps <= 0:
            raise ValueError(f"Must specify steps > 0, given: {steps}")
        with Graph().as_default():
            spec = self._built(input_fn, ModeKeys.EVAL)
            pairs = {**(spec.eval_metric_ops or {}), "loss": metrics.mean(spec.loss)}
            update = group(*(each for _, each in pairs.values()))
            values = {key: value for key, (value, _) in pairs.items()} | {"global_step": train.get_global_step()}
            final = train.FinalOpsHook(values)
            with self._session(spec, [*(hooks or ()), *(spec.evaluation_hooks or ()), final], checkpoint_path) as session:
                done = 0
                while not session.should_stop() and done != steps:
                    session.run(update)
                    done += 1
        found: dict[str, Any] = final.final_ops_values
        self._summarize(found, self.eval_dir(name))
        return found

    def predict(
        self,
        input_fn: Callable[..., Any],
        predict_keys: Any = None,
        hooks: Sequence[Any] | None = None,
        checkpoint_path: str | None = None,
        yield_single_examples: bool = True,
    ) -> Iterator[Any]:
        """The model's predictions one by one, until the input ends; of `predict_keys` alone when they are given.

        Raises ValueError when the model was never trained. Source: tf.estimator.Estimator.predict.
        """
        if (checkpoint_path or self.latest_checkpoint()) is None:
            raise ValueError(f"Could not find trained model in model_dir: {self.model_dir}: call train first.")
        with Graph().as_default():
            spec = self._built(input_fn, ModeKeys.PREDICT)
            asked = spec.predictions
            if predict_keys is not None:
                keys = [predict_keys] if isinstance(predict_keys, str) else predict_keys
                asked = {key: value for key, value in asked.items() if key in keys}
                if not asked:
                    raise ValueError(
                        f"Expected to run at least one output from {sorted(spec.predictions)}, provided {predict_keys}."
                    )
            with self._session(spec, [*(hooks or ()), *(spec.prediction_hooks or ())], checkpoint_path) as session:
                while not session.should_stop():
                    batch = session.run(asked)
                    if not yield_single_examples:
                        yield batch
                    elif isinstance(batch, dict):
                        for row in range(len(next(iter(batch.values())))):
                            yield {key: value[row] for key, value in batch.items()}
                    else:
                        yield from batch

    def export_saved_model(
        self,
        export_dir_base: str,
        serving_input_receiver_fn: Callable[[], Any],
        assets_extra: Mapping[str, str] | None = None,
        as_text: bool = False,
        checkpoint_path: str | None = None,
        experimental_mode: str = ModeKeys.PREDICT,
    ) -> bytes:
        """Write the model into a new folder inside `export_dir_base`, named by the time; gives its path.

        `assets_extra` are further files, by the names they get in `assets.extra/`. Raises ValueError when the model was
        never trained. Source: tf.estimator.Estimator.export_saved_model.
        """
        path = checkpoint_path or self.latest_checkpoint()
        if path is None:
            raise ValueError(f"Couldn't find trained model at {self.model_dir}: call train first.")
        with Graph().as_default():
            train.get_or_create_global_step()
            receiver = serving_input_receiver_fn()
            spec = self._spec(receiver.features, None, ModeKeys.PREDICT)
            signatures = signatures_of(receiver.receiver_tensors, spec.predictions, spec.export_outputs)
            first = first_of_all()
            with self._creator(spec, path).create_session() as session:
                return write_export(session, export_dir_base, signatures, first, assets_extra)

    export_savedmodel = export_saved_model

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _step(self) -> int:
        path = self.latest_checkpoint()
        return 0 if path is None else int(train.load_variable(path, GraphKeys.GLOBAL_STEP))

    def _built(self, input_fn: Callable[..., Any], mode: str) -> EstimatorSpec:
        if self._config.tf_random_seed is not None:
            set_random_seed(self._config.tf_random_seed)
        train.get_or_create_global_step()
        features, labels = features_and_labels(input_fn, mode, self._params, self._config)
        return self._spec(features, None if mode == ModeKeys.PREDICT else labels, mode)

    def _spec(self, features: Any, labels: Any, mode: str) -> EstimatorSpec:
        offered = {"labels": labels, "mode": mode, "params": self._params, "config": self._config}
        if labels is not None and "labels" not in self._asked:
            raise ValueError("model_fn does not take labels, but input_fn returns labels.")
        spec = self._model_fn(features=features, **{name: value for name, value in offered.items() if name in self._asked})
        if not isinstance(spec, EstimatorSpec):
            raise ValueError(f"model_fn should return an EstimatorSpec, found {type(spec).__name__}.")
        return spec

    def _session(self, spec: EstimatorSpec, hooks: Sequence[Any], path: str | None) -> Any:
        return train.MonitoredSession(self._creator(spec, path), hooks)

    def _creator(self, spec: EstimatorSpec, path: str | None) -> Any:
        return train.ChiefSessionCreator(
            spec.scaffold, config=self._config.session_config, checkpoint_filename_with_path=path or self.latest_checkpoint()
        )

    def _summarize(self, found: dict[str, Any], folder: str) -> None:
        step = int(found["global_step"])
        shown = ", ".join(f"{name} = {value}" for name, value in sorted(found.items()))
        logging.info("Saving dict for global step %d: %s", step, shown)
        numbers = {name: value for name, value in found.items() if name != "global_step" and getattr(value, "ndim", 1) == 0}
        with FileWriter(folder) as writer:
            values = [Summary.Value(tag=name, simple_value=float(value)) for name, value in numbers.items()]
            writer.add_summary(Summary(value=values), step)
