"""Says what a script's RESULT holds, as JSON that any machine can compare with its own: dtypes, shapes, names, numbers.

Takes what either library gives (arrays, dtypes, shapes, tensors, exceptions), never a library itself, so that one
description serves TensorFlow, the engine and the engine inside Pyodide. Big arrays are described by a sample and sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

__all__ = ["RTOL", "describe", "differences"]

RTOL = 1e-3  # Dozens of training steps in float32, summed in another order.
ATOL = 1e-5
_WHOLE = 24  # Arrays of up to so many elements are kept whole.
_SAMPLES = 8
_DIGITS = 7


def describe(value: Any) -> Any:
    """JSON of a value: containers as they are, anything else as {kind: what it is}."""
    if isinstance(value, np.generic):
        return _array(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, dict):
        return {str(key): describe(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [describe(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(describe(each) for each in value)
    if isinstance(value, BaseException):
        return {"error": type(value).__name__}
    if isinstance(value, type):
        return {"class": value.__name__}
    if hasattr(value, "as_numpy_dtype"):
        return {"dtype": value.name}
    if hasattr(value, "as_list"):
        return {"shape": None if value.ndims is None else value.as_list()}
    if hasattr(value, "get_shape") and hasattr(value, "op"):
        return {"tensor": value.name, "dtype": value.dtype.base_dtype.name} | describe(value.get_shape())
    if hasattr(value, "indices") and hasattr(value, "dense_shape"):
        return {"slices": value.name, "dtype": value.dtype.name}
    if hasattr(value, "node_def") and hasattr(value, "outputs"):
        return {"operation": value.name, "type": value.type}
    if isinstance(value, bytes):
        return {"bytes": _number(value)}
    if isinstance(value, (int, float, complex)):
        return _number(value)
    return _array(value)


def _array(value: Any) -> dict[str, Any]:
    array = np.asarray(value)
    if array.dtype == object and not all(isinstance(each, (bytes, str)) for each in array.flat):
        raise TypeError(f"RESULT holds {type(value).__name__}, which has no description")
    found: dict[str, Any] = {"array": str(array.dtype), "shape": list(array.shape)}
    if not isinstance(value, np.ndarray):
        found["scalar"] = True  # TensorFlow gives a NumPy scalar for a tensor of rank 0.
    if any(isinstance(each, str) for each in array.flat):
        found["array"] = "text"  # Strings come out of a session as bytes.
    flat = array.ravel()
    if flat.size <= _WHOLE:
        return found | {"values": [_number(each) for each in flat.tolist()]}
    step = max(1, flat.size // _SAMPLES)
    found["sample"] = [_number(each) for each in flat[::step][:_SAMPLES].tolist()]
    if array.dtype.kind in "biufc":
        wide = flat.astype(complex if array.dtype.kind == "c" else float)
        found["mean"] = _number(wide.mean().item())
        found["mean_size"] = _number(np.abs(wide).mean().item())
    return found


def _number(value: Any) -> Any:
    """A JSON value: floats to 7 digits, the rest exactly."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, complex):
        return [_number(value.real), _number(value.imag)]
    if not isinstance(value, float):
        return value
    return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else str(value)


def differences(expected: Any, found: Any, *, rtol: float = RTOL, atol: float = ATOL, at: str = "RESULT") -> Iterator[str]:
    """Where two descriptions differ, one sentence each; floats within a tolerance, all else exactly."""
    if isinstance(expected, dict) and isinstance(found, dict):
        if {"values", "array"} <= expected.keys() and "values" in found:
            yield from differences(_outline(expected), _outline(found), rtol=rtol, atol=atol, at=at)
            scale = max((abs(each) for each in expected["values"] if isinstance(each, float)), default=0.0)
            yield from differences(
                expected["values"], found["values"], rtol=rtol, atol=max(atol, rtol * scale * 0.1), at=f"{at}.values"
            )
            return
        for key in expected.keys() - found.keys():
            yield f"{at}[{key!r}] is missing"
        for key in found.keys() - expected.keys():
            yield f"{at}[{key!r}] is not in TensorFlow's: {found[key]!r:.80}"
        for key, value in expected.items():
            if key in found:
                yield from differences(value, found[key], rtol=rtol, atol=atol, at=f"{at}[{key!r}]")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{at} has {len(found)} elements, TensorFlow's {len(expected)}: {found!r:.400} against {expected!r:.400}"
            return
        for index, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, rtol=rtol, atol=atol, at=f"{at}[{index}]")
    elif isinstance(expected, float) and isinstance(found, (float, int)) and not isinstance(found, bool):
        if not math.isclose(expected, found, rel_tol=rtol, abs_tol=atol):
            yield f"{at} is {found!r}, TensorFlow's {expected!r}"
    elif type(expected) is not type(found) or expected != found:
        yield f"{at} is {found!r:.200}, TensorFlow's {expected!r:.200}"


def _outline(array: dict[str, Any]) -> dict[str, Any]:
    return {"outline": {key: value for key, value in array.items() if key != "values"}}
