"""When a model is written out while it trains: at the end, each time, or when it is the best so far.

Source: tensorflow_estimator/python/estimator/exporter.py.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import Any

__all__ = ["BestExporter", "Exporter", "FinalExporter", "LatestExporter"]


class Exporter:
    """Writes an estimator's model into a folder. Inherit from it. Source: tf.estimator.Exporter."""

    @property
    def name(self) -> str:
        """Its name, and that of the folder for its exports."""
        raise NotImplementedError

    def export(
        self, estimator: Any, export_path: str, checkpoint_path: str | None, eval_result: Any, is_the_final_export: bool
    ) -> Any:
        """Write the model, or not; gives the folder it was written to, or None."""
        raise NotImplementedError


class _Saving(Exporter):
    def __init__(self, name: str, serving_input_receiver_fn: Callable[[], Any], assets_extra: Any, as_text: bool) -> None:
        self._name, self._receiver, self._assets, self._as_text = name, serving_input_receiver_fn, assets_extra, as_text

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    def export(
        self, estimator: Any, export_path: str, checkpoint_path: str | None, eval_result: Any, is_the_final_export: bool
    ) -> Any:
        """Write the model into a new folder inside `export_path`."""
        return estimator.export_saved_model(export_path, self._receiver, self._assets, self._as_text, checkpoint_path)


class FinalExporter(_Saving):
    """Writes the model when training is over. Source: tf.estimator.FinalExporter."""

    def __init__(
        self, name: str, serving_input_receiver_fn: Callable[[], Any], assets_extra: Any = None, as_text: bool = False
    ) -> None:
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)

    def export(
        self, estimator: Any, export_path: str, checkpoint_path: str | None, eval_result: Any, is_the_final_export: bool
    ) -> Any:
        """Write the model if this is the end."""
        if not is_the_final_export:
            return None
        return super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)


class LatestExporter(_Saving):
    """Writes the model after each evaluation, and keeps the newest. Source: tf.estimator.LatestExporter."""

    def __init__(
        self,
        name: str,
        serving_input_receiver_fn: Callable[[], Any],
        assets_extra: Any = None,
        as_text: bool = False,
        exports_to_keep: int | None = 5,
    ) -> None:
        if exports_to_keep is not None and exports_to_keep <= 0:
            raise ValueError(f"exports_to_keep, if provided, must be a positive number. Got {exports_to_keep}")
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text)
        self._keep = exports_to_keep

    def export(
        self, estimator: Any, export_path: str, checkpoint_path: str | None, eval_result: Any, is_the_final_export: bool
    ) -> Any:
        """Write the model, and take away the oldest."""
        made = super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)
        if self._keep is not None:
            for old in sorted((each for each in os.listdir(export_path) if each.isdigit()), key=int)[: -self._keep]:
                shutil.rmtree(os.path.join(export_path, old))
        return made


class BestExporter(LatestExporter):
    """Writes the model when an evaluation is better than all before: when its loss is smaller, unless told.

    Source: tf.estimator.BestExporter.
    """

    def __init__(
        self,
        name: str = "best_exporter",
        serving_input_receiver_fn: Callable[[], Any] | None = None,
        event_file_pattern: str = "eval/*.tfevents.*",
        compare_fn: Callable[..., bool] | None = None,
        assets_extra: Any = None,
        as_text: bool = False,
        exports_to_keep: int | None = 5,
    ) -> None:
        if serving_input_receiver_fn is None:
            raise ValueError("`serving_input_receiver_fn` must be defined.")
        super().__init__(name, serving_input_receiver_fn, assets_extra, as_text, exports_to_keep)
        self._is_better = compare_fn or _has_smaller_loss
        self._best: Any = None

    def export(
        self, estimator: Any, export_path: str, checkpoint_path: str | None, eval_result: Any, is_the_final_export: bool
    ) -> Any:
        """Write the model if it is the best so far."""
        if self._best is not None and not self._is_better(best_eval_result=self._best, current_eval_result=eval_result):
            return None
        self._best = eval_result
        return super().export(estimator, export_path, checkpoint_path, eval_result, is_the_final_export)


def _has_smaller_loss(best_eval_result: Any, current_eval_result: Any) -> bool:
    if not best_eval_result or "loss" not in best_eval_result:
        raise ValueError("best_eval_result cannot be empty or no loss is found in it.")
    return bool(best_eval_result["loss"] > current_eval_result["loss"])
