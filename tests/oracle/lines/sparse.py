"""Lines for sparse tensors; places are given, in order or not, and sometimes outside."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, INTS, REAL, line, some, whole

__all__ = ["LINES"]

_PLACES = ([[0, 0], [0, 2], [1, 1]], [[1, 1], [0, 2], [0, 0]], [[0, 1], [1, 0], [1, 2]], [[0, 0], [1, 1], [2, 0]])
_THREE = ([(3,)],)


def _sparse(tf: Any, x: Any, which: int = 0) -> Any:
    return tf.SparseTensor(_PLACES[which % 4], x, [2, 3])


def _sorted(tf: Any, x: Any, which: int = 0) -> Any:
    return tf.SparseTensor(_PLACES[0 if which < 0 else 2], x, [2, 3])


_ROWS = whole(0, 2, (3,)), whole(0, 2, (3,))

LINES = {
    "add": line(
        lambda tf, x, y, n: (
            tf.sparse_add(_sorted(tf, x), _sorted(tf, y, n[0])),
            tf.sparse_add(_sorted(tf, x, n[1]), tf.zeros([2, 3], x.dtype)),
        ),
        some(REAL, [(3,), (3,)]),
        named=False,
    ),
    "serialize": line(
        lambda tf, x, n: (
            tf.shape(tf.serialize_sparse(_sorted(tf, x))),
            tf.deserialize_many_sparse(
                tf.stack([tf.serialize_sparse(_sorted(tf, x)), tf.serialize_sparse(_sorted(tf, x, n[0]))]), x.dtype, 2
            ),
            tf.deserialize_many_sparse(tf.serialize_many_sparse(_sorted(tf, x)), [x.dtype, tf.int32][n[1] > 2]),
        ),
        some((*REAL, "bool", "object"), *_THREE),
        named=False,
    ),
    "concat": line(
        lambda tf, x, y, n: tf.sparse_concat(
            abs(n[0]) % 2, [_sorted(tf, x), _sorted(tf, y, n[1])], expand_nonconcat_dim=n[2] > 0
        ),
        some(REAL, [(3,), (3,)]),
        named=False,
    ),
    "cross_hashed": line(
        lambda tf, i, n: tf.sparse.cross_hashed(
            [_sorted(tf, tf.cast(i, tf.int64), n[0]), tf.constant([[1, n[1]], [2, 3]], tf.int64)], 5 if n[2] > 0 else 0
        ),
        whole(-3, 9, (3,)),
        named=False,
    ),
    "fill_empty_rows": line(
        lambda tf, x, n: tf.sparse_fill_empty_rows(tf.SparseTensor([[0, 0], [0, 2], [2, 1]], x, [4, 3]), 7),
        some(REAL, *_THREE),
        named=False,
    ),
    "mask": line(
        lambda tf, x, i, n: tf.sparse_mask(tf.IndexedSlices(x, i), [n[0]]),
        some(REAL, [(3,)], [(3, 2)]),
        whole(0, 3, (3,)),
        named=False,
    ),
    "maximum": line(
        lambda tf, x, y, n: (
            tf.sparse_maximum(_sorted(tf, x), _sorted(tf, y, n[0])),
            tf.sparse_minimum(_sorted(tf, x), _sorted(tf, y, n[0])),
        ),
        some(REAL, [(3,), (3,)]),
        named=False,
        sloped=False,
    ),
    "reduce": line(
        lambda tf, x, n: (
            tf.sparse_reduce_sum(_sorted(tf, x), n[0], keepdims=n[1] > 0),
            tf.sparse_reduce_max(_sorted(tf, x), n[0], keepdims=n[1] > 0),
        ),
        some(REAL, *_THREE),
        named=False,
        sloped=False,
    ),
    "reduce_sparse": line(
        lambda tf, x, n: (tf.sparse_reduce_sum_sparse(_sorted(tf, x), n[0]), tf.sparse_reduce_max_sparse(_sorted(tf, x), n[0])),
        some(REAL, *_THREE),
        named=False,
        sloped=False,
    ),
    "reorder": line(lambda tf, x, n: tf.sparse_reorder(_sparse(tf, x, n[0])), some((*REAL, "object"), *_THREE), named=False),
    "reset_shape": line(
        lambda tf, x, n: tf.sparse_reset_shape(_sorted(tf, x), [2 + n[0], 5] if n[1] else None), some(REAL, *_THREE), named=False
    ),
    "reshape": line(lambda tf, x, n: tf.sparse_reshape(_sorted(tf, x), [-1, abs(n[1]) or 1]), some(REAL, *_THREE), named=False),
    "retain": line(
        lambda tf, x, b, n: tf.sparse_retain(_sorted(tf, x), b), some(REAL, *_THREE), some(("bool",), [(3,)], [(2,)]), named=False
    ),
    "segment": line(
        lambda tf, x, i, j, n: (
            tf.sparse_segment_sum(x, i, tf.sort(j)),
            tf.sparse_segment_mean(x, i, tf.sort(j), num_segments=4),
            tf.sparse_segment_sqrt_n(x, i, tf.sort(j)),
        ),
        some(FLOATS, [(3, 2)], [(3,)]),
        *_ROWS,
        named=False,
    ),
    "slice": line(
        lambda tf, x, n: tf.sparse_slice(_sorted(tf, x), [abs(n[0]), 0], [abs(n[1]), abs(n[2])]), some(REAL, *_THREE), named=False
    ),
    "softmax": line(lambda tf, x, n: tf.sparse_softmax(_sorted(tf, x, n[0])), some(FLOATS, *_THREE), named=False),
    "split": line(
        lambda tf, x, n: tf.sparse_split(sp_input=_sorted(tf, x), num_split=abs(n[0]) + 1, axis=n[1]),
        some(REAL, *_THREE),
        named=False,
        sloped=False,
    ),
    "matmul": line(
        lambda tf, x, y, n: tf.sparse_tensor_dense_matmul(_sorted(tf, x), y, adjoint_a=n[0] > 0, adjoint_b=n[1] > 0),
        some(FLOATS, [(3,), (3, 2)], [(3,), (2, 3)], [(3,), (2, 2)]),
        named=False,
        rough=1e-3,
    ),
    "to_dense": line(lambda tf, x, n: tf.sparse_tensor_to_dense(_sparse(tf, x, n[0]), n[1]), some(REAL, *_THREE), named=False),
    "sparse_to_dense": line(
        lambda tf, i, x, n: tf.sparse_to_dense(i, [4], x, n[0], validate_indices=n[1] > 0),
        whole(0, 4, (3,), ()),
        some(REAL, [(3,)], [()]),
        named=False,
        sloped=False,
    ),
    "to_indicator": line(lambda tf, i, n: tf.sparse_to_indicator(_sorted(tf, i, n[0]), 4), whole(0, 3, (3,)), named=False),
    "transpose": line(
        lambda tf, x, n: tf.sparse_transpose(_sorted(tf, x), [1, 0] if n[2] else None), some(REAL, *_THREE), named=False
    ),
    "merge": line(
        lambda tf, i, x, n: tf.sparse_merge(_sorted(tf, i), _sorted(tf, x), 5),
        whole(0, 4, (3,), dtypes=("int64",)),
        some(("float32",), *_THREE),
        named=False,
        known=("all",),
    ),
    "sparse.expand_dims": line(lambda tf, x, n: tf.sparse.expand_dims(_sorted(tf, x), n[0]), some(REAL, *_THREE), named=False),
    "sparse.eye": line(lambda tf, x, n: tf.sparse.eye(abs(n[0]), abs(n[1])), some(REAL, [()]), named=False),
    "sparse.from_dense": line(
        lambda tf, x, n: tf.sparse.from_dense(x), some((*REAL, "object"), [(2, 3)], [(3,)], [(0, 2)], [()]), named=False
    ),
    "sparse_placeholder": line(
        lambda tf, x, n: tf.sparse_tensor_to_dense(tf.SparseTensor(_PLACES[0], x, [2, abs(n[0])])),
        some(REAL, *_THREE),
        named=False,
    ),
    "sets": line(
        lambda tf, i, j, n: (tf.sets.set_union(i, j), tf.sets.set_difference(i, j, n[0] > 0), tf.sets.set_intersection(i, j)),
        whole(0, 3, (2, 3), (2, 0), (3,), dtypes=("int64",)),
        whole(0, 3, (2, 2), (1, 2), dtypes=("int64",)),
        named=False,
    ),
    "set_size": line(lambda tf, i, n: tf.sets.set_size(_sparse(tf, i, n[0])), whole(0, 1, (3,)), named=False),
    "edit_distance": line(
        lambda tf, i, j, n: tf.edit_distance(_sorted(tf, i), _sorted(tf, j), normalize=n[0] > 0),
        some(INTS, *_THREE),
        whole(0, 2, (3,), dtypes=("int64",)),
        named=False,
    ),
    "string_split": line(
        lambda tf, i, n: tf.sparse_tensor_to_dense(tf.SparseTensor([[0], [2]], i, [4]), n[0]), whole(0, 3, (2,)), named=False
    ),
}
