"""Control flow: choosing and repeating inside the graph, as ops that call functions."""

from .cond import case, cond
from .functional import foldl, foldr, map_fn, scan
from .tensor_array import TensorArray
from .while_loop import while_loop

__all__ = ["TensorArray", "case", "cond", "foldl", "foldr", "map_fn", "scan", "while_loop"]
