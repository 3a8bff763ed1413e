"""tf.nn without variables: values, gradients, dtypes, shapes, names and errors are TensorFlow's."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.oracle

Compare = Callable[..., Any]

ROWS = np.array([[-3.0, -0.5, 0.0, 0.25, 8.0], [1.0, 2.0, -1.0, 0.5, -7.0]], np.float32)
LABELS = np.array([[0, 0, 1, 0, 0], [0.25, 0.25, 0, 0.5, 0]], np.float32)
IMAGES = np.linspace(-1, 1, 2 * 7 * 6 * 3, dtype=np.float32).reshape(2, 7, 6, 3) ** 3
KERNEL = np.cos(np.arange(3 * 2 * 3 * 4, dtype=np.float32)).reshape(3, 2, 3, 4)
ALONE = np.sin(np.arange(3 * 2 * 3 * 2, dtype=np.float32)).reshape(3, 2, 3, 2)


def with_gradient(tf: Any, function: Callable[..., Any], *inputs: Any, twice: bool = False) -> list[Any]:
    """What a function gives for placeholders of unknown batch, its gradient and, where asked for, the gradient's."""
    xs = [tf.placeholder_with_default(each, [None, *each.shape[1:]]) for each in inputs]
    y = function(*xs)
    weights = [tf.cos(tf.cast(tf.range(tf.size(each)), each.dtype)) for each in (y if isinstance(y, (list, tuple)) else [y])]
    flat = [tf.reshape(each, [-1]) for each in (y if isinstance(y, (list, tuple)) else [y])]
    total = tf.add_n([tf.reduce_sum(w * each * each) for w, each in zip(weights, flat, strict=True)])
    first = tf.gradients(total, xs)
    second = tf.gradients([each for each in first if each is not None], xs) if twice else []
    values = [None if each is None else tf.identity(each, name="checked") for each in (*first, *second)]
    return [y, values]


@pytest.mark.parametrize(
    "name",
    ["relu", "relu6", "elu", "selu", "leaky_relu", "sigmoid", "tanh", "softplus", "softmax", "log_softmax", "l2_loss"],
)
def test_activations(compare: Compare, name: str) -> None:
    compare(lambda tf: with_gradient(tf, getattr(tf.nn, name), ROWS, twice=True))


def test_softsign_crelu_and_extremes(compare: Compare) -> None:
    compare(lambda tf: tf.nn.crelu(ROWS))
    compare(lambda tf: with_gradient(tf, tf.nn.softsign, ROWS))
    compare(lambda tf: [tf.sigmoid(tf.constant([-90.0, 90.0])), tf.tanh(tf.constant([-90.0, 90.0]))])


@pytest.mark.parametrize("axis", [0, 1, -2, -1])
def test_softmax_over_an_axis(compare: Compare, axis: int) -> None:
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.softmax(x, axis=axis), ROWS.reshape(2, 5, 1)))
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.log_softmax(x, axis), ROWS.reshape(2, 5, 1)))


def test_softmax_of_a_missing_axis_is_refused(compare: Compare) -> None:
    found = compare(lambda tf: tf.nn.softmax(tf.constant(ROWS), axis=0, dim=1))
    assert found["error"] == "ValueError"


CROSS_ENTROPIES: dict[str, Callable[..., Any]] = {
    "softmax": lambda tf, x, y: tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=x),
    "softmax_v2": lambda tf, x, y: tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=x),
    "sigmoid": lambda tf, x, y: tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=x),
    "weighted": lambda tf, x, y: tf.nn.weighted_cross_entropy_with_logits(labels=y, logits=x, pos_weight=2.5),
    "poisson": lambda tf, x, y: tf.nn.log_poisson_loss(y, x),
    "poisson_full": lambda tf, x, y: tf.nn.log_poisson_loss(y + 0.5, x, compute_full_loss=True),
}


@pytest.mark.parametrize("name", CROSS_ENTROPIES)
def test_cross_entropies(compare: Compare, name: str) -> None:
    compare(lambda tf: with_gradient(tf, lambda x, y: CROSS_ENTROPIES[name](tf, x, y), ROWS, LABELS))


