"""One contract over the whole registry: what an op declares about itself is what its kernel does. Rows: see row.py."""

import importlib
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.dtypes import as_dtype
from heureum.inference import infer
from heureum.op_def import all_ops
from heureum.tensor_shape import TensorShape, TensorSpec

from .row import Case, Row
from .trial import HERE, THERE, Trial, as_array, assert_same, run_kernel, specs_of

_FILES = [importlib.import_module(f".{path.stem}", __package__) for path in sorted(Path(__file__).parent.glob("cases_*.py"))]
ROWS: list[Row] = [row for module in _FILES for row in module.ROWS]
NOT_DIFFERENTIABLE: dict[str, str] = {op: why for module in _FILES for op, why in module.NOT_DIFFERENTIABLE.items()}


def names(rows: Sequence[Row]) -> list[str]:
    return [f"{row.op}-{index}" for index, row in enumerate(rows)]


def every(row_is_wanted: Any) -> pytest.MarkDecorator:
    rows = [row for row in ROWS if row_is_wanted(row)]
    return pytest.mark.parametrize("row", rows, ids=names(rows))


# -- the table ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("op", [op_def.name for op_def in all_ops()])
def test_every_op_has_a_row(op: str) -> None:
    assert op in {row.op for row in ROWS}, f"add a Row({op!r}, ...) to tests/engine/ops/cases_<module>.py; see row.py"


@pytest.mark.parametrize("op_def", all_ops(), ids=lambda op_def: op_def.name)
def test_every_op_has_a_gradient_or_says_why_not(op_def: Any) -> None:
    assert (op_def.gradient is None) == (op_def.name in NOT_DIFFERENTIABLE)


@pytest.mark.parametrize("op_def", all_ops(), ids=lambda op_def: op_def.name)
def test_every_op_is_documented(op_def: Any) -> None:
    assert "Source:" in op_def.doc
    assert "->" in op_def.doc or not op_def.inputs


# -- inference ---------------------------------------------------------------------------------------------------------


@every(lambda row: not row.skip_kernel)
def test_inference_agrees_with_the_kernel(row: Row) -> None:
    for case in row.cases():
        before = [as_array(value).copy() for value in case.values]
        results = run_kernel(case, case.values)
        for value, kept in zip(case.values, before, strict=True):
            assert_same(value, kept, f"{case}: a kernel must not change its inputs")
        specs = infer(row.op_def, specs_of(case), case.attrs)
        assert len(specs) == len(results), case
        for spec, result in zip(specs, results, strict=True):
            assert as_dtype(np.asarray(result).dtype) is spec.dtype, case
            shape = TensorShape(np.shape(result))
            assert spec.shape.is_compatible_with(shape), f"{case}: inferred {spec.shape}, found {shape}"
            assert row.skip_exact_shape or spec.shape == shape, f"{case}: inferred {spec.shape}, found {shape}"
            if spec.value is not None:
                assert_same(spec.value, result, case)


@every(lambda row: not row.skip_kernel)
def test_inference_stays_compatible_when_less_is_known(row: Row) -> None:
    case = row.cases()[0]
    results = [TensorShape(np.shape(result)) for result in run_kernel(case, case.values)]
    for known, inputs in weaker(specs_of(case)):
        for spec, shape in zip(infer(row.op_def, inputs, case.attrs), results, strict=True):
            assert spec.shape.is_compatible_with(shape), f"{case}, {known}: inferred {spec.shape}, found {shape}"


@every(lambda row: row.op_def.work is not None)
def test_work_is_a_count(row: Row) -> None:
    case = row.cases()[0]
    for known, inputs in weaker(specs_of(case)):
        count = row.op_def.work(*inputs, **case.attrs)
        assert count >= 0, known
        assert math.isfinite(count), known


def weaker(specs: list[TensorSpec]) -> list[tuple[str, list[TensorSpec]]]:
    """Less and less known of all inputs, then of each."""
    ways: dict[str, Any] = {
        "no values": lambda spec: TensorSpec(spec.dtype, spec.shape),
        "no sizes": lambda spec: TensorSpec(spec.dtype, TensorShape([None] * len(spec.shape)), spec.value),
        "no sizes or values": lambda spec: TensorSpec(spec.dtype, TensorShape([None] * len(spec.shape))),
        "no ranks": lambda spec: TensorSpec(spec.dtype, TensorShape(None)),
    }
    found = [(name, [way(spec) for spec in specs]) for name, way in ways.items()]
    for index in range(len(specs)):
        for name, way in ways.items():
            found.append((f"{name} of input {index}", [way(s) if i == index else s for i, s in enumerate(specs)]))
    return found


# -- graphs ------------------------------------------------------------------------------------------------------------


