"""Programs inside the graph: scans, folds, maps over structures, a case by dictionary, loops with shapes that grow."""

import tensorflow.compat.v1 as tf

elems = tf.constant([1, 2, 3, 4, 5, 6])
n = tf.placeholder(tf.int32, [])
values = {}
values["cumulative"] = tf.scan(lambda a, x: a + x, elems)
initializer = (tf.constant(0), tf.constant(1))
values["fibonacci"] = tf.scan(lambda a, _: (a[1], a[0] + a[1]), elems, initializer=initializer)
values["fold"] = [tf.foldl(lambda a, x: a * 10 + x, elems), tf.foldr(lambda a, x: a * 10 + x, elems)]
values["alternate"] = tf.map_fn(lambda x: (x, -x), elems, dtype=(tf.int32, tf.int32))
values["pairs"] = tf.map_fn(lambda t: t[0] * t[1], (elems, elems[::-1]), dtype=tf.int32)
values["rows"] = tf.map_fn(lambda row: tf.reduce_max(row) - row, tf.reshape(elems, [2, 3]))
x, y = tf.constant(3), tf.constant(5)
values["case"] = tf.case(
    {tf.less(x, y): lambda: tf.add(x, y), tf.greater(x, y): lambda: tf.subtract(x, y)},
    default=lambda: tf.constant(0),
    exclusive=True,
)
values["listed"] = tf.case(
    [(tf.equal(n, 7), lambda: tf.constant("seven")), (n > 5, lambda: tf.constant("large"))], default=lambda: tf.constant("small")
)
values["collatz"] = tf.while_loop(
    lambda number, steps: tf.not_equal(number, 1),
    lambda number, steps: [tf.cond(tf.equal(number % 2, 0), lambda: number // 2, lambda: 3 * number + 1), steps + 1],
    [n, tf.constant(0)],
)
values["growing"] = tf.while_loop(
    lambda i, row: i < n,
    lambda i, row: [i + 1, tf.concat([row, [i * i]], 0)],
    [tf.constant(0), tf.zeros([0], tf.int32)],
    shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])],
)[1]
array = tf.TensorArray(tf.float32, size=0, dynamic_size=True, infer_shape=False)


def body(i, ta, total):
    ta = ta.write(i, tf.cast(i, tf.float32) / 2.0)
    return i + 1, ta, total + tf.cast(i, tf.float32)


_, array, total = tf.while_loop(lambda i, ta, total: i < 4, body, [0, array, tf.constant(0.0)])
values["array"] = [array.stack(), array.size(), total]
z = tf.Variable(2.0)
power = tf.while_loop(lambda i, p: i < 3, lambda i, p: (i + 1, p * z), [tf.constant(0), tf.constant(1.0)])[1]
values["derivative"] = [power, tf.gradients(power, z)[0], tf.gradients(tf.cond(n > 3, lambda: z * z, lambda: 3.0 * z), z)[0]]
values["newton"] = tf.while_loop(
    lambda guess, i: tf.logical_and(tf.abs(guess * guess - 2.0) > 1e-6, i < 20),
    lambda guess, i: (guess - (guess * guess - 2.0) / (2.0 * guess), i + 1),
    (tf.constant(1.0), tf.constant(0)),
    maximum_iterations=10,
)
with tf.control_dependencies([tf.assert_positive(n, message="n must be positive")]):
    values["checked"] = tf.identity(n)
with tf.Session() as sess:
    sess.run(z.initializer)
    found = [sess.run(values, {n: number}) for number in (7, 6, 2)]
    try:
        sess.run(values["checked"], {n: -1})
        refused = None
    except tf.errors.InvalidArgumentError as error:
        refused = error
for each in found:
    each["listed"] = each["listed"].decode()
RESULT = {
    "found": found,
    "refused": refused,
    "shapes": [values["growing"].shape, values["fibonacci"][1], values["rows"], values["case"].dtype],
}
