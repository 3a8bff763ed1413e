"""What a node says in a picture. Takes one GraphDef node (plain JSON), gives its lines of text and its kind.

Its law: a constant shows its name and a short value, a placeholder its name, every other node its name and a readable
symbol; text is measured without fonts, so that the build and the browser agree to the pixel.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Label", "label_of", "settings_of", "text_width"]

SYMBOLS = {
    "Add": "+",
    "AddV2": "+",
    "Sub": "−",
    "Mul": "×",
    "Div": "÷",
    "RealDiv": "÷",
    "Neg": "−x",
    "Square": "x²",
    "Sqrt": "√x",
    "Exp": "eˣ",
    "MatMul": "matmul",
    "Sum": "Σ",
    "Mean": "mean",
    "Identity": "=",
    "Cast": "cast",
    "Reshape": "reshape",
    "Transpose": "transpose",
    "AllAxes": "all axes",
    "AddN": "+",
    "Pow": "xʸ",
    "Maximum": "max",
    "Minimum": "min",
    "Max": "max",
    "Min": "min",
    "Less": "<",
    "LessEqual": "≤",
    "Greater": ">",
    "GreaterEqual": "≥",
    "NotEqual": "≠",
    "ConcatV2": "concat",
    "Split": "split",
    "VariableV2": "variable",
    "Assign": "←",
    "AssignAdd": "+=",
    "AssignSub": "−=",
}
# Inputs that say how an op works, not what it works on. A constant that is nothing else is drawn smaller.
SETTINGS = {
    **{(op, 1): "axis" for op in ("Sum", "Mean", "Max", "Min", "Prod", "All", "Any", "ExpandDims", "ArgMax", "ArgMin")},
    **{(op, 0): "shape" for op in ("RandomStandardNormal", "RandomUniform", "TruncatedNormal", "Fill")},
    ("Split", 0): "axis",
    ("ConcatV2", -1): "axis",
    ("Slice", 1): "begin",
    ("Slice", 2): "size",
    ("Reshape", 1): "shape",
    ("Transpose", 1): "perm",
    ("BroadcastTo", 1): "shape",
}
LONGEST_NAME = 26
LONGEST_VALUE = 14
UNIT_PX = 7.4


@dataclass(frozen=True, slots=True)
class Label:
    kind: str
    """One of constant, placeholder, setting, operation."""
    text: str
    detail: str
    """A second, quieter line; empty when there is nothing to add."""


def text_width(text: str) -> float:
    """Width in px at the drawing's font size. Wide (CJK) characters count double, combining marks nothing."""
    units = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        units += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return units * UNIT_PX


def settings_of(nodes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The nodes that only set how others work, with what they set: `axis`, `shape`."""
    roles: dict[str, set[str]] = {}
    for node in nodes:
        count = sum(not (each or "").startswith("^") for each in node["inputs"])
        for position, input_name in enumerate(node["inputs"]):
            if input_name is None:  # missing, in a graph that is being edited
                continue
            # From the front, or, after a list, from the end.
            role = SETTINGS.get((node["op"], position)) or SETTINGS.get((node["op"], position - count), "")
            roles.setdefault(input_name.partition(":")[0], set()).add(role)
    return {name: role for name, (role, *others) in roles.items() if role and not others}


def label_of(node: Mapping[str, Any], setting: str | None = None) -> Label:
    name, op = node["name"], node["op"]
    if op in ("Placeholder", "Fed"):
        return Label("placeholder", _shortened(name), "")
    if op != "Const":
        return Label("operation", _shortened(name), SYMBOLS.get(op, op))
    value = _value_text(node.get("attrs", {}))
    if setting:
        return Label("setting", f"{setting} {value}".rstrip(), "")
    return Label("constant", _shortened(name), value)


def _shortened(name: str) -> str:
    """The end of a scoped name tells nodes apart, so the beginning gives way."""
    if len(name) <= LONGEST_NAME:
        return name
    return "…" + name[-(LONGEST_NAME - 1) :]


def _value_text(attrs: Mapping[str, Any]) -> str:
    tensor = attrs.get("value", {}).get("tensor")
    if tensor is None:
        return ""
    values, shape = tensor.get("values"), tensor["shape"]
    # Few numbers are readable; a long list is not even printed, and bytes are never decoded for a picture.
    if isinstance(values, list) and len(values) <= LONGEST_VALUE // 2:
        text = _nested(values, shape)
        if len(text) <= LONGEST_VALUE:
            return text
    return f"{tensor['dtype']}[{','.join(map(str, shape))}]"


def _nested(values: list[Any], shape: list[int]) -> str:
    """`[[1, 2], [3, 4]]` for four values of shape 2,2, as graphs store them: flat, in C order."""
    if not values:
        return "[]"
    texts = [f"{value:.4g}" if isinstance(value, float) else str(value) for value in values]
    for size in reversed(shape):
        texts = [f"[{', '.join(texts[at : at + size])}]" for at in range(0, len(texts), size)]
    return texts[0]
