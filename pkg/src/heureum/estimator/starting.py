"""Warm starts: training that begins with what another model learned. `tf.estimator.WarmStartSettings`.

Source: tensorflow_estimator/python/estimator/estimator.py, tensorflow/python/training/warm_starting_util.py.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

from .. import train

__all__ = ["VocabInfo", "WarmStartSettings", "start_warm"]

VocabInfo = namedtuple(
    "VocabInfo",
    ["new_vocab", "new_vocab_size", "num_oov_buckets", "old_vocab", "old_vocab_size", "backup_initializer", "axis"],
    defaults=[-1, None, 0],
)
VocabInfo.__doc__ = "Which words a table had and has. Source: tf.estimator.VocabInfo."


class WarmStartSettings:
    """A checkpoint or the folder of one; which variables begin with it, by a pattern, names or variables; and under which
    names it holds them. Raises ValueError without a path, and for vocabularies that differ, which are not matched here.
    Source: tf.estimator.WarmStartSettings.
    """

    def __init__(
        self,
        ckpt_to_initialize_from: str,
        vars_to_warm_start: Any = ".*",
        var_name_to_vocab_info: Mapping[str, Any] | None = None,
        var_name_to_prev_var_name: Mapping[str, str] | None = None,
    ) -> None:
        if not ckpt_to_initialize_from:
            raise ValueError("`ckpt_to_initialize_from` MUST be set in WarmStartSettings")
        if var_name_to_vocab_info:
            raise ValueError("Vocabularies are not matched here: keep the vocabulary, and leave var_name_to_vocab_info out")
        self.ckpt_to_initialize_from = ckpt_to_initialize_from
        self.vars_to_warm_start = vars_to_warm_start
        self.var_name_to_vocab_info: dict[str, Any] = {}
        self.var_name_to_prev_var_name = dict(var_name_to_prev_var_name or {})

    @staticmethod
    def of(given: Any) -> WarmStartSettings | None:
        """Settings of a path, an exported model's folder, or settings; None of None."""
        return given if given is None or isinstance(given, WarmStartSettings) else WarmStartSettings(str(given))


def start_warm(settings: WarmStartSettings) -> None:
    """Let the variables of the default graph begin with what the checkpoint holds."""
    train.warm_start(settings.ckpt_to_initialize_from, settings.vars_to_warm_start, None, settings.var_name_to_prev_var_name)
