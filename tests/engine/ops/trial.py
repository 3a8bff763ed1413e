"""A case tried out: by its kernel alone, and as a node of a graph. References are variables that hold the drawn value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import heureum as tf
from heureum.dtypes import resource, variant
from heureum.graph import Function
from heureum.inference import argument_of_each_input
from heureum.op_def import find_op
from heureum.plan import compile_function
from heureum.resources import KernelContext, Ref, Resources
from heureum.tensor_shape import TensorShape, TensorSpec

from .row import Case

__all__ = ["HERE", "THERE", "Trial", "as_array", "assert_same", "run_kernel", "specs_of"]

HERE, THERE = "/job:worker/task:0", "/job:worker/task:1"


def run_kernel(case: Case, values: Sequence[Any]) -> list[Any]:
    """What the kernel gives for these inputs, as a list; a reference stands for what it holds."""
    op_def = case.row.op_def
    context = _context()
    given = [_reference(context, value, case, i) if _takes_ref(case, i) else value for i, value in enumerate(values)]
    with np.errstate(all="ignore"):
        result = op_def.kernel(*[context] * op_def.stateful, *given, **case.attrs)
    outputs = op_def.outputs
    results = [result] if len(outputs) == 1 and not outputs[0].is_list else list(result)
    return [each.read() if isinstance(each, Ref) else each for each in results]


def _context() -> KernelContext:
    def call(function: Function, arguments: Sequence[Any]) -> list[Any]:
        return compile_function(function, Resources()).call(arguments)

    return KernelContext(Resources(), "node", call)


def _takes_ref(case: Case, index: int) -> bool:
    return argument_of_each_input(case.row.op_def, len(case.values))[index].is_ref


def _reference(context: KernelContext, value: Any, case: Case, index: int) -> Ref:
    shape = TensorShape(np.shape(value))
    ref: Ref = find_op("VariableV2").kernel(context, dtype=case.dtypes[index], shape=shape, shared_name=f"v{index}")
    ref.write(np.copy(value)[()])
    return ref


def specs_of(case: Case) -> list[TensorSpec]:
    """What is known of the inputs: all shapes, and the values of those that are fixed."""
    return [
        TensorSpec(dtype, TensorShape(np.shape(value)), np.asarray(value) if each.is_fixed else None)
        for dtype, value, each in zip(case.dtypes, case.values, case.row.inputs, strict=True)
    ]


@dataclass
class Trial:
    """A node called "tested". A session must run `first` before it, on its own."""

    outputs: list[tf.Tensor]
    feeds: dict[tf.Tensor, Any]
    first: list[tf.Operation]

    @classmethod
    def of(cls, case: Case, *, fed: bool, device: str = "") -> Trial:
        """Add the case to the default graph. With `fed`, inputs cross from another worker; without, they are constants."""
        feeds: dict[tf.Tensor, Any] = {}
        first: list[tf.Operation] = []
        inputs = []
        for index, (value, dtype, each) in enumerate(zip(case.values, case.dtypes, case.row.inputs, strict=True)):
            if dtype in (resource, variant):
                inputs.append(tf.get_default_graph().node("EmptyHandle", dtype=dtype))
                continue
            if _takes_ref(case, index):
                # State stays with what uses it.
                inputs.append(_variable(value, dtype, device, first))
                continue
            with tf.device(HERE if fed else None):
                is_fed = fed and not each.is_fixed
                inputs.append(tf.placeholder(dtype, np.shape(value)) if is_fed else tf.constant(value, dtype))
            if is_fed:
                feeds[inputs[-1]] = value
        with tf.device(device or None):
            made = tf.get_default_graph().node(case.row.op, *inputs, name="tested", **case.attrs)
        operation = made if isinstance(made, tf.Operation) else (made[0] if isinstance(made, list) else made).op
        return cls(list(operation.outputs), feeds, first)

    def run(self, session: tf.Session, fetches: Any) -> Any:
        """Run `fetches` of a graph that this trial, or one read back from its JSON, belongs to."""
        for operation in self.first:
            session.run(operation.name)
        return session.run(fetches, {tensor.name: value for tensor, value in self.feeds.items()})


def _variable(value: Any, dtype: tf.DType, device: str, first: list[tf.Operation]) -> Any:
    node = tf.get_default_graph().node
    with tf.device(device or None):
        ref = node("VariableV2", dtype=dtype, shape=TensorShape(np.shape(value)), name="v")
        first.append(node("Assign", ref, tf.constant(value, dtype), name="initializer").op)
    return ref


def as_array(value: Any) -> np.ndarray:
    """`value` as NumPy has it; one string is an array of one object."""
    return np.array(value, object) if isinstance(value, bytes) else np.asarray(value)


def assert_same(found: Any, wanted: Any, why: object) -> None:
    """Equal bit for bit, in dtype and shape too; every nan is like another.

    But complex numbers: NumPy chooses between two loops that round differently by where in memory the operands happen to lie.
    """
    found, wanted = as_array(found), as_array(wanted)
    assert found.dtype == wanted.dtype, why
    if np.iscomplexobj(wanted):
        assert found.shape == wanted.shape, why
        np.testing.assert_allclose(found, wanted, rtol=4 * np.finfo(wanted.dtype).eps, err_msg=str(why))
        return
    np.testing.assert_array_equal(found, wanted, err_msg=str(why), strict=True)
