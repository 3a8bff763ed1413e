"""From one dtype to another, and complex numbers from and to their parts."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, complex64, complex128, float32, float64, int32, int64
from ..dtypes import bool as boolean
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import COMPLEX, FRACTIONAL, NUMERIC
from ..tensor_shape import TensorSpec
from .adjoint import conjugate, summed_to_inputs
from .shapes import broadcast, per_element, same

__all__ = [
    "angle",
    "bitcast",
    "cast",
    "complex",
    "conj",
    "imag",
    "real",
    "saturate_cast",
    "to_complex64",
    "to_complex128",
    "to_double",
    "to_float",
    "to_int32",
    "to_int64",
]


def _cast_spec(x: TensorSpec, *, DstT: DType) -> TensorSpec:
    return TensorSpec(DstT, x.shape, None, x.sizes if DstT.is_integer else None)


def _cast_gradient(op: Operation, dy: Tensor) -> list[Tensor | None]:
    source = op.inputs[0].dtype
    fractional = source in FRACTIONAL and op.outputs[0].dtype in FRACTIONAL
    return [cast(dy, source) if fractional else None]


@op("Cast(x: SrcT) -> DstT", shape=_cast_spec, gradient=_cast_gradient, SrcT=(*NUMERIC, boolean))
def _cast(x: Any, *, DstT: DType) -> Any:
    """x as another dtype; fractions are cut towards zero. `[...] -> [...]`. Source: tf.cast."""
    x = np.asarray(x)
    return (x.real if x.dtype.kind == "c" and not DstT.is_complex else x).astype(DstT.as_numpy_dtype)[()]


def cast(x: Any, dtype: Any, name: str | None = None) -> Tensor:
    """`x` as `dtype`; itself when it has that dtype already. `[...] -> [...]`.

    Raises TypeError for strings. Source: tf.cast.
    """
    wanted = as_dtype(dtype)
    graph = graph_of(x)
    if isinstance(x, Tensor) and x.dtype is wanted:
        return x
    with graph.name_scope(name or "Cast") as scope:
        x = graph.convert(x, name="x")
        if x.dtype is wanted:
            return x
        made: Tensor = graph.node("Cast", x, DstT=wanted, name=scope)
        return made


def saturate_cast(value: Any, dtype: Any, name: str | None = None) -> Tensor:
    """`value` as `dtype`, with what is out of its range at its ends. `[...] -> [...]`. Source: tf.saturate_cast."""
    wanted = as_dtype(dtype)
    graph = graph_of(value)
    with graph.name_scope(name or "saturate_cast") as scope:
        value = graph.convert(value, name="value")
        low = max(value.dtype.min, wanted.min)
        high = min(value.dtype.max, wanted.max)
        if (value.dtype.min, value.dtype.max) != (low, high):
            if not value.dtype.is_integer:  # the ends must be numbers that the fraction's dtype can hold
                kind = value.dtype.as_numpy_dtype
                low = np.nextafter(kind(low), kind(0)) if int(kind(low)) < low else kind(low)
                high = np.nextafter(kind(high), kind(0)) if wanted.is_integer and int(kind(high)) > high else kind(high)
            ends = [graph.convert(end, value.dtype) for end in (low, high)]
            value = graph.node("ClipByValue", value, *ends, name="clamp")
        return cast(value, wanted, name=scope)


def to_float(x: Any, name: str = "ToFloat") -> Tensor:
    """`x` as float32. `[...] -> [...]`. Source: tf.to_float."""
    return cast(x, float32, name)


def to_double(x: Any, name: str = "ToDouble") -> Tensor:
    """`x` as float64. `[...] -> [...]`. Source: tf.to_double."""
    return cast(x, float64, name)


def to_int32(x: Any, name: str = "ToInt32") -> Tensor:
    """`x` as int32; fractions are cut towards zero. `[...] -> [...]`. Source: tf.to_int32."""
    return cast(x, int32, name)


def to_int64(x: Any, name: str = "ToInt64") -> Tensor:
    """`x` as int64; fractions are cut towards zero. `[...] -> [...]`. Source: tf.to_int64."""
    return cast(x, int64, name)


def to_complex64(x: Any, name: str = "ToComplex64") -> Tensor:
    """`x` as complex64. `[...] -> [...]`. Source: tf.to_complex64."""
    return cast(x, complex64, name)


def to_complex128(x: Any, name: str = "ToComplex128") -> Tensor:
    """`x` as complex128. `[...] -> [...]`. Source: tf.to_complex128."""
    return cast(x, complex128, name)


def _bitcast_spec(input: TensorSpec, *, type: DType) -> TensorSpec:
    found, wanted = input.dtype.size, type.size
    if found == wanted or input.shape.rank is None:
        return TensorSpec(type, input.shape)
    if found > wanted:
        return TensorSpec(type, input.shape.concatenate([found // wanted]))
    if input.shape.rank == 0 or input.shape[-1].value not in (None, wanted // found):
        raise ValueError(
            f"Cannot bitcast from {input.dtype.name} to {type.name}: {input} can't be read as elements of {wanted} bytes: "
            f"its last axis must hold {wanted // found} of them"
        )
    return TensorSpec(type, input.shape[:-1])


@op("Bitcast(input: T) -> type", shape=_bitcast_spec, T=NUMERIC, refuses_gradient=True)
def _bitcast(input: Any, *, type: DType) -> Any:
    """The same bytes read as another dtype: smaller elements take one more axis. `[...] -> [...]`. Source: tf.bitcast."""
    array, wanted = np.ascontiguousarray(input), np.dtype(type.as_numpy_dtype)
    if array.itemsize > wanted.itemsize:
        return array.reshape(*np.shape(input), 1).view(wanted)
    if array.itemsize == wanted.itemsize:
        return array.view(wanted).reshape(np.shape(input))[()]
    if array.shape[-1:] != (wanted.itemsize // array.itemsize,):
        raise ValueError(f"the last axis must hold {wanted.itemsize // array.itemsize} elements, found {list(array.shape)}")
    return np.frombuffer(array.tobytes(), wanted).reshape(array.shape[:-1])[()]


def bitcast(input: Any, type: Any, name: str | None = None) -> Tensor:
    """The bytes of `input` read as another dtype. `[...] -> [...]`; smaller ones `[n] -> [n, k]`, larger ones `[n, k] -> [n]`.

    Raises ValueError when the last axis does not hold as many elements as one larger one takes. Source: tf.bitcast.
    """
    made: Tensor = node("Bitcast", input, type=as_dtype(type), name=name)
    return made


@op("Conj(input: T) -> T", shape=same, gradient=lambda op, dy: [conjugate(dy)], T=COMPLEX)
def _conj(input: Any) -> Any:
    """The complex conjugate, element by element. `[...] -> [...]`. Source: tf.conj."""
    return np.conjugate(input)


def conj(x: Any, name: str | None = None) -> Tensor:
    """The complex conjugate, element by element; a real tensor itself. `[...] -> [...]`. Source: tf.conj."""
    x = graph_of(x).convert(x, name="x")
    made: Tensor = node("Conj", x, name=name) if x.dtype.is_complex else x
    return made


def _complex_spec(real: TensorSpec, imag: TensorSpec) -> TensorSpec:
    return TensorSpec(complex64 if real.dtype is float32 else complex128, broadcast(real, imag))


def _complex_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return summed_to_inputs(op, node("Real", dy), node("Imag", dy))


@op("Complex(real: T, imag: T) -> complex64", shape=_complex_spec, gradient=_complex_gradient, T=(float32, float64))
def _complex(real: Any, imag: Any) -> Any:
    """real + i * imag, element by element. `[...] x [...] -> [...]`, broadcast. Source: tf.complex."""
    kind = np.complex64 if np.asarray(real).dtype == np.float32 else np.complex128
    return (np.asarray(real, kind) + np.asarray(imag, kind) * kind(1j))[()]


def complex(real: Any, imag: Any, name: str | None = None) -> Tensor:
    """real + i * imag, element by element: float32 gives complex64, float64 complex128. `[...] x [...] -> [...]`.

    Raises TypeError for other dtypes. Source: tf.complex.
    """
    made: Tensor = node("Complex", real, imag, name=name or "Complex")
    return made


def _real_spec(input: TensorSpec) -> TensorSpec:
    return TensorSpec(input.dtype.real_dtype, input.shape)


def _zeros(dy: Tensor) -> Any:
    return node("ZerosLike", dy)


@op("Real(input: T) -> float32", shape=_real_spec, gradient=lambda op, dy: [node("Complex", dy, _zeros(dy))], T=COMPLEX)
def _real(input: Any) -> Any:
    """The real part, element by element. `[...] -> [...]`. Source: tf.real."""
    return np.real(input)


@op("Imag(input: T) -> float32", shape=_real_spec, gradient=lambda op, dy: [node("Complex", _zeros(dy), dy)], T=COMPLEX)
def _imag(input: Any) -> Any:
    """The imaginary part, element by element. `[...] -> [...]`. Source: tf.imag."""
    return np.imag(input)


def _angle_gradient(op: Operation, dy: Tensor) -> list[Any]:
    z = op.inputs[0]
    re, im = node("Real", z), node("Imag", z)
    share = dy / (node("Square", re) + node("Square", im))
    return [node("Complex", -im * share, re * share)]


@op("Angle(input: T) -> float32", shape=_real_spec, gradient=_angle_gradient, work=per_element(15), T=COMPLEX)
def _angle(input: Any) -> Any:
    """The angle of complex numbers, element by element, in (-pi, pi]. `[...] -> [...]`. Source: tf.angle."""
    return np.angle(input).astype(np.asarray(input).real.dtype)[()]


def real(input: Any, name: str | None = None) -> Tensor:
    """The real part, element by element; a real tensor itself. `[...] -> [...]`. Source: tf.real."""
    x = graph_of(input).convert(input, name="input")
    made: Tensor = node("Real", x, name=name) if x.dtype.is_complex else x
    return made


def imag(input: Any, name: str | None = None) -> Tensor:
    """The imaginary part, element by element; zeros of a real tensor. `[...] -> [...]`. Source: tf.imag."""
    x = graph_of(input).convert(input, name="input")
    made: Tensor = node("Imag" if x.dtype.is_complex else "ZerosLike", x, name=name)
    return made


def angle(input: Any, name: str | None = None) -> Tensor:
    """The angle of complex numbers, element by element; of a real one 0, or pi below zero. `[...] -> [...]`. Source: tf.angle."""
    x = graph_of(input).convert(input, name="input")
    if x.dtype.is_complex:
        made: Tensor = node("Angle", x, name=name)
        return made
    with x.graph.current().name_scope(name or "Angle"):
        below = node("Less", x, 0)
        pi = np.array(np.pi, x.dtype.as_numpy_dtype)
        chosen: Tensor = node("SelectV2", below, pi, node("ZerosLike", x), name="Select")
        return chosen
