"""Random tensors under the names of tf.random. Source: tf.random."""

from .graph.seeds import set_random_seed
from .ops.random import categorical, multinomial, truncated_normal
from .ops.random import random_gamma as gamma
from .ops.random import random_normal as normal
from .ops.random import random_poisson as poisson
from .ops.random import random_shuffle as shuffle
from .ops.random import random_uniform as uniform
from .ops.stateless import (
    stateless_categorical,
    stateless_multinomial,
    stateless_normal,
    stateless_truncated_normal,
    stateless_uniform,
)

__all__ = [
    "categorical",
    "gamma",
    "multinomial",
    "normal",
    "poisson",
    "set_random_seed",
    "shuffle",
    "stateless_categorical",
    "stateless_multinomial",
    "stateless_normal",
    "stateless_truncated_normal",
    "stateless_uniform",
    "truncated_normal",
    "uniform",
]
