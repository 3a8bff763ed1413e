"""Lines for tf.losses, tf.metrics, and the rules of training."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, Line, line, look_up, shapes, some, whole

__all__ = ["LINES"]

_TWO = shapes.map(lambda shape: [shape, shape])
_PAIRS = (_TWO, [(2, 3), (2, 3)], [(2, 3), (2, 1)], [(2,), (3,)])


def _loss(name: str, *before: Any, **options: Any) -> Line:
    def program(tf: Any, x: Any, y: Any, n: Any) -> Any:
        how = [
            tf.losses.Reduction.SUM,
            tf.losses.Reduction.NONE,
            tf.losses.Reduction.SUM_BY_NONZERO_WEIGHTS,
            tf.losses.Reduction.MEAN,
        ]
        return look_up(tf, name)(*before, x, y, weights=abs(n[0]), reduction=how[abs(n[1])])

    return line(program, some(FLOATS, *_PAIRS), named=False, rough=1e-3, **options)


def _trained(tf: Any, x: Any, optimizer: Any) -> Any:
    """The variable after two steps."""
    variable = tf.Variable(x, dtype=x.dtype)
    steps = optimizer.minimize(tf.reduce_sum(variable * variable))
    with tf.control_dependencies([steps]):
        again = optimizer.minimize(tf.reduce_sum(variable * 3))
    with tf.control_dependencies([again]):
        return tf.identity(variable.read_value())


LINES = {
    **{
        name: _loss(name)
        for name in ("losses.absolute_difference", "losses.mean_squared_error", "losses.huber_loss", "losses.hinge_loss")
    },
    "losses.compute_weighted_loss": line(
        lambda tf, x, y, n: (
            tf.losses.compute_weighted_loss(x, y),
            tf.losses.get_total_loss(),
            tf.losses.get_losses(),
            tf.losses.get_regularization_loss(),
        ),
        some(FLOATS, *_PAIRS),
        named=False,
        rough=1e-3,
    ),
    "losses.cosine_distance": line(
        lambda tf, x, y, n: tf.losses.cosine_distance(x, y, axis=n[0]), some(("float32",), *_PAIRS), named=False, rough=1e-3
    ),
    "losses.log_loss": line(
        lambda tf, x, y, n: tf.losses.log_loss(tf.sigmoid(x), tf.sigmoid(y)), some(("float32",), *_PAIRS), named=False, rough=1e-3
    ),
    "losses.mean_pairwise_squared_error": line(
        lambda tf, x, y, n: tf.losses.mean_pairwise_squared_error(x, y, abs(n[0])),
        some(("float32",), [(2, 3), (2, 3)], [(3, 2, 2), (3, 2, 2)], [(2, 3), (2, 2)]),
        named=False,
        rough=1e-2,
    ),
    "losses.sigmoid_cross_entropy": line(
        lambda tf, x, y, n: tf.losses.sigmoid_cross_entropy(tf.sigmoid(x), y, label_smoothing=abs(n[0]) / 4),
        some(("float32",), *_PAIRS),
        named=False,
        rough=1e-3,
    ),
    "losses.softmax_cross_entropy": line(
        lambda tf, x, y, n: tf.losses.softmax_cross_entropy(tf.nn.softmax(x), y, label_smoothing=abs(n[0]) / 4),
        some(("float32",), [(2, 3), (2, 3)], [(0, 3), (0, 3)], [(2, 3), (1, 3)]),
        named=False,
        rough=1e-3,
    ),
    "losses.sparse_softmax_cross_entropy": line(
        lambda tf, x, i, n: tf.losses.sparse_softmax_cross_entropy(i, x, weights=abs(n[0])),
        some(("float32",), [(2, 3)], [(3, 4)]),
        whole(0, 2, (2,), (3,), (2, 1)),
        named=False,
        rough=1e-3,
    ),
    "learning rates": line(
        lambda tf, i, n: (
            tf.train.exponential_decay(0.5, i, 4, 0.5, n[0] > 0),
            tf.train.polynomial_decay(0.5, i, 4, 0.1, 2.0, n[0] > 0),
            tf.train.inverse_time_decay(0.5, i, 3, 0.5, n[0] > 0),
            tf.train.natural_exp_decay(0.5, i, 3, 0.5, n[0] > 0),
            tf.train.cosine_decay(0.5, i, 7),
            tf.train.linear_cosine_decay(0.5, i, 7),
            tf.train.cosine_decay_restarts(0.5, i, 3),
            tf.train.piecewise_constant(i, [2, 4], [0.5, 0.25, 0.1]),
        ),
        whole(0, 9, (), dtypes=("int32",)),
        named=False,
        rough=1e-4,
        known=("all",),
    ),
    "optimizers": line(
        lambda tf, x, n: [
            _trained(tf, x, make)
            for make in (
                tf.train.GradientDescentOptimizer(0.1),
                tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=n[0] > 0),
                tf.train.AdagradOptimizer(0.1),
                tf.train.AdadeltaOptimizer(0.5),
                tf.train.RMSPropOptimizer(0.1, momentum=0.5, centered=n[1] > 0),
                tf.train.AdamOptimizer(0.1),
                tf.train.FtrlOptimizer(0.1, l1_regularization_strength=0.1),
            )
        ],
        some(FLOATS, [(2, 3)], [()], [(0,)]),
        named=False,
        rough=1e-3,
        sloped=False,
    ),
    "global_norm": line(
        lambda tf, x, y, n: (tf.global_norm([x, None, y]), tf.clip_by_global_norm([x, None, y], 2.0)[0]),
        some(FLOATS, _TWO),
        named=False,
        rough=1e-4,
    ),
}
