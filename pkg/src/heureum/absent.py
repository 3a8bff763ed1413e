"""What to say of names that are not there: renamed when TensorFlow 1.0 came, or left out of heureum, and what to use.

Takes a name that a script asked the package for; gives the AttributeError that helps.
Source: TensorFlow's RELEASE.md for 1.0, and tensorflow/tools/compatibility/tf_upgrade.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["absence"]

# Names of TensorFlow 0.x, which TensorFlow 1 refuses too.
_RENAMED = {
    "audio_summary": "summary.audio",
    "batch_cholesky": "cholesky",
    "batch_fft": "fft",
    "batch_ifft": "ifft",
    "batch_matmul": "matmul",
    "batch_matrix_determinant": "matrix_determinant",
    "batch_matrix_diag": "matrix_diag",
    "batch_matrix_inverse": "matrix_inverse",
    "batch_matrix_transpose": "matrix_transpose",
    "batch_self_adjoint_eig": "self_adjoint_eig",
    "batch_svd": "svd",
    "complex_abs": "abs",
    "concat_v2": "concat",
    "histogram_summary": "summary.histogram",
    "image_summary": "summary.image",
    "initialize_all_local_variables": "local_variables_initializer",
    "inv": "reciprocal",
    "listdiff": "setdiff1d",
    "merge_all_summaries": "summary.merge_all",
    "merge_summary": "summary.merge",
    "mul": "multiply",
    "neg": "negative",
    "pack": "stack",
    "scalar_summary": "summary.scalar",
    "select": "where",
    "sub": "subtract",
    "unpack": "unstack",
}
_LEFT_OUT = {
    "GradientTape": "heureum has graphs and sessions only: take gradients with tf.gradients, and run them in a tf.Session",
    "RaggedTensor": "heureum has no ragged tensors: use a tf.SparseTensor, or pad and mask with tf.sequence_mask",
    "autograph": "write tf.cond and tf.while_loop, which autograph would have written",
    "distribute": "tf.Session(workers=2) and tf.device divide a graph here",
    "function": "describe the graph in a Python function, and run it in a tf.Session",
    "load_op_library": "heureum loads no compiled code: wrap a Python function with tf.py_func",
    "ragged": "heureum has no ragged tensors: use a tf.SparseTensor, or pad and mask with tf.sequence_mask",
    "tpu": "heureum runs on workers, tf.Session(workers=2)",
}


def absence(name: str, there: Iterable[str]) -> AttributeError:
    """The error for a name that is not among those that are `there`."""
    message = f"module 'heureum' has no attribute '{name}'"
    if name in _RENAMED:
        message += f": TensorFlow 1.0 renamed tf.{name} to tf.{_RENAMED[name]}, use that"
        if name in ("concat_v2", "pack", "unpack"):
            message += " (the axis is an argument after the values)"
    elif name in _LEFT_OUT:
        message += f": {_LEFT_OUT[name]}"
    else:
        near = difflib.get_close_matches(name, list(there), 2, 0.75)
        message += f". Did you mean {' or '.join(f'tf.{each}' for each in near)}?" if near else ""
    return AttributeError(message, name=name)
