"""Ops by themselves: `tf.raw_ops.MatMul(a=x, b=y)`, and as TensorFlow's generated modules call them, `mat_mul(x, y)`.

Takes the name of an op in the registry; gives a function made from its declaration, inputs first and then attributes.
Law: nothing is declared here. The same names with a leading underscore are those of TensorFlow's hidden ops, and an op
answers to the number of an older version whose inputs are the same, `BatchMatMul` for `BatchMatMulV2`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .dtypes import DType, as_dtype
from .graph import graph_of
from .op_def import REQUIRED, OpDef, all_ops, find_op
from .tensor_shape import as_shape

__all__ = ["function_of", "lower_case"]

# TensorFlow's Python layer calls some arguments otherwise than its registry, whose names are ours.
_RENAMED = {
    "axis": ("reduction_indices", "dimension", "dim", "split_dim", "squeeze_dims", "concat_dim"),
    "condition": ("input",),
    "dense_shape": ("shape",),
    "input": ("x", "value", "features"),
    "x": ("t",),
    "y": ("e",),
}


# Ops that TensorFlow keeps under several names, and here have one.
_OTHERWISE = {
    "AddV2": "Add",
    "Inv": "Reciprocal",
    "InvGrad": "ReciprocalGrad",
    **dict.fromkeys(("DebugGradientIdentity", "DeepCopy", "GuaranteeConst", "RefIdentity", "Snapshot"), "Identity"),
    **{f"Batch{name}": name for name in ("Cholesky", "FFT", "FFT2D", "FFT3D", "IFFT", "IFFT2D", "IFFT3D", "Svd")},
    **{f"BatchMatrix{name}": f"Matrix{name}" for name in ("BandPart", "Determinant", "Inverse", "Solve", "TriangularSolve")},
}
# Whose second version takes or gives something else.
_NEW_IN_V2 = {"Concat", "Conv3DBackpropFilter", "Conv3DBackpropInput", "SelfAdjointEig", "Stack", "TensorSummary"}


def _called(name: str) -> str:
    """The op in the registry that is meant. Raises KeyError when there is none."""
    known = {each.name for each in all_ops()}
    if name not in known and name in _OTHERWISE:
        return _OTHERWISE[name]
    if name not in known and name not in _NEW_IN_V2 and f"{name}V2" in known:
        return f"{name}V2"
    return find_op(name).name


def lower_case(name: str) -> str:
    """`BatchMatMulV2` as TensorFlow's generated modules call it: `batch_mat_mul_v2`. Source: python_op_gen.cc."""
    made = ""
    for at, letter in enumerate(name):
        follows_small = at > 0 and name[at - 1].islower()
        precedes_small = 0 < at < len(name) - 1 and name[at + 1].islower()
        made += "_" * (letter.isupper() and (follows_small or precedes_small)) + letter.lower()
    return made


def function_of(name: str) -> Callable[..., Any]:
    """The function that adds a node of the op called `name`. Raises KeyError when there is none. Source: tf.raw_ops."""
    op_def = find_op(_called(name))
    required = [each for each, default in op_def.attrs.items() if default is REQUIRED]
    names = [each.name for each in op_def.inputs] + required + [each for each in op_def.attrs if each not in required]

    def made(*given: Any, name: str | None = None, **named: Any) -> Any:
        arguments = dict(zip(names, given, strict=False))
        if len(given) > len(names):
            raise TypeError(f"{op_def.signature()} takes at most {len(names)} arguments, got {len(given)}")
        for key, value in named.items():
            arguments[_known_as(key, names, op_def)] = value
        return _add(op_def, arguments, name)

    made.__name__ = made.__qualname__ = name
    made.__doc__ = f"{op_def.signature()}\n\n{op_def.doc}"
    return made


def _known_as(key: str, names: list[str], op_def: OpDef) -> str:
    found = next((each for each in (key, *_RENAMED.get(key, ())) if each in names), None)
    if found is None and key not in ("T", "Tidx", "Tindices"):
        raise TypeError(f"Op {op_def.name} has no argument {key!r}; it has {', '.join(names)}")
    return found or key


def _add(op_def: OpDef, arguments: dict[str, Any], name: str | None) -> Any:
    inputs: list[Any] = []
    for each in op_def.inputs:
        if each.name not in arguments:
            raise TypeError(f"Op {op_def.name} needs the input {each.name!r}: {op_def.signature()}")
        value = arguments[each.name]
        inputs += list(value) if each.is_list else [value]
    attrs = {key: _attr(key, arguments[key]) for key in op_def.attrs if key in arguments}
    return graph_of(*inputs).node(op_def.name, *inputs, name=name, **attrs)


def _attr(key: str, value: Any) -> Any:
    """An attribute as nodes hold it: types are dtypes, and shapes are shapes, however they were written."""
    if "shape" in key and isinstance(value, (list, tuple)) and all(each is None or isinstance(each, int) for each in value):
        return as_shape(value)
    if isinstance(value, type) or (key.endswith(("type", "T")) and not isinstance(value, (DType, list, tuple))):
        return as_dtype(value)
    return value


def __getattr__(name: str) -> Any:
    """A function for each op, by its name or by what the generated modules make of it."""
    ops = [each.name for each in all_ops()]
    olds = [each.removesuffix("V2") for each in ops if each.endswith("V2")]
    for each in (*ops, *_OTHERWISE, *(old for old in olds if old not in ops and old not in _NEW_IN_V2)):
        if name in (each, lower_case(each), f"_{lower_case(each)}"):
            return function_of(each)
    raise AttributeError(f"module 'heureum.raw_ops' has no op {name!r}", name=name)


def __dir__() -> list[str]:
    """The ops of the registry."""
    return [each.name for each in all_ops()]
