"""Variables that begin with what a checkpoint holds, chosen by pattern. `tf.train.warm_start`.

Source: tensorflow/python/training/warm_starting_util.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import logging
from ..graph import GraphKeys, get_default_graph
from .checkpoint_state import load_checkpoint
from .warm_starting import init_from_checkpoint

__all__ = ["warm_start"]


def warm_start(
    ckpt_to_initialize_from: str,
    vars_to_warm_start: Any = ".*",
    var_name_to_vocab_info: Mapping[str, Any] | None = None,
    var_name_to_prev_var_name: Mapping[str, str] | None = None,
) -> None:
    """Trainable variables whose names match a pattern, or those named or given, begin with what a checkpoint holds.

    `var_name_to_prev_var_name` says under which names it holds them. Raises ValueError for a variable that the checkpoint
    lacks, and for vocabularies that differ. Source: tf.train.warm_start.
    """
    if var_name_to_vocab_info:
        raise ValueError("Vocabularies are not matched here: keep the vocabulary, and leave var_name_to_vocab_info out")
    former = var_name_to_prev_var_name or {}
    chosen = _chosen(vars_to_warm_start)
    logging.info("Warm-starting from: %s", ckpt_to_initialize_from)
    there = load_checkpoint(ckpt_to_initialize_from).get_variable_to_shape_map()
    missing = [name for name in chosen if former.get(name, name) not in there]
    if missing:
        raise ValueError(f"The checkpoint {ckpt_to_initialize_from} does not hold {missing}; it holds {sorted(there)}")
    init_from_checkpoint(ckpt_to_initialize_from, {former.get(name, name): each for name, each in chosen.items()})


def _chosen(wanted: Any) -> dict[str, Any]:
    graph = get_default_graph()
    if wanted is None or isinstance(wanted, str):
        pattern = ".*" if wanted is None else wanted
        found = graph.get_collection(GraphKeys.TRAINABLE_VARIABLES, pattern)
    elif all(isinstance(each, str) for each in wanted):
        every = graph.get_collection(GraphKeys.GLOBAL_VARIABLES)
        found = [each for each in every if any(re.match(pattern, each.op.name) for pattern in wanted)]
    else:
        found = list(wanted)
    return {each.op.name: each for each in found}
