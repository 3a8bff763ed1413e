"""Outcomes of expressions as JSON and back: arrays with few digits, so that what TensorFlow gave fits a small file.

Takes what `expressions.outcome` gives; gives plain JSON. Law: read back, an array has its dtype, shape and six digits.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["EXPRESSIONS", "LINES", "from_json", "read", "to_json", "write"]

HERE = Path(__file__).parent
EXPRESSIONS = HERE / "expressions.json.gz"  # What TensorFlow gave, written by `make expected`.
LINES = [line for line in (HERE / "op_expressions.txt").read_text().splitlines() if line and line[0] != "#"]


def to_json(value: Any) -> Any:
    """An outcome with its arrays as `{"array": [dtype, shape, elements]}`."""
    if isinstance(value, dict):
        return {name: to_json(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(each) for each in value]
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        return {"array": [array.dtype.name, list(array.shape), [_element(each) for each in array.ravel().tolist()]]}
    return value


def _element(value: Any) -> Any:
    if isinstance(value, complex):
        return [_element(value.real), _element(value.imag)]
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, float):
        return float(f"{value:.6g}") if np.isfinite(value) else repr(value)
    return value


def from_json(value: Any) -> Any:
    """The outcome again."""
    if isinstance(value, list):
        return [from_json(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != {"array"}:
        return {name: from_json(each) for name, each in value.items()}
    name, shape, elements = value["array"]
    if name == "object":
        made = np.empty(len(elements), object)
        made[:] = [each.encode("latin-1") for each in elements]
    elif name.startswith("bytes"):  # NumPy's own name counts bits
        made = np.array([each.encode("latin-1") for each in elements], f"S{max(int(name[5:]) // 8, 1)}")
    elif name.startswith("complex"):
        made = np.array([complex(float(real), float(imag)) for real, imag in elements], name)
    elif name.startswith("float"):
        made = np.array([float(each) for each in elements], name)
    else:
        made = np.array(elements, name)
    return made.reshape(shape)


def write(outcomes: dict[str, Any]) -> None:
    """Keep what TensorFlow gave, an expression a line; the same bytes whenever it is the same."""
    records = {name: json.dumps(to_json(each), separators=(",", ":")) for name, each in outcomes.items()}
    lines = ",\n".join(f"{json.dumps(name)}:{record}" for name, record in records.items())
    EXPRESSIONS.write_bytes(gzip.compress(f"{{\n{lines}\n}}\n".encode(), 9, mtime=0))


def read() -> dict[str, Any]:
    """What TensorFlow gave, by expression."""
    return {name: from_json(each) for name, each in json.loads(gzip.decompress(EXPRESSIONS.read_bytes())).items()}