@pytest.mark.parametrize("name", ["softmax", "softmax_v2", "sigmoid"])
def test_second_derivatives_of_cross_entropies(compare: Compare, name: str) -> None:
    def program(tf: Any) -> Any:
        x = tf.placeholder_with_default(ROWS / 4, [None, 5])
        loss = tf.reduce_sum(CROSS_ENTROPIES[name](tf, x, tf.constant(LABELS)))
        (first,) = tf.gradients(loss, x)
        return tf.identity(tf.gradients(tf.reduce_sum(first * first), x)[0], name="second")

    compare(program)


def test_softmax_cross_entropy_of_higher_rank_and_half_precision(compare: Compare) -> None:
    deep = np.stack([ROWS, ROWS + 1])
    compare(lambda tf: tf.nn.softmax_cross_entropy_with_logits_v2(labels=np.stack([LABELS, LABELS]), logits=tf.constant(deep)))
    compare(lambda tf: tf.nn.softmax_cross_entropy_with_logits(labels=LABELS, logits=tf.constant(ROWS, tf.float16)), rtol=1e-2)


@pytest.mark.parametrize("dtype", ["int32", "int64"])
def test_sparse_softmax_cross_entropy(compare: Compare, dtype: str) -> None:
    def program(tf: Any) -> Any:
        labels = tf.constant([2, 4], dtype)
        return with_gradient(tf, lambda x: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=x), ROWS)

    compare(program)


@pytest.mark.parametrize("labels", [[1, 5], [-1, 0]])
def test_labels_out_of_range_are_refused(compare: Compare, labels: list[int]) -> None:
    found = compare(lambda tf: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=tf.constant(ROWS)))
    assert found["error"] == "InvalidArgumentError"


REFUSED: dict[str, Callable[[Any], Any]] = {
    "sparse labels of the same rank": lambda tf: tf.nn.sparse_softmax_cross_entropy_with_logits(
        labels=[[1]], logits=tf.constant(ROWS)
    ),
    "sigmoid shapes": lambda tf: tf.nn.sigmoid_cross_entropy_with_logits(labels=LABELS[:, :2], logits=tf.constant(ROWS)),
    "missing labels": lambda tf: tf.nn.softmax_cross_entropy_with_logits(logits=tf.constant(ROWS)),
    "keep_prob 0": lambda tf: tf.nn.dropout(tf.constant(ROWS), 0.0),
    "keep_prob above 1": lambda tf: tf.nn.dropout(tf.constant(ROWS), 1.5),
    "dropout of ints": lambda tf: tf.nn.dropout(tf.constant([1, 2]), 0.5),
    "dropout without a rate": lambda tf: tf.nn.dropout(tf.constant(ROWS)),
    "bias of another size": lambda tf: tf.nn.bias_add(tf.constant(ROWS), [1.0, 2.0]),
    "conv channels": lambda tf: tf.nn.conv2d(tf.constant(IMAGES), KERNEL[:, :, :2], [1, 1, 1, 1], "SAME"),
    "conv window": lambda tf: tf.nn.conv2d(tf.constant(IMAGES[:, :2]), KERNEL, [1, 1, 1, 1], "VALID"),
    "conv padding": lambda tf: tf.nn.conv2d(tf.constant(IMAGES), KERNEL, [1, 1, 1, 1], "FULL"),
    "conv rank": lambda tf: tf.nn.conv2d(tf.constant(IMAGES[0]), KERNEL, [1, 1, 1, 1], "SAME"),
    "pool window": lambda tf: tf.nn.max_pool(tf.constant(IMAGES[:, :1]), [1, 2, 2, 1], [1, 2, 2, 1], "VALID"),
    "no params": lambda tf: tf.nn.embedding_lookup([], [1]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(compare: Compare, name: str) -> None:
    assert "error" in compare(REFUSED[name])


def test_biases_and_products(compare: Compare) -> None:
    bias = np.arange(5, dtype=np.float32)
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.bias_add(x, bias), ROWS))
    compare(lambda tf: tf.nn.bias_add(tf.constant(ROWS.reshape(2, 5, 1, 1)), bias, data_format="NCHW"))
    compare(lambda tf: tf.nn.xw_plus_b(ROWS, np.ones((5, 2), np.float32), [1.0, 2.0]))
    compare(lambda tf: tf.nn.relu_layer(ROWS, np.ones((5, 2), np.float32), [1.0, 2.0]))
    compare(lambda tf: tf.nn.in_top_k(ROWS, [4, 0], 2))
    compare(lambda tf: list(tf.nn.top_k(ROWS, 3)))


