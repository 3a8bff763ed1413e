"""`import heureum.compat.v1 as tf`: the package itself, under the name that TensorFlow 2 has for version 1."""

from .. import *  # noqa: F403
from .. import __all__ as __all__
