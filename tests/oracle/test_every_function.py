"""Every public function that takes tensors is compared with TensorFlow's over inputs that hypothesis makes, or says why not."""

import types
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .generating import example_of, often, run_both
from .lines import LINES

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]


@pytest.mark.parametrize("name", LINES)
@settings(often, max_examples=12)
@given(data=st.data())
def test_a_line_shows_the_same(name: str, data: Any, oracle: types.ModuleType) -> None:
    line = LINES[name]
    inputs, numbers, known = data.draw(example_of(line))
    options = {"rough": line.rough, "named": line.named, "random": line.random, "sloped": line.sloped}
    run_both(oracle, lambda tf, *tensors: line.program(tf, *tensors, numbers), *inputs, known=known, **options)
