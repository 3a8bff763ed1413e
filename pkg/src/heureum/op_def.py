"""What an op is: one declaration, written like TensorFlow's REGISTER_OP.

Takes a signature such as `MatMul(a: T, b: T) -> T`, a kernel and rules; gives an OpDef in the registry.
Law: an op is declared once, here stands everything the engine knows about it, and nothing else knows ops by name.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from . import dtypes
from .dtypes import DType

__all__ = [
    "ANY",
    "COMPLEX",
    "FLOATING",
    "FRACTIONAL",
    "INDEX",
    "INTEGER",
    "NUMERIC",
    "REAL",
    "REQUIRED",
    "Argument",
    "OpDef",
    "all_ops",
    "declare",
    "find_op",
]

FLOATING = (dtypes.float32, dtypes.float64, dtypes.float16)
COMPLEX = (dtypes.complex64, dtypes.complex128)
INDEX = (dtypes.int32, dtypes.int64)
INTEGER = (*INDEX, dtypes.int16, dtypes.int8, dtypes.uint8, dtypes.uint16, dtypes.uint32, dtypes.uint64)
NUMERIC = (*FLOATING, *INTEGER, *COMPLEX)
REAL = (*FLOATING, *INTEGER)
FRACTIONAL = (*FLOATING, *COMPLEX)
ANY = (*NUMERIC, dtypes.bool, dtypes.string)


@dataclass(frozen=True, slots=True)
class Argument:
    """One input or output of a signature: its name and the name of its type.

    `*T` stands for a list of tensors, `&T` for a reference: the place that holds a tensor, such as a variable.
    `*&any` is a list in which tensors and references may stand.
    """

    name: str
    type: str
    is_list: bool = False
    is_ref: bool = False


@dataclass(frozen=True)
class OpDef:
    """Everything the engine knows about one op.

    `kernel(*arrays, **attrs)` computes it. `shape(*specs, **attrs)` gives the output's shape, or a list of them.
    `gradient(op, *output_gradients)` adds nodes and gives one gradient per input, None where none flows; an op with
    no gradient function is not differentiable. `work(*specs, **attrs)` counts its elementary operations. The kernel of a
    `stateful` op is given a KernelContext first, and runs anew each time: it is never folded or merged. A gradient
    function is given zeros for outputs that nothing flows into; a `partial_gradient` is given None for them. Through an
    op with no gradient function nothing flows, as through whole numbers; asking one that `refuses_gradient` is an error.
    """

    name: str
    inputs: tuple[Argument, ...]
    outputs: tuple[Argument, ...]
    attrs: dict[str, Any]
    types: dict[str, tuple[DType, ...]]
    kernel: Callable[..., Any]
    shape: Callable[..., Any]
    gradient: Callable[..., Any] | None
    work: Callable[..., float] | None
    doc: str
    stateful: bool = False
    partial_gradient: bool = False
    refuses_gradient: bool = False

    @property
    def is_source(self) -> bool:
        """Whether the op has no inputs, and so starts a graph."""
        return not self.inputs

    def signature(self) -> str:
        """`MatMul(a: T, b: T) -> T`, as it was declared."""

        def text(arguments: tuple[Argument, ...]) -> str:
            named = ("" if a.name == "output" else f"{a.name}: " for a in arguments)
            return ", ".join(f"{name}{'*' * a.is_list}{'&' * a.is_ref}{a.type}" for name, a in zip(named, arguments, strict=True))

        return f"{self.name}({text(self.inputs)}) -> {text(self.outputs)}"


_registry: dict[str, OpDef] = {}
REQUIRED = inspect.Parameter.empty
_SIGNATURE = re.compile(r"^(\w+)\((.*?)\)\s*->\s*(.*)$", re.DOTALL)


def declare(
    signature: str,
    kernel: Callable[..., Any],
    *,
    shape: Callable[..., Any],
    gradient: Callable[..., Any] | None = None,
    work: Callable[..., float] | None = None,
    stateful: bool = False,
    partial_gradient: bool = False,
    refuses_gradient: bool = False,
    **types: tuple[DType, ...],
) -> OpDef:
    """Put an op into the registry.

    The kernel's keyword-only parameters are the op's attributes; one without a default is REQUIRED.
    `types` lists the dtypes that each type of the signature may stand for (`T=NUMERIC`).
    Raises ValueError for a name that is taken, a malformed signature, or an op without documentation.
    """
    matched = _SIGNATURE.match(signature)
    if matched is None:
        raise ValueError(f"Malformed op signature {signature!r}; write e.g. 'Add(x: T, y: T) -> T'")
    name, inputs, outputs = matched.groups()
    if name in _registry:
        raise ValueError(f"Op {name!r} is already declared")
    if not kernel.__doc__:
        raise ValueError(f"Op {name!r} has no docstring")
    parameters = inspect.signature(kernel).parameters.values()
    op_def = OpDef(
        name=name,
        inputs=tuple(_parse_arguments(inputs, "input")),
        outputs=tuple(_parse_arguments(outputs, "output")),
        attrs={p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY},
        types=types,
        kernel=kernel,
        shape=shape,
        gradient=gradient,
        work=work,
        doc=inspect.cleandoc(kernel.__doc__),
        stateful=stateful,
        partial_gradient=partial_gradient,
        refuses_gradient=refuses_gradient,
    )
    _registry[name] = op_def
    return op_def


def _parse_arguments(text: str, unnamed: str) -> Iterator[Argument]:
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, kind = part.rpartition(":")
        kind = kind.strip()
        yield Argument(name.strip() or unnamed, kind.lstrip("*&"), kind.startswith("*"), "&" in kind)


def find_op(name: str) -> OpDef:
    """The OpDef called `name`. Raises KeyError that lists what is near."""
    try:
        return _registry[name]
    except KeyError:
        near = [known for known in sorted(_registry) if known.lower().startswith(name[:2].lower())]
        hint = f"; did you mean one of {', '.join(near)}?" if near else ""
        raise KeyError(f"Op type {name!r} is not registered{hint}") from None


def all_ops() -> list[OpDef]:
    """Every declared op, by name."""
    return [_registry[name] for name in sorted(_registry)]
