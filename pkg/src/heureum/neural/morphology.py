"""Grey dilation and erosion. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from .renamed import renamed

__all__ = ["dilation2d", "erosion2d"]


def dilation2d(
    input: Any,
    filter: Any = None,
    strides: Any = None,
    rates: Any = None,
    padding: Any = None,
    name: str | None = None,
    filters: Any = None,
    dilations: Any = None,
) -> Tensor:
    """The largest of each window's elements plus a filter's, channel by channel. `[n, h, w, c] x [kh, kw, c] -> [n, h', w', c]`.

    Source: tf.nn.dilation2d.
    """
    filters, rates = renamed(filters, filter, "filters filter"), renamed(dilations, rates, "dilations rates")
    attrs = {"strides": list(strides), "rates": list(rates), "padding": padding}
    made: Tensor = graph_of(input, filters).node("Dilation2D", input, filters, name=name, **attrs)
    return made


def erosion2d(value: Any, kernel: Any, strides: Any, rates: Any, padding: str, name: str | None = None) -> Tensor:
    """The least of each window's elements less the kernel's, channel by channel. `[n, h, w, c] x [kh, kw, c] -> [n, h', w', c]`.

    Source: tf.nn.erosion2d.
    """
    graph = graph_of(value, kernel)
    with graph.name_scope(name or "erosion2d"):
        around = graph.node("ReverseV2", kernel, [0, 1])
        negative = graph.node("Neg", value)
        made: Tensor = graph.node("Neg", dilation2d(negative, around, strides, rates, padding))
        return made
