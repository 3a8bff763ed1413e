"""Sequences made equally long. `tf.keras.preprocessing.sequence`. Source: keras_preprocessing/sequence.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["pad_sequences"]


def pad_sequences(
    sequences: Sequence[Any], maxlen: int | None = None, dtype: Any = "int32", padding: str = "pre", truncating: str = "pre",
    value: Any = 0.0,
) -> Any:  # fmt: skip
    """Lists as rows of one length: `value` before, or after ("post"), and what is too long cut. `-> [n, maxlen]`.

    Raises ValueError for another side and for what is no list of lists. Source: tf.keras.preprocessing.sequence.pad_sequences.
    """
    for name, side in (("padding", padding), ("truncating", truncating)):
        if side not in ("pre", "post"):
            raise ValueError(f'{name} type "{side}" not understood: "pre" or "post"')
    if not all(hasattr(each, "__len__") for each in sequences):
        raise ValueError("`sequences` must be a list of iterables")
    length = max((len(each) for each in sequences), default=0) if maxlen is None else maxlen
    rest = next((np.shape(each)[1:] for each in sequences if len(each)), ())
    made = np.full((len(sequences), length, *rest), value, dtype=dtype)
    for row, each in zip(made, sequences, strict=True):
        kept = each[max(len(each) - length, 0) :] if truncating == "pre" else each[:length]
        if len(kept):
            at = slice(None, len(kept)) if padding == "post" else slice(length - len(kept), None)
            row[at] = np.asarray(kept, dtype=dtype)
    return made
