"""The switches between TensorFlow's versions, which scripts that came late to version 1 begin with.

Here there are graphs and sessions only: what asks for them is granted, what asks for anything else is refused.
Source: tf.compat.v1.
"""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = [
    "disable_eager_execution",
    "disable_resource_variables",
    "disable_v2_behavior",
    "enable_eager_execution",
    "enable_resource_variables",
    "enable_v2_behavior",
    "executing_eagerly",
]


def disable_v2_behavior() -> None:
    """Nothing: graphs are all there is. Source: tf.compat.v1.disable_v2_behavior."""


def disable_eager_execution() -> None:
    """Nothing: graphs are all there is. Source: tf.compat.v1.disable_eager_execution."""


def disable_resource_variables() -> None:
    """Nothing: variables are references. Source: tf.compat.v1.disable_resource_variables."""


def enable_resource_variables() -> None:
    """Nothing: one kind of variable serves both. Source: tf.compat.v1.enable_resource_variables."""


def executing_eagerly() -> bool:
    """False, always. Source: tf.executing_eagerly."""
    return False


def enable_eager_execution(config: Any = None, device_policy: Any = None, execution_mode: Any = None) -> NoReturn:
    """Raises ValueError: nothing runs but in a session. Source: tf.compat.v1.enable_eager_execution."""
    raise ValueError("Eager execution is not part of heureum: build a graph and run it in a tf.Session")


def enable_v2_behavior() -> NoReturn:
    """Raises ValueError: this is TensorFlow 1's way. Source: tf.compat.v1.enable_v2_behavior."""
    raise ValueError("Version 2's behaviour is not part of heureum: build a graph and run it in a tf.Session")
