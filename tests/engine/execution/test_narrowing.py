"""Floats in fewer bits: tables of what crosses, and laws over generated numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from heureum.execution.narrowing import narrowed, widened

# What, by its bits, and what comes out: ties go to the even last bit, as for every other rounding of floats.
BFLOAT16 = [
    (0x3F800000, 0x3F80),  # 1.0
    (0x3F808000, 0x3F80),  # half way, the last bit is even
    (0x3F818000, 0x3F82),  # half way, the last bit is odd
    (0x3F808001, 0x3F81),  # just above
    (0x80000000, 0x8000),  # -0.0
    (0x7F800000, 0x7F80),  # inf
    (0xFF800000, 0xFF80),  # -inf
    (0x7F7FFFFF, 0x7F80),  # the greatest float32 rounds to inf
    (0x00000001, 0x0000),  # the smallest
]


@pytest.mark.parametrize(("bits", "wanted"), BFLOAT16, ids=hex)
def test_bfloat16_by_bits(bits: int, wanted: int) -> None:
    value = np.array(bits, np.uint32).view(np.float32)
    assert int(narrowed(value, "bfloat16")) == wanted


@given(arrays.arrays(np.float32, arrays.array_shapes(min_dims=0, min_side=0)))
def test_bfloat16_keeps_eight_bits(value: np.ndarray) -> None:
    there = narrowed(value, "bfloat16")
    back = widened(there, "bfloat16", "float32")
    assert there.dtype == np.uint16
    assert (back.dtype, np.shape(back)) == (np.float32, value.shape)
    np.testing.assert_array_equal(np.isnan(back), np.isnan(value))
    normal = np.isfinite(back) & (np.abs(value) > np.finfo(np.float32).tiny)
    np.testing.assert_allclose(np.asarray(back)[normal], value[normal], rtol=2**-8)


@given(st.sampled_from(["bfloat16", "float16", "float32"]), arrays.arrays(np.float32, (3,)))
def test_crossing_twice_changes_no_more(wire_dtype: str, value: np.ndarray) -> None:
    with np.errstate(all="ignore"):  # as in a worker
        once = widened(narrowed(value, wire_dtype), wire_dtype, "float64")
        twice = widened(narrowed(once, wire_dtype), wire_dtype, "float64")
    np.testing.assert_array_equal(once, twice)


def test_scalars_stay_scalars() -> None:
    back = widened(narrowed(np.float64(0.1), "float16"), "float16", "float64")
    assert isinstance(back, np.float64)
    assert back == np.float64(np.float16(0.1))
