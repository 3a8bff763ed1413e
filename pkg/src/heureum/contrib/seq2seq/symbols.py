"""Symbols as decoders are fed them: as embeddings, and those that begin and end a sequence.

Source: tensorflow/contrib/seq2seq/python/ops/helper.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dtypes import int32
from ...graph import Graph, Tensor
from ...neural import embedding_lookup

__all__ = ["begin_and_end", "looking_up"]


def looking_up(embedding: Any) -> Callable[[Any], Any]:
    """The function from ids to rows of a table; `embedding` itself if it is one."""
    return embedding if callable(embedding) else lambda ids: embedding_lookup(embedding, ids)


def begin_and_end(graph: Graph, start_tokens: Any, end_token: Any) -> tuple[Tensor, Tensor]:
    """Both as tensors. `int[batch], int[] -> [batch], []`. Raises ValueError for other shapes."""
    start = graph.convert(start_tokens, int32, name="start_tokens")
    end = graph.convert(end_token, int32, name="end_token")
    if start.shape.rank != 1:
        raise ValueError("start_tokens must be a vector")
    if end.shape.rank != 0:
        raise ValueError("end_token must be a scalar")
    return start, end
