"""Further optimizers, and those that come from outside. `tf.contrib.opt`."""

from .decay import AdamWOptimizer, DecoupledWeightDecayExtension, MomentumWOptimizer, extend_with_decoupled_weight_decay
from .external import ExternalOptimizerInterface, ScipyOptimizerInterface
from .moments import AdaMaxOptimizer, LazyAdamOptimizer, NadamOptimizer
from .signs import AddSignOptimizer, PowerSignOptimizer

__all__ = [
    "AdaMaxOptimizer",
    "AdamWOptimizer",
    "AddSignOptimizer",
    "DecoupledWeightDecayExtension",
    "ExternalOptimizerInterface",
    "LazyAdamOptimizer",
    "MomentumWOptimizer",
    "NadamOptimizer",
    "PowerSignOptimizer",
    "ScipyOptimizerInterface",
    "extend_with_decoupled_weight_decay",
]
