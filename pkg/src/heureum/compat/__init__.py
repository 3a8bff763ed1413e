"""What eases moving between versions: text and bytes, and `compat.v1`, which here is the package itself (see there).

Source: tf.compat.
"""

from __future__ import annotations

from .kinds import bytes_or_text_types, complex_types, integral_types, path_to_str, real_types
from .switches import (
    disable_eager_execution,
    disable_resource_variables,
    disable_v2_behavior,
    enable_eager_execution,
    enable_resource_variables,
    enable_v2_behavior,
    executing_eagerly,
    forward_compatibility_horizon,
    forward_compatible,
)
from .text import as_bytes, as_str, as_str_any, as_text

__all__ = [
    "as_bytes",
    "as_str",
    "as_str_any",
    "as_text",
    "bytes_or_text_types",
    "complex_types",
    "disable_eager_execution",
    "disable_resource_variables",
    "disable_v2_behavior",
    "enable_eager_execution",
    "enable_resource_variables",
    "enable_v2_behavior",
    "executing_eagerly",
    "forward_compatibility_horizon",
    "forward_compatible",
    "integral_types",
    "path_to_str",
    "real_types",
]
