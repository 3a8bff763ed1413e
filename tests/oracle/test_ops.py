"""Every line of op_expressions.txt shows the same under TensorFlow and here: names, dtypes, shapes, values, gradients, errors."""

import types
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum

from .expressions import outcome

pytestmark = pytest.mark.oracle

LINES = [line for line in Path(__file__).with_name("op_expressions.txt").read_text().splitlines() if line and line[0] != "#"]


def seen(expression: str, tf: Any) -> dict[str, Any]:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return outcome(expression, tf)


@pytest.mark.parametrize("expression", LINES)
def test_expression_shows_the_same(expression: str, oracle: types.ModuleType) -> None:
    is_composed = expression.startswith("~")  # of other nodes here: only what it computes is compared
    expected, found = (seen(expression.removeprefix("~"), tf) for tf in (oracle, heureum))
    assert found.keys() == expected.keys(), f"TensorFlow: {expected}, heureum: {found}"
    for what, value in expected.items():
        if not is_composed or what not in ("names", "static shapes"):
            compare(value, found[what], what)


def compare(expected: Any, found: Any, what: str) -> None:
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), what
        for name, value in expected.items():
            compare(value, found[name], f"{what} of {name}")
    elif what == "values":
        for one, other in zip(expected, found, strict=True):
            compare(one, other, "value")
    elif isinstance(expected, np.ndarray):
        assert found.dtype == expected.dtype, what
        assert found.shape == expected.shape, what
        if expected.dtype.kind in "fc":
            np.testing.assert_allclose(found, expected, rtol=2e-4, atol=1e-5, err_msg=what)
        else:
            np.testing.assert_array_equal(found, expected, err_msg=what)
    else:
        assert found == expected, what