STATISTICS: dict[str, Callable[..., Any]] = {
    "moments": lambda tf, x: tf.nn.moments(x, [0]),
    "moments_keep": lambda tf, x: tf.nn.moments(x, [0, 1], keep_dims=True),
    "weighted_moments": lambda tf, x: tf.nn.weighted_moments(x, [0], np.array([[1.0], [3.0]], np.float32)),
    "l2_normalize": lambda tf, x: tf.nn.l2_normalize(x, 1),
    "batch_normalization": lambda tf, x: tf.nn.batch_normalization(x, ROWS[0], np.abs(ROWS[0]), ROWS[1], ROWS[0], 1e-3),
    "batch_normalization_plain": lambda tf, x: tf.nn.batch_normalization(x, ROWS[0], np.abs(ROWS[0]), None, None, 1e-3),
    "normalize_moments": lambda tf, x: tf.nn.normalize_moments(4.0, x, x * x, None),
}


@pytest.mark.parametrize("name", STATISTICS)
def test_statistics(compare: Compare, name: str) -> None:
    compare(lambda tf: with_gradient(tf, lambda x: STATISTICS[name](tf, x), ROWS))


@pytest.mark.parametrize("training", [True, False])
def test_fused_batch_norm(compare: Compare, training: bool) -> None:
    def normalized(tf: Any) -> Callable[..., Any]:
        given = {} if training else {"mean": np.float32([0.1, 0.2, 0.3]), "variance": np.float32([1, 2, 3])}
        scale, offset = np.float32([1, -2, 0.5]), np.float32([0, 1, 2])
        return lambda x: tf.nn.fused_batch_norm(x, scale, offset, is_training=training, **given)[0]

    compare(lambda tf: with_gradient(tf, normalized(tf), IMAGES))
    if training:
        compare(lambda tf: list(tf.nn.fused_batch_norm(IMAGES, [1.0, 2.0, 3.0], [0.0, 0.0, 0.0])))


@pytest.mark.parametrize("radius", [1, 2, 5])
def test_lrn(compare: Compare, radius: int) -> None:
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.lrn(x, radius, bias=1.0, alpha=0.2, beta=0.75), IMAGES))


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize("stride", [1, 2, 3])
def test_convolution(compare: Compare, stride: int, padding: str) -> None:
    strides = [1, stride, stride, 1]
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.conv2d(x, KERNEL, strides, padding), IMAGES))
    compare(lambda tf: with_gradient(tf, lambda k: tf.nn.conv2d(IMAGES, k, strides, padding), KERNEL))
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.depthwise_conv2d(x, ALONE, strides, padding), IMAGES))
    compare(lambda tf: with_gradient(tf, lambda k: tf.nn.depthwise_conv2d(IMAGES, k, strides, padding), ALONE))


def test_other_convolutions(compare: Compare) -> None:
    point = np.ones((1, 1, 6, 2), np.float32)
    rows = IMAGES.reshape(2, 42, 3)
    compare(lambda tf: tf.nn.conv2d(IMAGES, KERNEL, [1, 1, 1, 1], "VALID", dilations=[1, 2, 2, 1]))
    compare(lambda tf: tf.nn.conv2d(IMAGES, KERNEL, [1, 1, 1, 1], [[0, 0], [1, 2], [0, 1], [0, 0]]))
    compare(lambda tf: tf.nn.separable_conv2d(IMAGES, ALONE, point, [1, 1, 1, 1], "SAME"))
    compare(lambda tf: tf.nn.conv1d(rows, KERNEL[0], 2, "SAME"))
    turned = KERNEL.transpose(0, 1, 3, 2)
    compare(lambda tf: tf.nn.conv2d_transpose(IMAGES, turned, [2, 14, 12, 4], [1, 2, 2, 1], "SAME"))
    compare(lambda tf: tf.nn.conv2d_transpose(IMAGES, turned, [2, 9, 7, 4], [1, 1, 1, 1], "VALID"))


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 2), (3, 1), (2, 3)])
def test_pooling(compare: Compare, size: int, stride: int, padding: str) -> None:
    arguments = ([1, size, size, 1], [1, stride, stride, 1], padding)
    # Equal elements in one window: the first takes the gradient.
    images = np.round(IMAGES, 1)
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.max_pool(x, *arguments), images, twice=True))
    compare(lambda tf: with_gradient(tf, lambda x: tf.nn.avg_pool(x, *arguments), images, twice=True))
    compare(lambda tf: list(tf.nn.max_pool_with_argmax(images, *arguments)))


