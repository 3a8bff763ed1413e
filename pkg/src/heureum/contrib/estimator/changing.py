"""Optimizers and estimators changed in one respect. `tf.contrib.estimator.clip_gradients_by_norm`, `forward_features`.

Source: tensorflow/contrib/estimator/python/estimator/extenders.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ...estimator import Estimator
from ...train import Optimizer
from ..training import clip_gradient_norms

__all__ = ["clip_gradients_by_norm", "forward_features"]


class _Clipping(Optimizer):
    """An optimizer whose gradients are made no longer than so much."""

    def __init__(self, optimizer: Optimizer, clip_norm: float) -> None:
        super().__init__(False, f"ClipByNorm{optimizer.get_name()}")
        self._inside, self._clip_norm = optimizer, clip_norm

    def compute_gradients(self, *args: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        return self._inside.compute_gradients(*args, **kwargs)

    def apply_gradients(self, grads_and_vars: Any, global_step: Any = None, name: str | None = None) -> Any:
        return self._inside.apply_gradients(clip_gradient_norms(list(grads_and_vars), self._clip_norm), global_step, name)

    def get_slot(self, var: Any, name: str) -> Any:
        return self._inside.get_slot(var, name)

    def get_slot_names(self) -> list[str]:
        return self._inside.get_slot_names()


def clip_gradients_by_norm(optimizer: Optimizer, clip_norm: float) -> Optimizer:
    """The optimizer, with each gradient made no longer than `clip_norm`. Source: tf.contrib.estimator.clip_gradients_by_norm."""
    return _Clipping(optimizer, clip_norm)


def forward_features(estimator: Estimator, keys: str | Sequence[str] | None = None) -> Estimator:
    """An estimator that gives the named features, or all, beside its predictions. They are kept out of training.

    Raises ValueError for a feature that is not there. Source: tf.contrib.estimator.forward_features.
    """
    wanted = [keys] if isinstance(keys, str) else keys

    def model_fn(features: Any, labels: Any, mode: Any, config: Any) -> Any:
        spec = estimator.model_fn(features, labels, mode, config)
        if spec.predictions is None:
            return spec
        names = list(features) if wanted is None else list(wanted)
        missing = [each for each in names if each not in features]
        if missing:
            raise ValueError(f"keys should be feature names: {missing} are not among {sorted(features)}")
        predictions = dict(spec.predictions)
        for each in names:
            if each in predictions:
                raise ValueError(f"The prediction {each!r} has the name of a feature that is to be forwarded")
            predictions[each] = features[each]
        return replace(spec, predictions=predictions)

    return Estimator(model_fn, estimator.model_dir, estimator.config)
