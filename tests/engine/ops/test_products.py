"""The product without a BLAS is the product: for every way it takes, whatever lies how in memory."""

import sys

import numpy as np
import pytest

from heureum.ops import simd
from heureum.ops.products import by_rows, einsum_of_two, matrix_product, without_blas

SHAPES = [
    (2, 3, 4),  # too small for any way but NumPy's own
    (1, 784, 128),  # few rows: rows of b, scaled and added
    (128, 10, 784),  # a short inner side: the same
    (130, 200, 50),  # rows of a by rows of b, transposed
    (300, 300, 1),  # by a vector
    (1000, 40, 40),  # neither side is long
    (0, 784, 128),
    (300, 0, 300),
]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", [by_rows, matrix_product, without_blas])
def test_it_is_the_product(way: object, shape: tuple[int, int, int], dtype: type) -> None:
    m, k, n = shape
    chance = np.random.default_rng(0)
    a, b = chance.standard_normal((m, k)).astype(dtype), chance.standard_normal((k, n)).astype(dtype)
    expected = a.astype(np.float64) @ b.astype(np.float64)
    tolerance = 1e-4 if dtype == np.float32 else 1e-12
    for left, right in [(a, b), (np.asfortranarray(a), b), (a, np.asfortranarray(b)), (a[::-1][::-1], b)]:
        made = way(left, right)  # type: ignore[operator]
        assert made.dtype == dtype
        np.testing.assert_allclose(made, expected, rtol=0, atol=tolerance)
        out = np.full((m, n), np.nan, dtype)
        assert way(left, right, out) is out  # type: ignore[operator]
        np.testing.assert_allclose(out, expected, rtol=0, atol=tolerance)


def test_what_is_not_finite_stays_so() -> None:
    a, b = np.ones((100, 200), np.float32), np.ones((200, 100), np.float32)
    a[3, 5], b[7, 11] = np.nan, np.inf
    made = by_rows(a, b)
    assert np.isnan(made[3]).all()
    assert np.isinf(made[np.arange(100) != 3, 11]).all()
    assert np.isfinite(made).sum() == 99 * 99


@pytest.mark.parametrize("dtype", [np.int32, np.complex64, np.float16])
def test_other_types_are_numpys(dtype: type) -> None:
    a = np.arange(6).reshape(2, 3).astype(dtype)
    made = matrix_product(a, a.T)
    assert made.dtype == dtype
    assert (made == a @ a.T).all()


def test_sides_that_do_not_fit_are_refused_as_numpy_does() -> None:
    with pytest.raises(ValueError, match="matmul"):
        by_rows(np.ones((200, 300)), np.ones((200, 300)))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("batches", [((), (3,)), ((2, 1), (1, 3)), ((3,), (3,)), ((0,), ())])
def test_batches_are_broadcast(batches: tuple[tuple[int, ...], ...], dtype: type) -> None:
    chance = np.random.default_rng(0)
    a, b = (
        chance.standard_normal((*batch, *sizes)).astype(dtype) for batch, sizes in zip(batches, [(40, 30), (30, 50)], strict=True)
    )
    made = without_blas(a, b)
    assert made.dtype == dtype
    np.testing.assert_allclose(made, a @ b, rtol=0, atol=1e-4)


def test_webassembly_multiplies_by_the_kernel() -> None:
    assert simd.can_multiply(np.dtype(np.float32)) == simd.can_multiply(np.dtype(np.float64)) == (sys.platform == "emscripten")
    assert not simd.can_multiply(np.dtype(np.complex64))


@pytest.mark.skipif(sys.platform != "emscripten", reason="it is WebAssembly")
@pytest.mark.parametrize("sizes", [(1, 1, 1), (5, 7, 3), (4, 1, 8), (9, 1025, 17), (12, 2048, 16), (33, 3, 40)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_kernel_does_all_sizes_and_strides(sizes: tuple[int, int, int], dtype: type) -> None:
    m, k, n = sizes
    chance = np.random.default_rng(0)
    a, b = chance.standard_normal((m, k)).astype(dtype), chance.standard_normal((k, n)).astype(dtype)
    wide = np.full((m + 2, n + 9), 7, dtype)
    out = wide[1:-1, 5 : 5 + n]
    expected = a.astype(np.float64) @ b.astype(np.float64)
    for left, right in [(a, b), (np.asfortranarray(a), b), (a[:, ::-1][:, ::-1], np.asfortranarray(b)), (a[::-1][::-1], b)]:
        for made in (simd.product(left, right), simd.product(left, right, out)):
            np.testing.assert_allclose(made, expected, rtol=0, atol=2e-4 if dtype == np.float32 else 1e-11)
    wide[1:-1, 5 : 5 + n] = 7
    assert (wide == 7).all(), "it wrote beside what it was given"


@pytest.mark.parametrize(
    "equation",
    [
        "ij,jk->ik",
        "ij,kj->ki",
        "bqd,bkd->bqk",
        "bqk,bkd->bqd",
        "bhqd,bhkd->bqhk",
        "i,j->ij",
        "ij,ij->",
        "ij,ij->ij",
        "ij,ij->j",
        "abc,cd->abd",
        "ij,jk",
        "ii,ij->j",
        "ij,jk->i",
        "...ij,...jk->...ik",
        "i,->i",
    ],
)
def test_einsum_of_two_is_numpys(equation: str) -> None:
    chance = np.random.default_rng(0)
    size = dict(zip("abcdhijkq", range(2, 11), strict=True))
    left, right = equation.partition("->")[0].split(",")
    a, b = (chance.standard_normal([size[each] for each in labels.replace("...", "")]) for labels in (left, right))
    np.testing.assert_allclose(einsum_of_two(equation, a, b), np.einsum(equation, a, b), rtol=1e-12, atol=1e-12)


def test_einsum_of_two_spreads_and_refuses_as_numpy_does() -> None:
    assert (
        einsum_of_two("ij,jk->ik", np.ones((2, 1)), np.ones((3, 4))).tolist()
        == np.einsum("ij,jk->ik", np.ones((2, 1)), np.ones((3, 4))).tolist()
    )
    for sizes in ((2, 3), (4, 5)), ((2,), (2, 3)):
        with pytest.raises(ValueError, match="operand"):
            einsum_of_two("ij,jk->ik", *map(np.ones, sizes))
