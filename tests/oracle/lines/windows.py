"""Lines for convolution and pooling along one to three axes."""

from __future__ import annotations

from ..generating import FLOATS, REAL, line, some

__all__ = ["LINES"]

_CONV1 = ([(2, 6, 2), (3, 2, 3)], [(1, 5, 1), (2, 1, 2)], [(2, 6, 2), (3, 1, 3)])
_CONV2 = (
    [(2, 5, 4, 2), (3, 2, 2, 3)],
    [(1, 4, 4, 1), (2, 3, 1, 2)],
    [(1, 4, 4, 2), (1, 1, 2, 1)],
    [(0, 4, 4, 2), (2, 2, 2, 1)],
    [(1, 4, 4, 2), (3, 3, 3, 1)],
    [(4, 4, 1), (2, 2, 1, 1)],
)
_CONV3 = ([(1, 4, 3, 4, 2), (2, 1, 2, 2, 3)], [(2, 3, 3, 3, 1), (3, 2, 1, 1, 2)])
_POOL2 = ([(2, 5, 4, 2)], [(1, 3, 3, 1)], [(0, 4, 4, 1)], [(4, 4, 1)])
_POOL3 = ([(1, 4, 3, 4, 2)], [(2, 3, 3, 3, 1)])
_PADDING = "VALID", "SAME"

