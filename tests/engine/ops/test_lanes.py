"""What is put together for WebAssembly is NumPy's function, bit for bit where it can be, wherever the test runs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from heureum.ops import lanes

SPECIAL = [0.0, -0.0, 1.5, -1.5, np.inf, -np.inf, np.nan, 1e-40, 3e38]


@pytest.fixture
def as_in_wasm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_HAS_SLOW_LOOPS", True)


def _numbers(dtype: type, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    made = chance.standard_normal(900).astype(dtype)
    made[::3] = chance.choice(np.array(SPECIAL, np.float32), 300)
    return made.reshape(30, 30)


@pytest.mark.usefixtures("as_in_wasm")
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16, np.int32])
@pytest.mark.parametrize("name", ["maximum", "minimum"])
def test_the_larger_and_the_smaller(name: str, dtype: type) -> None:
    with np.errstate(all="ignore"):
        x, y = (_numbers(np.float32, seed).astype(dtype) for seed in (0, 1))
    ours: Callable[..., Any] = getattr(lanes, name)
    numpys: Callable[..., Any] = getattr(np, name)
    for second in (y, y[0], y.T, dtype(1), dtype(0), 0, *([dtype(np.nan)] if dtype is not np.int32 else [])):
        expected = numpys(x, second)
        made = ours(x, second)
        assert made.dtype == expected.dtype
        np.testing.assert_array_equal(made, expected)
        out = x[:, ::-1][:, ::-1].copy()
        np.testing.assert_array_equal(ours(out, second, out), expected)


@pytest.mark.usefixtures("as_in_wasm")
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_absolute_value_loses_the_sign_alone(dtype: type) -> None:
    x = _numbers(dtype, 0)
    for each in (x, x.T, x[::2, ::3]):
        made = lanes.absolute(each)
        assert not np.signbit(made[~np.isnan(made)]).any()
        np.testing.assert_array_equal(lanes.absolute(each), np.abs(each))


@pytest.mark.usefixtures("as_in_wasm")
def test_tanh_is_right_to_the_last_bits() -> None:
    x = np.concatenate([np.linspace(-12, 12, 20_001), np.logspace(-30, 1, 5_000)]).astype(np.float32)
    np.testing.assert_allclose(lanes.tanh(x), np.tanh(x.astype(np.float64)), rtol=5e-7)
    special = np.tile(np.array(SPECIAL[:7], np.float32), 50)
    np.testing.assert_allclose(lanes.tanh(special), np.tanh(special), rtol=5e-7)


@pytest.mark.usefixtures("as_in_wasm")
@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16, np.int32])
def test_a_mask_multiplies(dtype: type) -> None:
    with np.errstate(all="ignore"):
        x = _numbers(np.float32, 0).astype(dtype)
        mask = np.random.default_rng(1).random(x.shape) < 0.5
        made = lanes.masked(x, mask)
        assert made.dtype == dtype
        np.testing.assert_array_equal(made, x * mask)
