"""One run in pieces, callables, and feeding what is in the middle of the graph."""

import tensorflow.compat.v1 as tf

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.placeholder(tf.float32, shape=[], name="c")
r1 = tf.add(a, b)
r2 = tf.multiply(r1, c)

sess = tf.Session()
h = sess.partial_run_setup([r1, r2], [a, b, c])
first = sess.partial_run(h, r1, feed_dict={a: 1, b: 2})
second = sess.partial_run(h, r2, feed_dict={c: first * 17})

call = sess.make_callable([r1, r2], feed_list=[a, b, c])
one = sess.make_callable(r1, [a, b])

called = [call(1, 2, 3), one(1, 2)]
middle = sess.run(r2, {r1: 10.0, c: 0.5})
errors = []
for fetches, feed in (
    (r2, {a: 1.0, b: 2.0}),
    (r1, {a: [1.0, 2.0], b: 1.0}),
    (r1, {"nothing:0": 1.0}),
    ("nothing:0", {}),
    (None, {}),
    (r1, {a: "text", b: 1.0}),
    (r1, {a: r1, b: 1.0}),
):
    try:
        sess.run(fetches, feed)
        errors.append("none")
    except Exception as error:
        errors.append(
            [
                each.__name__
                for each in type(error).__mro__
                if each.__name__ in ("InvalidArgumentError", "ValueError", "TypeError", "KeyError")
            ][0]
        )
closed = []
sess.close()
try:
    sess.run(r1, {a: 1.0, b: 1.0})
except RuntimeError as error:
    closed.append(type(error))

RESULT = {
    "partial": [first, second],
    "callables": called,
    "middle": middle,
    "errors": errors,
    "closed": closed,
}