LINES = {
    "conv1d": line(
        lambda tf, x, w, n: tf.nn.conv1d(x, w, abs(n[0]) or 1, _PADDING[n[1] > 0]), some(FLOATS, *_CONV1), rough=1e-3, named=False
    ),
    "conv1d_transpose": line(
        lambda tf, x, w, n: tf.nn.conv1d_transpose(x, tf.transpose(w, [0, 2, 1]), [2, 8, 3], 1, "VALID"),
        some(FLOATS, *_CONV1),
        rough=1e-3,
        named=False,
        known=("all",),
    ),
    "conv2d": line(
        lambda tf, x, w, n: tf.nn.conv2d(
            x, w, [1, abs(n[0]) or 1, abs(n[0]) or 1, 1], _PADDING[n[1] > 0], dilations=[1, 1, abs(n[2]) or 1, 1]
        ),
        some(FLOATS, *_CONV2),
        rough=1e-3,
    ),
    "conv2d padded": line(
        lambda tf, x, w, n: tf.nn.conv2d(x, w, [1, 1, abs(n[0]) or 1, 1], [[0, 0], [abs(n[1]), 1], [0, abs(n[2])], [0, 0]]),
        some(FLOATS, *_CONV2),
        rough=1e-3,
    ),
    "conv2d slopes": line(
        lambda tf, x, w, n: (
            tf.nn.conv2d_backprop_filter(x, tf.shape(w), tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME"), [1, 1, 1, 1], "SAME"),
            tf.nn.conv2d_backprop_input(tf.shape(x), w, tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME"), [1, 1, 1, 1], "SAME"),
        ),
        some(FLOATS, *_CONV2[:3]),
        rough=2e-3,
        named=False,
    ),
    "conv2d_transpose": line(
        lambda tf, x, w, n: tf.nn.conv2d_transpose(
            x, tf.transpose(w, [0, 1, 3, 2]), [2, 6, 5, 3] if n[0] else [1, 4, 4, 2], [1, 1, 1, 1], _PADDING[n[1] > 0]
        ),
        some(FLOATS, *_CONV2),
        rough=1e-3,
        named=False,
    ),
    "atrous_conv2d": line(
        lambda tf, x, w, n: tf.nn.atrous_conv2d(x, w, abs(n[0]) or 1, _PADDING[n[1] > 0]),
        some(FLOATS, *_CONV2[:3]),
        rough=1e-3,
        named=False,
    ),
    "atrous_conv2d_transpose": line(
        lambda tf, x, w, n: tf.nn.atrous_conv2d_transpose(x, tf.transpose(w, [0, 1, 3, 2]), [2, 5, 4, 3], 2, "SAME"),
        some(FLOATS, [(2, 5, 4, 2), (3, 2, 2, 3)]),
        rough=1e-3,
        named=False,
        known=("all",),
    ),
    "depthwise_conv2d": line(
        lambda tf, x, w, n: tf.nn.depthwise_conv2d(
            x, w, [1, abs(n[0]) or 1, abs(n[0]) or 1, 1], _PADDING[n[1] > 0], [abs(n[2]) or 1, 1] if abs(n[0]) < 2 else None
        ),
        some(FLOATS, *_CONV2[:3]),
        rough=1e-3,
        named=False,
        known=("all",),
    ),
    "depthwise_conv2d slopes": line(
        lambda tf, x, w, n: (
            tf.nn.depthwise_conv2d_backprop_filter(
                x, tf.shape(w), tf.nn.depthwise_conv2d_native(x, w, [1, 1, 1, 1], "SAME"), [1, 1, 1, 1], "SAME"
            ),
            tf.nn.depthwise_conv2d_backprop_input(
                tf.shape(x), w, tf.nn.depthwise_conv2d_native(x, w, [1, 1, 1, 1], "SAME"), [1, 1, 1, 1], "SAME"
            ),
        ),
        some(("float32",), *_CONV2[:3]),
        rough=2e-3,
        named=False,
        sloped=False,
    ),
    "separable_conv2d": line(
        lambda tf, x, w, v, n: tf.nn.separable_conv2d(x, w, v, [1, 1, 1, 1], _PADDING[n[0] > 0]),
        some(FLOATS, [(1, 4, 4, 2), (2, 2, 2, 2), (1, 1, 4, 3)], [(1, 4, 4, 2), (2, 2, 2, 2), (1, 1, 3, 3)]),
        rough=1e-3,
        named=False,
    ),
    "convolution": line(
        lambda tf, x, w, n: tf.nn.convolution(x, w, _PADDING[n[0] > 0], dilation_rate=[abs(n[1]) or 1, 1]),
        some(FLOATS, *_CONV2[:4]),
        rough=1e-3,
        named=False,
        known=("all",),  # a dilated one of unknown sizes TensorFlow can't build
    ),
    "conv3d": line(
        lambda tf, x, w, n: tf.nn.conv3d(x, w, [1, abs(n[0]) or 1, 1, 1, 1], _PADDING[n[1] > 0]),
        some(FLOATS, *_CONV3),
        rough=1e-3,
    ),
    "conv3d slopes": line(
        lambda tf, x, w, n: tf.nn.conv3d_backprop_filter_v2(x, tf.shape(w), tf.nn.conv3d(x, w, [1] * 5, "SAME"), [1] * 5, "SAME"),
        some(FLOATS, *_CONV3),
        rough=2e-3,
        named=False,
    ),
    "conv3d_transpose": line(
        lambda tf, x, w, n: (
            tf.nn.conv3d_transpose(x, tf.transpose(w, [0, 1, 2, 4, 3]), [1, 4, 3, 4, 3], [1] * 5, "SAME"),
            tf.nn.conv_transpose(x, tf.transpose(w, [0, 1, 2, 4, 3]), [1, 4, 3, 4, 3], 1, "SAME"),
        ),
        some(FLOATS, _CONV3[0]),
        rough=1e-3,
        named=False,
    ),
    "max_pool": line(
        lambda tf, x, n: tf.nn.max_pool(x, [1, abs(n[0]) or 1, 2, 1], [1, abs(n[1]) or 1, 1, 1], _PADDING[n[2] > 0]),
        some(REAL, *_POOL2),
    ),
    "avg_pool": line(
        lambda tf, x, n: tf.nn.avg_pool(x, [1, abs(n[0]) or 1, 2, 1], [1, abs(n[1]) or 1, 1, 1], _PADDING[n[2] > 0]),
        some(FLOATS, *_POOL2),
        rough=1e-4,
    ),
    "pools of two": line(
        lambda tf, x, n: (
            tf.nn.max_pool_v2(x, 2, abs(n[0]) or 1, "SAME"),
            tf.nn.avg_pool_v2(x, 2, abs(n[0]) or 1, "SAME"),
            tf.nn.max_pool2d(x, 2, 1, "VALID"),
        ),
        some(FLOATS, *_POOL2),
        named=False,
        rough=1e-4,
    ),
    "pools of one": line(
        lambda tf, x, n: (tf.nn.max_pool1d(x, 2, abs(n[0]) or 1, "SAME"), tf.nn.avg_pool1d(x, 2, abs(n[0]) or 1, "VALID")),
        some(FLOATS, [(2, 5, 2)], [(1, 3, 1)]),
        named=False,
        rough=1e-4,
    ),
    "pools of three": line(
        lambda tf, x, n: (
            tf.nn.max_pool3d(x, [1, 2, 1, 2, 1], [1, abs(n[0]) % 2 + 1, 1, 1, 1], _PADDING[n[1] > 0]),
            tf.nn.avg_pool3d(x, [1, 2, 1, 2, 1], [1, abs(n[0]) % 2 + 1, 1, 1, 1], _PADDING[n[1] > 0]),
        ),
        some(("float32",), *_POOL3),
        rough=1e-4,
    ),
    "max_pool_with_argmax": line(
        lambda tf, x, n: tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, abs(n[0]) or 1, 1, 1], _PADDING[n[1] > 0]),
        some(FLOATS, [(1, 5, 4, 2)], [(2, 3, 3, 1)]),
        named=False,
    ),
    "pool": line(
        lambda tf, x, n: tf.nn.pool(x, [2, 2], ("MAX", "AVG")[n[0] > 0], _PADDING[n[1] > 0], dilation_rate=[abs(n[2]) or 1, 1]),
        some(FLOATS, *_POOL2[:2]),
        rough=1e-4,
        named=False,
        known=("all",),
    ),
    "dilation2d": line(
        lambda tf, x, w, n: tf.nn.dilation2d(
            x, w, strides=[1, abs(n[0]) or 1, 1, 1], rates=[1, 1, abs(n[1]) or 1, 1], padding=_PADDING[n[2] > 0]
        ),
        some(REAL, [(1, 4, 5, 2), (2, 2, 2)], [(1, 4, 4, 2), (2, 1, 3)]),
        rough=1e-4,
    ),
    "erosion2d": line(
        lambda tf, x, w, n: tf.nn.erosion2d(x, w, [1, abs(n[0]) or 1, 1, 1], [1, 1, abs(n[1]) or 1, 1], _PADDING[n[2] > 0]),
        some(FLOATS, [(1, 4, 5, 2), (2, 2, 2)]),
        rough=1e-4,
        named=False,
    ),
}
