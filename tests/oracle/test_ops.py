"""Every line of op_expressions.txt shows the same under TensorFlow and here: names, dtypes, shapes, values, gradients, errors."""

import types

import pytest

import heureum

from .expressions import require_same, seen
from .recorded_outcomes import LINES

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize("expression", LINES)
def test_expression_shows_the_same(expression: str, oracle: types.ModuleType) -> None:
    require_same(expression, *(seen(expression, tf) for tf in (oracle, heureum)))
