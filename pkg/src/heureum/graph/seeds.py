"""Seeds: which numbers a random op draws.

Takes the seed of an op, or None, and that of the graph; gives the two seeds the op keeps, or two Nones for chance.
Law: with a seed, a session draws the same numbers each time it is opened, wherever it runs. They are not TensorFlow's.
Source: tf.get_seed, tf.set_random_seed.
"""

from __future__ import annotations

from .graph import Graph, get_default_graph

__all__ = ["get_seed", "set_random_seed"]

_DEFAULT_GRAPH_SEED = 87654321
_LARGEST = 2**31 - 1


def _whole_graph() -> Graph:
    """The default graph, or the one around the function that is being described."""
    graph = get_default_graph()
    return graph.outer_graphs()[-1] if graph.outer_graphs() else graph


def get_seed(op_seed: int | None) -> tuple[int | None, int | None]:
    """The two seeds for an op, from its own and the graph's. Without either both are None, and chance decides.

    An op without a seed of its own takes the next number of its graph. Source: tf.get_seed.
    """
    graph = _whole_graph()
    if graph.seed is None:
        return (None, None) if op_seed is None else (_DEFAULT_GRAPH_SEED, _truncated(op_seed))
    if op_seed is None:
        op_seed = graph.seeds_given
        graph.seeds_given += 1
    seeds = _truncated(graph.seed), _truncated(op_seed)
    return (0, _LARGEST) if seeds == (0, 0) else seeds


def _truncated(seed: int) -> int:
    return int(seed) % _LARGEST


def set_random_seed(seed: int | None) -> None:
    """The seed of the default graph: with it, all random ops of the graph draw the same numbers in each new session.

    The numbers are not TensorFlow's. Source: tf.set_random_seed.
    """
    _whole_graph().seed = seed
