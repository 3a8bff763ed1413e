"""Queues by hand: enqueue, dequeue, sizes, closing, and the errors at the end."""

import numpy as np
import tensorflow.compat.v1 as tf

q = tf.FIFOQueue(3, "float")
init = q.enqueue_many(([0.1, 0.2, 0.3],))
x = q.dequeue()
y = x + 1
q_inc = q.enqueue([y])

pairs = tf.FIFOQueue(10, [tf.int32, tf.string], shapes=[[], []], names=None, name="pairs")
fill = pairs.enqueue_many([[1, 2, 3, 4], ["a", "b", "c", "d"]])
number, word = pairs.dequeue_many(3)
close = pairs.close()
one = pairs.dequeue()

shuffled = tf.RandomShuffleQueue(capacity=20, min_after_dequeue=0, dtypes=tf.int64, shapes=[()])
shuffle_in = shuffled.enqueue_many(np.arange(8))
shuffle_out = shuffled.dequeue_many(8)

with tf.Session() as sess:
    init.run()
    sess.run(q_inc)
    sess.run(q_inc)
    size = sess.run(q.size())
    rest = [sess.run(q.dequeue()) for _ in range(size)]
    sess.run(fill)
    first = sess.run([number, word])
    sess.run(close)
    last = sess.run(one)
    errors = []
    for op in (one, fill):
        try:
            sess.run(op)
        except tf.errors.OutOfRangeError as error:
            errors.append(type(error))
        except tf.errors.CancelledError as error:
            errors.append(type(error))
    sess.run(shuffle_in)
    drawn = sess.run(shuffle_out)
    RESULT = {
        "size": size,
        "rest": rest,
        "first": first,
        "last": last,
        "errors": errors,
        "all drawn": np.sort(drawn),
        "tensors": [x, number, word, shuffle_out],
        "names": [q.name, pairs.name],
    }
