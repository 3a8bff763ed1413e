"""cond, case, while_loop, map_fn and scan, with gradients through them."""

import numpy as np
import tensorflow.compat.v1 as tf

x = tf.placeholder(tf.float32, [], name="x")
y = tf.constant(2.0)

chosen = tf.cond(x > y, lambda: tf.multiply(x, y), lambda: x - y)
chosen_gradient = tf.gradients(chosen, [x])[0]
several = tf.cond(tf.less(x, 0.0), lambda: (tf.constant(1), [x]), lambda: (tf.constant(2), [x * x]))

by_case = tf.case(
    [(tf.greater(x, 10.0), lambda: tf.constant("large")), (tf.greater(x, 1.0), lambda: tf.constant("middling"))],
    default=lambda: tf.constant("small"),
    exclusive=False,
)

i, total = tf.while_loop(
    lambda i, s: tf.less(i, 10), lambda i, s: [tf.add(i, 1), s + tf.cast(i, tf.float32) * x], [tf.constant(0), 0.0]
)
loop_gradient = tf.gradients(total, x)[0]

powers = tf.while_loop(lambda n, p: n > 0, lambda n, p: (n - 1, p * x), (3, tf.constant(1.0)))[1]
powers_gradient = tf.gradients(powers, x)[0]

grown = tf.while_loop(
    lambda v: tf.shape(v)[0] < 6,
    lambda v: tf.concat([v, v[-1:] * 2], 0),
    [tf.ones([1], tf.int32)],
    shape_invariants=[tf.TensorShape([None])],
)

squares = tf.map_fn(lambda v: v * v + x, tf.constant([1.0, 2.0, 3.0]))
pairs = tf.map_fn(lambda ab: ab[0] * ab[1], (np.array([1, 2, 3], np.int64), np.array([4, 5, 6], np.int64)), dtype=tf.int64)
fibonacci = tf.scan(lambda acc, _: (acc[1], acc[0] + acc[1]), tf.range(7), initializer=(tf.constant(0), tf.constant(1)))[0]
running = tf.scan(lambda a, v: a + v * x, tf.constant([1.0, 2.0, 3.0, 4.0]))
folded = [tf.foldl(lambda a, v: a * 2 + v, tf.constant([1, 0, 1, 1])), tf.foldr(lambda a, v: a - v, tf.constant([1, 2, 3]))]
squares_gradient = tf.gradients(tf.reduce_sum(squares), x)[0]
running_gradient = tf.gradients(running[-1], x)[0]

array = tf.TensorArray(tf.float32, size=3)
array = array.write(0, x).write(1, x * 2).write(2, y)
stacked = array.stack()

with tf.Session() as sess:
    RESULT = {
        "chosen": [sess.run([chosen, chosen_gradient], {x: v}) for v in (1.0, 3.0)],
        "several": [sess.run(several, {x: v}) for v in (-1.0, 3.0)],
        "case": [sess.run(by_case, {x: v}) for v in (0.0, 5.0, 50.0)],
        "loop": sess.run([i, total, loop_gradient], {x: 2.0}),
        "powers": sess.run([powers, powers_gradient], {x: 3.0}),
        "grown": sess.run(grown),
        "map": sess.run([squares, pairs, squares_gradient], {x: 1.0}),
        "scan": sess.run([fibonacci, running, running_gradient], {x: 0.5}),
        "fold": sess.run(folded),
        "array": sess.run(stacked, {x: 7.0}),
        "static": [each.get_shape() for each in (chosen, total, squares, fibonacci, running, grown)],
        "dtypes": [each.dtype for each in (chosen, by_case, i, squares, fibonacci)],
    }
