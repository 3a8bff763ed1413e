"""tf.raw_ops: each op by itself, by its own name and by the generated modules'."""

import numpy as np
import pytest

import heureum as tf
from heureum.raw_ops import lower_case


@pytest.mark.parametrize(
    ("name", "lower"),
    [("MatMul", "mat_mul"), ("ConcatV2", "concat_v2"), ("FFT2D", "fft2d"), ("LRN", "lrn"), ("BatchMatMulV2", "batch_mat_mul_v2"),
     ("CTCLoss", "ctc_loss"), ("Conv2DBackpropInput", "conv2d_backprop_input")],
)  # fmt: skip
def test_names_are_those_of_the_generated_modules(name: str, lower: str) -> None:
    assert lower_case(name) == lower
    assert getattr(tf.raw_ops, lower).__name__ == getattr(tf.raw_ops, f"_{lower}").__name__ == name


def test_inputs_and_attributes_are_given_by_place_or_by_name() -> None:
    from heureum.python.ops import gen_array_ops, gen_math_ops

    x = np.arange(6.0, dtype=np.float32).reshape(2, 3)
    made = [
        tf.raw_ops.MatMul(a=x, b=x, transpose_b=True, name="product"),
        gen_math_ops.mat_mul(x, x, False, True),
        gen_math_ops._sum(x, [1], keep_dims=True),
        tf.raw_ops.Sum(input=x, axis=[1], keep_dims=True),
        gen_array_ops.reverse_v2(x, [0]),
        tf.raw_ops.Cast(x=x, DstT=np.int32),
        gen_array_ops.concat_v2([x, x], 0),
    ]
    assert made[0].op.name == "product"
    with tf.Session() as session:
        found = session.run(made)
    np.testing.assert_array_equal(found[0], x @ x.T)
    np.testing.assert_array_equal(found[0], found[1])
    np.testing.assert_array_equal(found[2], found[3])
    np.testing.assert_array_equal(found[4], x[::-1])
    assert found[5].dtype == np.int32
    assert found[6].shape == (4, 3)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(TypeError, match="no argument 'c'"):
        tf.raw_ops.MatMul(a=[[1.0]], c=2)
    with pytest.raises(TypeError, match="needs the input 'b'"):
        tf.raw_ops.MatMul(a=[[1.0]])
    with pytest.raises(TypeError, match="at most"):
        tf.raw_ops.Neg(1.0, 2.0)
    with pytest.raises(AttributeError, match="no op 'Nothing'"):
        _ = tf.raw_ops.Nothing
