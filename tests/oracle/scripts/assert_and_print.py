"""Assert, Print, check_numerics and the assertions that look at shapes while the graph is made."""

import tensorflow.compat.v1 as tf

x = tf.placeholder(tf.float32, [None])
y = tf.placeholder(tf.float32)
with tf.control_dependencies([tf.Assert(tf.reduce_all(x > 0), [x], name="positive")]):
    logs = tf.log(x)
shown = tf.Print(logs, [tf.shape(x), logs], message="logs: ", summarize=2)
checked = tf.check_numerics(tf.log(x), "log of a number that has none")
equal = tf.assert_equal(tf.shape(x)[0], 2, message="wants two")
with tf.control_dependencies([equal, tf.assert_non_negative(x), tf.assert_less(x, 100.0)]):
    two = tf.identity(x)
with tf.control_dependencies([tf.assert_rank(y, 1)]):
    ranked = tf.identity(y)

static = []
for attempt in (
    lambda: tf.assert_rank(tf.ones([2, 2]), 1),
    lambda: tf.matmul(tf.ones([2, 3]), tf.ones([2, 3])),
    lambda: tf.reshape(tf.ones([4]), [3]),
    lambda: tf.ones([2]) + tf.ones([3]),
    lambda: tf.constant([1, 2]) + tf.constant([1.0, 2.0]),
    lambda: tf.concat([tf.ones([1, 2]), tf.ones([1, 3])], 0),
    lambda: tf.constant("a") + 1,
    lambda: bool(tf.constant(True)),
    lambda: [each for each in tf.placeholder(tf.float32)],
):
    try:
        attempt()
        static.append("none")
    except (ValueError, TypeError, tf.errors.OpError) as error:
        static.append(
            [each.__name__ for each in type(error).__mro__ if each in (ValueError, TypeError) or each is tf.errors.OpError][0]
        )

with tf.Session() as sess:
    running = []
    for fetch, values in ((logs, [-1.0]), (checked, [0.0]), (two, [1.0]), (two, [1.0, -1.0]), (two, [1.0, 500.0])):
        try:
            sess.run(fetch, {x: values})
            running.append("none")
        except tf.errors.InvalidArgumentError as error:
            running.append([type(error), error.op.type if error.op is not None else None])
    try:
        sess.run(ranked, {y: 1.0})
    except (ValueError, tf.errors.InvalidArgumentError):
        running.append("refused")
    RESULT = {
        "static": static,
        "running": running,
        "shown": sess.run(shown, {x: [1.0, 2.0]}),
        "fine": sess.run(two, {x: [1.0, 2.0]}),
        "tensors": [logs, shown, checked, two],
    }
