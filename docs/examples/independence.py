import numpy as np

import heureum as tf

size, steps = 256, 3
x = tf.placeholder(tf.float32, shape=[size, size], name="x")


def branch(name):
    with tf.name_scope(name):
        y = x
        for _ in range(steps):
            y = tf.matmul(y, x)
    return y


# ko: 두 갈래 사이에는 길이 없습니다.
# en: No path joins the two branches.
c = branch("c")
d = branch("d")
e = tf.reduce_sum(tf.matmul(c, d), name="e")

values = np.full((size, size), 1 / size)
with tf.Session(workers=2) as sess:
    print("e =", sess.run(e, feed_dict={x: values}))
