"""Lines for tf.nn without windows: activations, cross-entropies, normalisation, embeddings, recurrent networks, sequences."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, INTS, line, shapes, some, whole

__all__ = ["LINES"]

_ONE = shapes.map(lambda shape: [shape])
_TWO = shapes.map(lambda shape: [shape, shape])
_ROWS = ([(2, 3), (2, 3)], [(0, 3), (0, 3)], [(2, 2, 3), (2, 2, 3)], [(2, 3), (1, 3)], [(3,), (3,)], [(2, 3), (2, 2)])


def _untied(tf: Any, x: Any) -> Any:
    """Numbers of which no two are equal: of equally likely sequences either may come first."""
    return tf.sin(tf.reshape(tf.range(24.0), [4, 2, 3]) * 1.7) + x * 1e-3


LINES = {
    "batch_normalization": line(
        lambda tf, x, y, n: tf.nn.batch_normalization(
            x, y, tf.abs(y) + 1, y if n[0] else None, tf.sqrt(tf.abs(y) + 1) if n[1] else None, 1e-3
        ),
        some(FLOATS, [(2, 3), (3,)], [(2, 2, 2, 3), (3,)], [(2, 3), (2, 3)]),
        named=False,
        rough=1e-3,
    ),
    "batch_norm_with_global": line(
        lambda tf, x, y, n: tf.nn.batch_norm_with_global_normalization(x, y, tf.abs(y) + 1, y, y, 1e-3, n[0] > 0),
        some(("float32",), [(2, 2, 2, 3), (3,)]),
        named=False,
        rough=1e-3,
    ),
    "fused_batch_norm": line(
        lambda tf, x, y, n: tf.nn.fused_batch_norm(x, y, y, epsilon=0.01)[: 3 if n[0] else 1],
        some(("float32",), [(2, 2, 2, 3), (3,)], [(1, 2, 3, 1), (1,)]),
        named=False,
        rough=2e-3,
        sloped=False,
    ),
    "fused_batch_norm at rest": line(
        lambda tf, x, y, n: tf.nn.fused_batch_norm(x, y, y, y, tf.abs(y) + 1, is_training=False)[0],
        some(("float32",), [(2, 2, 2, 3), (3,)]),
        named=False,
        rough=2e-3,
    ),
    "bias_add": line(
        lambda tf, x, y, n: tf.nn.bias_add(x, y, data_format=[None, "NHWC", "NCHW"][n[0]]),
        some((*FLOATS, *INTS), [(2, 3), (3,)], [(2, 3, 3, 3), (3,)], [(2, 3), (2,)], [(2, 3, 3), (3,)], [(3,), (3,)]),
    ),
    "crelu": line(
        lambda tf, x, n: (tf.nn.crelu(x), tf.nn.leaky_relu(x, 0.3)), some(FLOATS, [(2, 3)], [(3,)], [(0, 2)]), named=False
    ),
    "relu_layer": line(
        lambda tf, x, y, z, n: (tf.nn.relu_layer(x, y, z), tf.nn.xw_plus_b(x, y, z)),
        some(FLOATS, [(2, 3), (3, 2), (2,)], [(2, 3), (3, 2), (3,)]),
        named=False,
        rough=1e-3,
        known=("all", "rank"),
    ),
    "dropout": line(lambda tf, x, n: tf.nn.dropout(x, rate=abs(n[0]) / 4), some(FLOATS, _ONE), named=False, random=True),
    "dropout of all": line(
        lambda tf, x, n: (tf.nn.dropout(x, keep_prob=1.0), tf.nn.dropout(x, rate=0.0)), some(FLOATS, _ONE), named=False
    ),
    "local_response_normalization": line(
        lambda tf, x, n: tf.nn.lrn(x, abs(n[0]), 1.0 + abs(n[1]), 0.5, 0.75),
        some(("float32",), [(1, 2, 2, 3)], [(2, 1, 1, 2)], [(2, 3)]),
        rough=1e-3,
    ),
    "log_poisson_loss": line(
        lambda tf, x, y, n: tf.nn.log_poisson_loss(tf.abs(x), y / 4, compute_full_loss=n[0] > 0),
        some(FLOATS, _TWO),
        named=False,
        rough=1e-3,
        sloped=False,
    ),
    "moments": line(
        lambda tf, x, n: (
            tf.nn.weighted_moments(x, [0], tf.abs(x) + 1, keep_dims=n[0] > 0),
            tf.nn.sufficient_statistics(x, [0], shift=None)[:3],
            tf.nn.normalize_moments(tf.constant(4, x.dtype), tf.reduce_sum(x, 0), tf.reduce_sum(x * x, 0), None),
        ),
        some(FLOATS, [(2, 3)], [(3,)]),
        named=False,
        rough=1e-3,
    ),
    "sigmoid_cross_entropy": line(
        lambda tf, x, y, n: (
            tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=x),
            tf.nn.weighted_cross_entropy_with_logits(y, x, abs(n[0])),
        ),
        some(FLOATS, _TWO, [(2,), (3,)]),
        named=False,
        rough=1e-4,
    ),
    "softmax_cross_entropy": line(
        lambda tf, x, y, n: (
            tf.nn.softmax_cross_entropy_with_logits(labels=tf.nn.softmax(y), logits=x),
            tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=x),
        ),
        some(FLOATS, *_ROWS),
        named=False,
        rough=1e-3,
    ),
    "sparse_softmax_cross_entropy": line(
        lambda tf, x, i, n: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=i, logits=x),
        some(FLOATS, [(2, 3)], [(2, 2, 3)], [(0, 3)], [(3,)]),
        whole(-1, 3, (2,), (2, 2), (0,), ()),
        named=False,
        rough=1e-4,
    ),
    "embedding_lookup": line(
        lambda tf, x, y, i, n: (tf.nn.embedding_lookup(x, i), tf.nn.embedding_lookup([x, y], i, partition_strategy="mod")),
        some(FLOATS, [(3, 2), (2, 2)], [(3,), (3,)]),
        whole(0, 4, (), (2,), (2, 2), (0,)),
        named=False,
    ),
    "embedding_lookup_sparse": line(
        lambda tf, x, i, n: tf.nn.embedding_lookup_sparse(
            x,
            tf.SparseTensor([[0, 0], [0, 1], [2, 0]], tf.cast(i, tf.int64), [3, 2]),
            None,
            combiner=("sum", "mean", "sqrtn")[n[0] % 3],
        ),
        some(("float32",), [(3, 2)]),
        whole(0, 2, (3,)),
        named=False,
        rough=1e-4,
    ),
    "safe_embedding_lookup_sparse": line(
        lambda tf, x, i, n: tf.nn.safe_embedding_lookup_sparse(
            x,
            tf.SparseTensor([[0, 0], [0, 1], [2, 0]], tf.cast(i, tf.int64), [4, 2]),
            combiner=("sum", "mean", "sqrtn")[n[0] % 3],
            default_id=1 if n[1] > 0 else None,
        ),
        some(("float32",), [(3, 2)]),
        whole(-1, 2, (3,)),
        named=False,
        rough=1e-4,
    ),
    "sampled": line(
        lambda tf, x, y, z, n: (
            tf.nn.nce_loss(x, z, tf.constant([[0], [1]], tf.int64), y, 2, 3),
            tf.nn.sampled_softmax_loss(x, z, tf.constant([[0], [1]], tf.int64), y, 2, 3),
        ),
        some(("float32",), [(3, 2), (2, 2), (3,)]),
        named=False,
        random=True,
        known=("all",),
    ),
    "fused_batch_norm twice": line(
        lambda tf, x, y, n: tf.gradients(
            tf.nn.fused_batch_norm(
                x,
                y,
                y / 2,
                mean=None if n[0] > 0 else tf.stop_gradient(y),
                variance=None if n[0] > 0 else tf.stop_gradient(y * y),
                is_training=n[0] > 0,
            )[0],
            [x, y],
            grad_ys=[tf.sin(x)],
        ),
        some(("float32",), [(2, 3, 3, 2), (2,)], [(1, 4, 2, 1), (1,)]),
        named=False,
        rough=1e-3,
        known=("all",),
    ),
    "samplers": line(
        lambda tf, i, n: (
            tf.nn.uniform_candidate_sampler(tf.cast(i, tf.int64), 2, 3, n[0] > 0, 9),
            tf.nn.log_uniform_candidate_sampler(tf.cast(i, tf.int64), 2, 3, n[0] > 0, 9),
        ),
        whole(0, 8, (2, 2)),
        named=False,
        random=True,
    ),
    "compute_accidental_hits": line(
        lambda tf, i, j, n: tf.nn.compute_accidental_hits(tf.cast(i, tf.int64), tf.cast(j, tf.int64), 2),
        whole(0, 4, (2, 2)),
        whole(0, 4, (3,)),
        named=False,
    ),
    "in_top_k": line(
        lambda tf, x, i, n: tf.nn.in_top_k(x, i, abs(n[0])), some(("float32",), [(2, 4)], [(0, 4)]), whole(0, 3, (2,), (3,))
    ),
    "top_k": line(lambda tf, x, n: tf.nn.top_k(x, abs(n[0]), sorted=True), some((*FLOATS, *INTS, "uint8", "int16"), _ONE)),
    "dynamic_rnn": line(
        lambda tf, x, i, n: (
            tf.nn.dynamic_rnn(
                tf.nn.rnn_cell.BasicRNNCell(2, activation=tf.identity), x * 0 + 1, tf.cast(i, tf.int32), dtype=x.dtype
            )[0]
            * 0
        ),
        some(("float32",), [(2, 3, 2)]),
        whole(0, 3, (2,)),
        named=False,
        sloped=False,
        known=("all",),
    ),
    "static_rnn": line(
        lambda tf, x, n: tf.nn.static_rnn(tf.nn.rnn_cell.GRUCell(2), tf.unstack(x, 3, 1), dtype=x.dtype)[0][0] * 0,
        some(("float32",), [(2, 3, 2)]),
        named=False,
        sloped=False,
        known=("all",),
    ),
    "bidirectional": line(
        lambda tf, x, n: (
            tf.nn.bidirectional_dynamic_rnn(tf.nn.rnn_cell.GRUCell(2), tf.nn.rnn_cell.GRUCell(2), x, dtype=x.dtype)[0],
            tf.nn.static_bidirectional_rnn(
                tf.nn.rnn_cell.GRUCell(2, name="a"),
                tf.nn.rnn_cell.GRUCell(2, name="b"),
                tf.unstack(x, 3, 1),
                dtype=x.dtype,
                scope="s",
            )[0],
        ),
        some(("float32",), [(2, 3, 2)]),
        named=False,
        random=True,
        known=("all",),
    ),
    "ctc": line(
        lambda tf, x, i, n: tf.nn.ctc_loss(tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.cast(i, tf.int32), [2, 2]), x, [4, 4]),
        some(("float32",), [(4, 2, 4)]),
        whole(0, 2, (3,)),
        named=False,
        rough=1e-3,
    ),
    "ctc decoders": line(
        lambda tf, x, n: (
            tf.nn.ctc_greedy_decoder(_untied(tf, x), [4, 3]),
            tf.nn.ctc_beam_search_decoder(_untied(tf, x), [4, 3], beam_width=4, top_paths=1),
        ),
        some(("float32",), [(4, 2, 3)]),
        named=False,
        random=True,
    ),
}
