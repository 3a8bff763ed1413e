"""What an estimator is told: modes, what a model function gives, how to run, what to train and evaluate on.

Source: tf.estimator.EstimatorSpec and its siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["EstimatorSpec", "EvalSpec", "ModeKeys", "RunConfig", "TrainSpec"]


class ModeKeys:
    """What a model function is asked for. Source: tf.estimator.ModeKeys."""

    TRAIN = "train"
    EVAL = "eval"
    PREDICT = "infer"


@dataclass
class EstimatorSpec:
    """What a model function gives. Raises ValueError when what its mode needs is missing. Source: tf.estimator.EstimatorSpec."""

    mode: str
    predictions: Any = None
    loss: Any = None
    train_op: Any = None
    eval_metric_ops: dict[str, Any] | None = None
    export_outputs: Any = None
    training_chief_hooks: Sequence[Any] | None = None
    training_hooks: Sequence[Any] | None = None
    scaffold: Any = None
    evaluation_hooks: Sequence[Any] | None = None
    prediction_hooks: Sequence[Any] | None = None

    def __post_init__(self) -> None:
        if self.mode not in (ModeKeys.TRAIN, ModeKeys.EVAL, ModeKeys.PREDICT):
            raise ValueError(f"mode must be one of tf.estimator.ModeKeys, found {self.mode!r}")
        if self.mode != ModeKeys.PREDICT and self.loss is None:
            raise ValueError(f"Missing loss: a model function gives it in the mode {self.mode!r}.")
        if self.mode == ModeKeys.TRAIN and self.train_op is None:
            raise ValueError("Missing train_op: a model function gives it in the mode 'train'.")
        if self.mode == ModeKeys.PREDICT and self.predictions is None:
            raise ValueError("Missing predictions: a model function gives them in the mode 'infer'.")
        for name, pair in (self.eval_metric_ops or {}).items():
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise TypeError(
                    f"Values of eval_metric_ops must be (metric_value, update_op) tuples, as tf.metrics gives them, "
                    f"given: {pair} for key: {name}"
                )


@dataclass(frozen=True)
class RunConfig:
    """How an estimator runs: where it keeps its model, how often it saves, its seed. Source: tf.estimator.RunConfig."""

    model_dir: str | None = None
    tf_random_seed: int | None = None
    save_summary_steps: int = 100
    save_checkpoints_steps: int | None = None
    save_checkpoints_secs: int | None = None
    session_config: Any = None
    keep_checkpoint_max: int = 5
    keep_checkpoint_every_n_hours: float = 10000
    log_step_count_steps: int = 100
    train_distribute: Any = None
    device_fn: Any = None
    protocol: Any = None
    eval_distribute: Any = None

    def replace(self, **changed: Any) -> RunConfig:
        """The same with other values."""
        return RunConfig(**{**vars(self), **changed})


@dataclass(frozen=True)
class TrainSpec:
    """What to train on, and up to which step. Source: tf.estimator.TrainSpec."""

    input_fn: Callable[..., Any]
    max_steps: int | None = None
    hooks: Sequence[Any] | None = None
    saving_listeners: Sequence[Any] | None = None


@dataclass(frozen=True)
class EvalSpec:
    """What to evaluate on; the waiting times are accepted. Source: tf.estimator.EvalSpec."""

    input_fn: Callable[..., Any]
    steps: int | None = 100
    name: str | None = None
    hooks: Sequence[Any] | None = None
    exporters: Any = None
    start_delay_secs: int = 120
    throttle_secs: int = 600
