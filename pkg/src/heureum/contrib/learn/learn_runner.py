"""Runs an experiment. `tf.contrib.learn.learn_runner`. Source: tensorflow/contrib/learn/python/learn/learn_runner.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

__all__ = ["run"]


def run(
    experiment_fn: Callable[..., Any],
    output_dir: str | None = None,
    schedule: str | None = None,
    run_config: Any = None,
    hparams: Any = None,
) -> Any:
    """Make the experiment, by `experiment_fn(output_dir)` or `experiment_fn(run_config, hparams)`, and call its method
    `schedule`, "train_and_evaluate" unless told.

    Raises ValueError unless one of folder and configuration is given, and for a method that is not there.
    Source: tf.contrib.learn.learn_runner.run.
    """
    if (output_dir is None) == (run_config is None):
        raise ValueError(
            "Must set either output_dir, for experiment_fn(output_dir), or run_config, for one of config and hparams"
        )
    experiment = experiment_fn(output_dir) if run_config is None else experiment_fn(replace(run_config), hparams)
    name = schedule or "train_and_evaluate"
    task = getattr(experiment, name, None)
    if not callable(task):
        raise ValueError(f"Schedule references non-existent task {name}: train, evaluate or train_and_evaluate")
    return task()
