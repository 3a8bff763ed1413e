"""Optimising: passes from a Subgraph to one that is cheaper to run and gives the same values.

PASSES is the whole list, in the order in which they run. Each is a function of a Subgraph and can be left out.
"""

from collections.abc import Collection

from ..graph.subgraph import Subgraph
from .arithmetic import simplify_arithmetic
from .fold import fold_constants
from .merge import merge_duplicates
from .prune import prune
from .reread import reread

__all__ = ["PASSES", "fold_constants", "merge_duplicates", "optimize", "prune", "reread", "simplify_arithmetic"]

PASSES = {
    "simplify_arithmetic": simplify_arithmetic,
    "fold_constants": fold_constants,
    "merge_duplicates": merge_duplicates,
}


def optimize(subgraph: Subgraph, names: Collection[str]) -> Subgraph:
    """The Subgraph after the passes in `names`."""
    for name, one_pass in PASSES.items():
        if name in names:
            subgraph = one_pass(subgraph)
    return subgraph
