"""Images turned and shifted: by quarters as NumPy does it, bent back to where they were, and with gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import heureum as tf

image = tf.contrib.image
PICTURE = np.arange(25, dtype=np.float32).reshape(5, 5)


def run(tensor: Any) -> Any:
    with tf.Session() as session:
        return session.run(tensor)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_quarter_turn_is_numpys(quarters: int) -> None:
    with tf.Graph().as_default():
        turned = run(image.rotate(PICTURE, quarters * np.pi / 2))
        assert turned.tolist() == np.rot90(PICTURE, quarters).tolist()


def test_each_image_turns_by_its_own_angle() -> None:
    with tf.Graph().as_default():
        batch = np.stack([PICTURE, PICTURE])[..., None].astype(np.uint8)
        turned = image.rotate(batch, [0.0, np.pi])
        assert turned.shape.as_list() == [2, 5, 5, 1]
        found = run(turned)
    assert found.dtype == np.uint8
    assert found[1, :, :, 0].tolist() == np.rot90(PICTURE, 2).tolist()


def test_what_comes_from_outside_is_zero() -> None:
    with tf.Graph().as_default():
        found = run(image.translate(PICTURE, [1, 2]))
    assert found[2:, 1:].tolist() == PICTURE[:3, :4].tolist()
    assert not found[:2].any()
    assert not found[:, 0].any()


def test_between_pixels_neighbours_are_mixed() -> None:
    with tf.Graph().as_default():
        found = run(image.translate(PICTURE, [-0.25, 0.0], interpolation="BILINEAR"))
    np.testing.assert_allclose(found[:, :4], PICTURE[:, :4] + 0.25, rtol=1e-6)
    np.testing.assert_allclose(found[:, 4], PICTURE[:, 4] * 0.75, rtol=1e-6)


def test_transformations_compose_and_are_matrices() -> None:
    with tf.Graph().as_default():
        there = image.angles_to_projective_transforms(0.4, 5, 7)
        back = image.angles_to_projective_transforms(-0.4, 5, 7)
        both, square = run([image.compose_transforms(there, back), image.flat_transforms_to_matrices(there)])
        again = run(image.matrices_to_flat_transforms(square * 2))
        flat = run(there)
    np.testing.assert_allclose(both, [[1, 0, 0, 0, 1, 0, 0, 0]], atol=1e-6)
    np.testing.assert_allclose(again, flat, rtol=1e-6)


def test_the_output_may_have_another_size() -> None:
    with tf.Graph().as_default():
        found = image.transform(PICTURE, [2, 0, 0, 0, 2, 0, 0, 0], output_shape=[3, 3])
        assert found.shape.as_list() == [3, 3]
        assert run(found).tolist() == PICTURE[::2, ::2].tolist()


def test_gradients_flow_to_the_pixels_that_were_seen() -> None:
    with tf.Graph().as_default():
        x = tf.constant(PICTURE)
        (slope,) = tf.gradients(image.translate(x, [1, 0]), [x])
        assert run(slope).tolist() == [[1, 1, 1, 1, 0]] * 5


def test_what_can_not_be_is_refused() -> None:
    with tf.Graph().as_default():
        with pytest.raises(TypeError, match="rank between 2 and 4"):
            image.rotate(np.zeros(3, np.float32), 1.0)
        with pytest.raises(ValueError, match="'NEAREST' or 'BILINEAR'"):
            image.rotate(PICTURE, 1.0, "CUBIC")
        with pytest.raises(ValueError, match="cannot be empty"):
            image.compose_transforms()
