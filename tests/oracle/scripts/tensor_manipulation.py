"""The lab of shapes, ranks and axes: every line evaluated at once in an InteractiveSession."""

import numpy as np
import tensorflow.compat.v1 as tf

sess = tf.InteractiveSession()
t = tf.constant([[[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]], [[13, 14, 15, 16], [17, 18, 19, 20], [21, 22, 23, 24]]]])
matrix1 = tf.constant([[1.0, 2.0], [3.0, 4.0]])
matrix2 = tf.constant([[1.0], [2.0]])
x = [[1.0, 2.0], [3.0, 4.0]]
a, b, c = [1, 4], [2, 5], [3, 6]
q = np.array([[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]], dtype=np.int64)

RESULT = {
    "shape": tf.shape(t).eval(),
    "matmul": tf.matmul(matrix1, matrix2).eval(),
    "broadcast": (matrix1 * matrix2).eval(),
    "row": (matrix1 + tf.constant([[1.0, 2.0]])).eval(),
    "random normal": tf.random_normal([3]).eval().shape,
    "random uniform": tf.random_uniform([2, 3], minval=-1.0, maxval=1.0).eval().shape,
    "mean of ints": tf.reduce_mean([1, 2], axis=0).eval(),
    "mean": tf.reduce_mean(x).eval(),
    "mean 0": tf.reduce_mean(x, axis=0).eval(),
    "mean -1": tf.reduce_mean(tf.reduce_sum(x, axis=-1)).eval(),
    "argmax": tf.argmax([[0, 1, 2], [2, 1, 0]], axis=-1).eval(),
    "reshape": tf.reshape(q, shape=[-1, 3]).eval(),
    "squeeze": tf.squeeze([[0], [1], [2]]).eval(),
    "expand": tf.expand_dims([0, 1, 2], 1).eval(),
    "one hot": tf.one_hot([[0], [1], [2], [0]], depth=3).eval(),
    "one hot flat": tf.reshape(tf.one_hot([[0], [1], [2], [0]], depth=3), shape=[-1, 3]).eval(),
    "cast": tf.cast([1.8, 2.2, 3.3, 4.9], tf.int32).eval(),
    "cast bools": tf.cast([True, False, 1 == 1, 0 == 1], tf.int32).eval(),
    "stack": tf.stack([a, b, c]).eval(),
    "stack 1": tf.stack([a, b, c], axis=1).eval(),
    "ones": tf.ones_like(q).eval(),
    "zeros": tf.zeros_like(x).eval(),
    "transpose": tf.transpose(q, perm=[1, 0, 2]).eval(),
    "sigmoid": tf.sigmoid(tf.constant([-1.0, 0.0, 1.0])).eval(),
    "compared": (tf.constant([0.3, 0.7]) > 0.5).eval(),
    "logic": tf.logical_and(tf.constant([True, False]), ~tf.constant([False, False])).eval(),
    "powers": [(tf.constant(2) ** 3).eval(), (2.0 ** tf.constant(3.0)).eval(), (7 % tf.constant(4)).eval()],
    "negative": (-tf.constant([1, -2])).eval(),
    "absolute": abs(tf.constant([-1.5, 2.0])).eval(),
    "names": [tf.constant(1).name, (tf.constant(1) + tf.constant(2)).name, tf.add(1, 2).name],
    "equality is identity": (matrix1 == matrix1, matrix1 == matrix2, len({matrix1, matrix2, matrix1})),
    "repr": [repr(matrix1), str(matrix2), repr(matrix1.shape), str(matrix1.dtype)],
}
sess.close()