def test_embedding_lookup(compare: Compare) -> None:
    table = np.arange(20, dtype=np.float32).reshape(10, 2)
    compare(lambda tf: tf.nn.embedding_lookup(tf.constant(table), [[1, 9], [0, 1]]))
    parts = [table[:4], table[4:7], table[7:]]
    for strategy in ("mod", "div"):
        compare(
            lambda tf, s=strategy: tf.nn.embedding_lookup([tf.constant(p) for p in parts], [[1, 9], [0, 8]], partition_strategy=s)
        )


def test_losses_with_drawn_classes_given(compare: Compare) -> None:
    table = np.cos(np.arange(24, dtype=np.float32)).reshape(8, 3)
    bias, inputs = table[:, 0], table[:2]

    def program(loss: str, hits: bool) -> Callable[[Any], Any]:
        def made(tf: Any) -> Any:
            drawn = (tf.constant([3, 1, 5], tf.int64), tf.constant([[0.3], [0.4]]), tf.constant([0.2, 0.3, 0.1]))
            labels = tf.constant([[1], [6]], tf.int64)
            function = getattr(tf.nn, loss)
            y = function(
                tf.constant(table), tf.constant(bias), labels, tf.constant(inputs), 3, 8,
                sampled_values=drawn, remove_accidental_hits=hits,
            )  # fmt: skip
            return tf.identity(y, name="loss")

        return made

    for loss in ("nce_loss", "sampled_softmax_loss"):
        for hits in (True, False):
            compare(program(loss, hits))


def test_dropout_scales_what_it_keeps(compare: Compare) -> None:
    """The numbers drawn differ; that each element is dropped or scaled does not."""

    def program(tf: Any) -> Any:
        x = tf.ones([50, 40])
        y = tf.nn.dropout(x, keep_prob=0.25, seed=3)
        one_fate = tf.nn.dropout(x, rate=0.5, noise_shape=[50, 1], seed=4)
        kept = tf.reduce_mean(tf.cast(y > 0, tf.float32))
        same = tf.reduce_all(tf.equal(one_fate, one_fate[:, :1]))
        return [y.op.type, y.shape, tf.reduce_all(tf.equal(y, 0) | tf.equal(y, 4)), (kept > 0.2) & (kept < 0.3), same]

    compare(lambda tf: [each if not hasattr(each, "op") else tf.identity(each, name="seen") for each in program(tf)])
    compare(lambda tf: tf.nn.dropout(tf.constant(ROWS), 1.0))


@pytest.mark.parametrize("name", ["dilation2d", "erosion2d"])
@pytest.mark.parametrize(("strides", "rates", "padding"), [(1, 1, "SAME"), (2, 1, "VALID"), (1, 2, "SAME"), (2, 2, "SAME")])
def test_grey_dilation(compare: Compare, name: str, strides: int, rates: int, padding: str) -> None:
    def of(images: Any, kernel: Any) -> Any:
        return lambda tf: with_gradient(
            tf,
            lambda x, k: getattr(tf.nn, name)(x, k, [1, strides, strides, 1], [1, rates, rates, 1], padding, name="made"),
            images,
            kernel,
        )

    compare(of(IMAGES, KERNEL[..., 0]), static=False)  # with an unknown batch TensorFlow knows no size at all