@every(lambda row: True)
def test_graph_def_rebuilds_the_node(row: Row) -> None:
    for case in row.cases():
        with tf.Graph().as_default() as graph:
            trial = Trial.of(case, fed=False)
            text = json.dumps(graph.as_graph_def().to_json())
        with tf.Graph().as_default() as again:
            tf.import_graph_def(json.loads(text), name="")
            rebuilt = again.get_operation_by_name("tested").outputs
        assert [(t.dtype, t.shape) for t in rebuilt] == [(t.dtype, t.shape) for t in trial.outputs]
        assert json.dumps(again.as_graph_def().to_json()) == text
        if row.skip_kernel or not rebuilt:
            continue
        with tf.Session(graph=graph) as one, tf.Session(graph=again) as other:
            for wanted, found in zip(trial.run(one, trial.outputs), trial.run(other, rebuilt), strict=True):
                if not row.skip_equal:
                    assert_same(found, wanted, case)


@every(lambda row: not row.skip_kernel)
def test_two_workers_give_the_kernel_s_result(row: Row) -> None:
    for case in row.cases():
        with tf.Graph().as_default() as graph:
            trial = Trial.of(case, fed=True, device=THERE)
            with tf.device(HERE):
                back = [tf.identity(output) for output in trial.outputs]
        with tf.Session("inline://2", graph=graph) as session:
            found = trial.run(session, back or ["tested"])
        if not row.skip_equal and back:
            for one, wanted in zip(found, run_kernel(case, case.values), strict=True):
                assert_same(one, wanted, case)


# -- gradients ---------------------------------------------------------------------------------------------------------


@every(lambda row: row.op_def.gradient is not None and not row.skip_gradient)
@pytest.mark.parametrize("rank", ["known", "unknown"])
def test_gradient_agrees_with_central_differences(row: Row, rank: str) -> None:
    if rank == "unknown" and row.skip_unknown_rank_gradient:
        pytest.skip(row.skip_unknown_rank_gradient)
    cases = [case for wanted in (tf.float64, tf.complex128) if (case := row.differentiable_case(wanted))]
    assert cases, "no type of the op may be float64: say so with skip_gradient"
    for case in cases:
        check_gradient(case, rank)


def check_gradient(case: Case, rank: str) -> None:
    fractional = [d in (tf.float64, tf.complex128) and not i.is_fixed for d, i in zip(case.dtypes, case.row.inputs, strict=True)]
    with tf.Graph().as_default() as graph:
        inputs = [
            tf.placeholder(dtype, np.shape(value) if rank == "known" else None) if differentiated else tf.constant(value, dtype)
            for value, dtype, differentiated in zip(case.values, case.dtypes, fractional, strict=True)
        ]
        made = graph.node(case.row.op, *inputs, **case.attrs)
        results = made if isinstance(made, list) else [made]
        outputs = [y for y in results if y.dtype in (tf.float64, tf.complex128) and is_differentiated(case.row, y.value_index)]
        if not outputs:
            return
        weights = weights_for(case)
        xs = [x for x, differentiated in zip(inputs, fractional, strict=True) if differentiated]
        found = tf.gradients(outputs, xs, grad_ys=[weights[y.value_index] for y in outputs])
        feeds = {x: value for x, value, differentiated in zip(inputs, case.values, fractional, strict=True) if differentiated}
        with tf.Session(graph=graph) as session:
            values = iter([None if dx is None else session.run(tf.convert_to_tensor(dx), feeds) for dx in found])
    for index, differentiated in enumerate(fractional):
        if differentiated:
            numeric = central_difference(case, index, weights)
            analytic = next(values)
            analytic = np.zeros_like(numeric) if analytic is None else analytic
            assert np.shape(analytic) == np.shape(numeric), f"{case}: gradient of input {index}"
            np.testing.assert_allclose(analytic, numeric, rtol=1e-5, atol=1e-6, err_msg=f"{case}: gradient of input {index}")


def is_differentiated(row: Row, output: int) -> bool:
    return row.differentiated is None or output in row.differentiated


def weights_for(case: Case) -> list[np.ndarray]:
    """Different weights for all elements, so that no error cancels out; none for what carries no gradient."""
    weights = []
    for output, y in enumerate(run_kernel(case, case.values)):
        each = np.cos(np.arange(1, np.size(y) + 1) * 1.7) * (1 + 0.3j if np.asarray(y).dtype.kind == "c" else 1)
        weights.append(each.reshape(np.shape(y)) * is_differentiated(case.row, output))
    return weights


def central_difference(case: Case, index: int, weights: list[np.ndarray]) -> np.ndarray:
    """d Re(sum(conj(w) * y)) for each element of an input; of a complex one, its real and its imaginary part."""
    x = np.array(case.values[index])
    slope = np.zeros_like(x)
    for position in np.ndindex(x.shape):
        for direction in (1, 1j) if x.dtype.kind == "c" else (1,):
            total = 0.0
            for sign in (1, -1):
                moved = x.copy()
                moved[position] += sign * direction * 1e-6
                values = [moved[()] if i == index else value for i, value in enumerate(case.values)]
                total += sign * weighted(run_kernel(case, values), weights)
            slope[position] += direction * total / 2e-6
    return slope


def weighted(results: list[Any], weights: list[np.ndarray]) -> float:
    pairs = [(w, y) for w, y in zip(weights, results, strict=True) if np.asarray(y).dtype.kind in "fc"]
    return sum(float(np.sum((np.conj(w) * y).real)) for w, y in pairs)
