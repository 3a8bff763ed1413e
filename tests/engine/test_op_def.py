"""Declaring ops: what a signature says, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

import heureum as tf
from heureum.inference import argument_of_each_input, check_attrs, infer
from heureum.op_def import Argument, declare, find_op
from heureum.tensor_shape import TensorShape, TensorSpec


@pytest.fixture(autouse=True)
def _registry_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heureum.op_def._registry", {"Neg": find_op("Neg")})


def kernel(*inputs: Any, must: int, may: str = "x") -> Any:
    """Documented."""


SIGNATURES = [
    ("F(a: T, b: int32) -> T", [Argument("a", "T"), Argument("b", "int32")], [Argument("output", "T")]),
    ("F() -> ", [], []),
    ("F(xs: *T) -> a: T, b: *T", [Argument("xs", "T", True)], [Argument("a", "T"), Argument("b", "T", True)]),
    ("F(ref: &T) -> &T", [Argument("ref", "T", False, True)], [Argument("output", "T", False, True)]),
]


@pytest.mark.parametrize(("text", "inputs", "outputs"), SIGNATURES, ids=[row[0] for row in SIGNATURES])
def test_signatures(text: str, inputs: list[Argument], outputs: list[Argument]) -> None:
    declared = declare(text, kernel, shape=lambda *_, **__: ())
    assert (list(declared.inputs), list(declared.outputs)) == (inputs, outputs)
    assert declared.signature() == text
    assert declared.is_source == (not inputs)
    assert find_op("F") is declared


REFUSED: list[tuple[str, Callable[..., Any], str]] = [
    ("Neg(x: T) -> T", kernel, "'Neg' is already declared"),
    ("F(x: T)", kernel, "Malformed op signature"),
    ("F(x: T) -> T", lambda x: x, "'F' has no docstring"),
]


@pytest.mark.parametrize(("text", "run", "message"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refused(text: str, run: Callable[..., Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        declare(text, run, shape=tuple)


def test_attributes() -> None:
    declared = declare("F(x: T) -> T", kernel, shape=lambda x, **_: x.shape)
    assert check_attrs(declared, {"must": 3}) == {"must": 3, "may": "x"}
    with pytest.raises(TypeError, match="needs the attribute 'must'"):
        check_attrs(declared, {})
    with pytest.raises(TypeError, match=r"no attribute 'might'; it has \['may', 'must'\]"):
        check_attrs(declared, {"must": 3, "might": 4})


COUNTS = [(2, "ab"), (3, "axb"), (5, "axxxb")]


@pytest.mark.parametrize(("count", "names"), COUNTS)
def test_a_list_takes_what_the_others_leave(count: int, names: str) -> None:
    declared = declare("F(a: T, x: *T, b: T) -> T", kernel, shape=tuple)
    assert "".join(argument.name for argument in argument_of_each_input(declared, count)) == names
    with pytest.raises(TypeError, match="takes 2 or more inputs, got 1"):
        argument_of_each_input(declared, 1)


def spec(dtype: tf.DType) -> TensorSpec:
    return TensorSpec(dtype, TensorShape([2]))


def test_dtypes_are_inferred_from_inputs_and_attributes() -> None:
    text = "F(a: T, b: int32, c: any) -> T, out_type, bool, *T"
    declared = declare(text, kernel, shape=lambda *_, **__: [(), (1,), (2,), (3,), (4,)], T=(tf.float32, tf.float64))
    found = infer(declared, [spec(tf.float64), spec(tf.int32), spec(tf.string)], {"out_type": tf.int64})
    assert [str(each) for each in found] == ["float64[]", "int64[1]", "bool[2]", "float64[3]", "float64[4]"]


WRONG: list[tuple[list[tf.DType], str]] = [
    ([tf.float32, tf.float64, tf.int32], r"input 'b' is float64\[2\] and does not match float32 of input 'a'.*tf\.cast"),
    ([tf.int32, tf.int32, tf.int32], "input 'a' has dtype int32, allowed are float32, float64"),
    ([tf.float32, tf.float32, tf.int64], r"input 'c' is int64\[2\], but must be int32"),
]


@pytest.mark.parametrize(("dtypes", "message"), WRONG)
def test_dtypes_that_do_not_fit(dtypes: list[tf.DType], message: str) -> None:
    declared = declare("F(a: T, b: T, c: int32) -> T", kernel, shape=lambda *_, **__: (), T=(tf.float32, tf.float64))
    with pytest.raises(TypeError, match=message):
        infer(declared, [spec(dtype) for dtype in dtypes], {})
