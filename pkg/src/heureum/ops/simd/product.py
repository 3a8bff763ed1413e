"""The product of two matrices by the kernel.

Takes arrays `[m, k]` and `[k, n]` of float32 or of float64; gives `[m, n]`.
Law: it is loaded at the first product, never on import: a snapshot of a Python that has loaded it could not be restored.
Where it cannot be loaded (a browser without SIMD), `can_multiply` says no and NumPy goes on as before.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from .assembly import side_module
from .kernel import PANEL_BYTES, PARAMETERS, multiply_add

__all__ = ["LEAST_ROWS", "can_multiply", "product"]

LEAST_ROWS = 2  # of a: one row is read once, and NumPy is as quick
_FEW_ROWS = 32
_ITEMSIZES = (4, 8)
_LONGEST_PANEL = 1024  # rows of b, so that a panel stays in the first cache


@cache
def _kernels() -> dict[str, Callable[..., None]]:
    """The kernels by the dtype's letter; none where they cannot be loaded."""
    if sys.platform != "emscripten":
        return {}
    import ctypes

    names = ["multiply_add_f", "multiply_add_d"]
    module = side_module([multiply_add(name, size) for name, size in zip(names, _ITEMSIZES, strict=True)])
    try:
        with tempfile.NamedTemporaryFile(suffix=".so") as file:
            file.write(module)
            file.flush()
            library = ctypes.CDLL(file.name)
    except OSError:
        return {}
    found = {}
    for name in names:
        function = found[name[-1]] = library[name]
        function.restype, function.argtypes = None, [ctypes.c_int] * len(PARAMETERS)
    return found


def can_multiply(dtype: np.dtype[Any]) -> bool:
    """Whether there is a kernel for this dtype where this runs."""
    return dtype.char in _kernels()


def product(a: np.ndarray, b: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """`a @ b`, into `out` if it is given. `[m, k] x [k, n] -> [m, n]`; no side is 0."""
    m, n = len(a), b.shape[1]
    if m < n and (m <= _FEW_ROWS or b.strides[0] == b.itemsize):
        # What is put into panels is copied: rather the smaller one. What is not is best read along its memory.
        turned = _product(b.T, a.T, None).T
        if out is None:
            return np.ascontiguousarray(turned)
        out[...] = turned
        return out
    return _product(a, b, out)


def _product(a: np.ndarray, b: np.ndarray, out: np.ndarray | None) -> np.ndarray:
    (m, k), n = a.shape, b.shape[1]
    width = PANEL_BYTES // a.itemsize
    panels = -(-n // width)
    fits = out is not None and n % width == 0 and out.strides[1] == out.itemsize and out.flags.aligned
    if fits:
        assert out is not None
        out[...] = 0
        made = out
    else:
        made = np.zeros((m, panels * width), a.dtype)
    kernel = _kernels()[a.dtype.char]
    for first in range(0, k, _LONGEST_PANEL):
        some = slice(first, first + _LONGEST_PANEL)
        left, right = a[:, some], _in_panels(b[some], width)
        kernel(_address(left), *left.strides, _address(right), _address(made), made.strides[0], m, left.shape[1], panels)
    if out is None:
        return made if panels * width == n else np.ascontiguousarray(made[:, :n])
    if not fits:
        out[...] = made[:, :n]
    return out


def _in_panels(b: np.ndarray, width: int) -> np.ndarray:
    """`[k, n] -> [panels, k, width]`, with zeros where columns are missing."""
    k, n = b.shape
    whole, rest = divmod(n, width)
    made = np.empty((whole + (rest > 0), k, width), b.dtype)
    for panel in range(whole):
        made[panel] = b[:, panel * width : (panel + 1) * width]
    if rest:
        made[whole, :, :rest], made[whole, :, rest:] = b[:, n - rest :], 0
    return made


def _address(array: np.ndarray) -> int:
    address: int = array.__array_interface__["data"][0]
    return address
