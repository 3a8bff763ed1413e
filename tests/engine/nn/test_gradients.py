"""Gradients that the contract over single ops can't hold: through one output alone, or in single precision."""

import numpy as np
import pytest

import heureum as tf


@pytest.mark.parametrize("order", [1, 2])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("layout", ["NHWC", "NCHW"])
def test_batch_norm_by_central_differences(training: bool, layout: str, order: int) -> None:
    random = np.random.default_rng(1)
    images = random.normal(size=(2, 3, 2, 3)).astype(np.float64)
    channels = images.shape[3 if layout == "NHWC" else 1]
    scale, offset = random.normal(size=channels), random.normal(size=channels)
    mean, variance = (
        (random.normal(size=channels), random.uniform(1, 2, channels)) if not training else (np.zeros(0), np.zeros(0))
    )
    weights = random.normal(size=images.shape)
    x = tf.placeholder(tf.float64, images.shape)
    g = tf.placeholder(tf.float64, scale.shape)
    y = tf.get_default_graph().node(
        "FusedBatchNormV3", x, g, offset, mean, variance, epsilon=0.1, is_training=training, data_format=layout
    )[0]  # fmt: skip
    total = tf.reduce_sum(y * weights)
    if order == 2:
        by_x, by_g = tf.gradients(total, [x, g])
        total = tf.reduce_sum(by_x * random.normal(size=images.shape)) + tf.reduce_sum(by_g * random.normal(size=channels))
    gradients = tf.gradients(total, [x, g])
    with tf.Session() as session:
        found = session.run(gradients, {x: images, g: scale})
        for index, (tensor, value) in enumerate(((x, images), (g, scale))):
            slope = np.zeros_like(value)
            for place in np.ndindex(value.shape):
                step = np.zeros_like(value)
                step[place] = 1e-5
                feeds = {x: images, g: scale}
                high = session.run(total, {**feeds, tensor: value + step})
                low = session.run(total, {**feeds, tensor: value - step})
                slope[place] = (high - low) / 2e-5
            np.testing.assert_allclose(found[index], slope, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("corners", [{}, {"align_corners": True}, {"half_pixel_centers": True}])
@pytest.mark.parametrize("size", [(4, 5), (2, 1), (3, 2)])
def test_resizing_has_the_transpose_as_gradient(corners: dict[str, bool], size: tuple[int, int]) -> None:
    """<dy, R dx> = <R' dy, dx> for a linear map R."""
    random = np.random.default_rng(2)
    image, change = random.normal(size=(2, 1, 3, 2, 2)).astype(np.float32)
    out = random.normal(size=(1, *size, 2)).astype(np.float32)
    x = tf.constant(image)
    y = tf.get_default_graph().node("ResizeBilinear", x, np.array(size, np.int32), **corners)
    moved = tf.get_default_graph().node("ResizeBilinear", tf.constant(change), np.array(size, np.int32), **corners)
    (dx,) = tf.gradients(y, x, grad_ys=out)
    with tf.Session() as session:
        back, forward = session.run([dx, moved])
    np.testing.assert_allclose(np.sum(forward * out), np.sum(back * change), rtol=1e-4)


def test_a_placeholder_s_default_says_nothing_about_shapes() -> None:
    rows = tf.placeholder_with_default(3, [])
    made = tf.zeros([rows, 2])
    assert made.shape.as_list() == [None, 2]
    with tf.Session() as session:
        assert session.run(made).shape == (3, 2)
        assert session.run(made, {rows: 5}).shape == (5, 2)


def test_convolution_is_cut_into_chunks_without_a_seam() -> None:
    """More images than fit into one chunk give what each gives alone."""
    random = np.random.default_rng(3)
    images = random.normal(size=(40, 20, 20, 8)).astype(np.float32)
    kernel = random.normal(size=(5, 5, 8, 4)).astype(np.float32)
    x, k = tf.placeholder(tf.float32, [None, 20, 20, 8]), tf.constant(kernel)
    y = tf.nn.conv2d(x, k, [1, 1, 1, 1], "SAME")
    gradients = tf.gradients(tf.reduce_sum(y * y), [x, k])
    with tf.Session() as session:
        whole, dx, dk = session.run([y, *gradients], {x: images})
        parts = [session.run([y, *gradients], {x: images[i : i + 1]}) for i in range(40)]
    np.testing.assert_allclose(whole, np.concatenate([part[0] for part in parts]), rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(dx, np.concatenate([part[1] for part in parts]), rtol=1e-3, atol=1e-2)
    np.testing.assert_allclose(dk, sum(part[2] for part in parts), rtol=1e-3, atol=1e-1)
