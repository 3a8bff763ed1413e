import numpy as np

import heureum as tf
from heureum import show

truth, trials = 2.0, 200
x = tf.placeholder(tf.float32, shape=[None, None], name="x")
y = tf.placeholder(tf.float32, shape=[None, None], name="y")
# ko: 줄마다 기울기를 하나씩 구합니다.
# en: One slope for each row
slopes = tf.divide(
    tf.reduce_sum(x * y, axis=1),
    tf.reduce_sum(tf.square(x), axis=1),
    name="slopes",
)

counts, misses = (4, 16, 64, 256, 1024), []
random = np.random.default_rng(7)
with tf.Session() as sess:
    for points in counts:
        xs = random.uniform(0, 1, (trials, points))
        ys = truth * xs + random.normal(0, 1, (trials, points))
        found = sess.run(slopes, {x: xs, y: ys})
        misses.append(np.abs(found - truth).mean())
        print(f"{points:4} points: off by {misses[-1]:.2f}")

show.line(
    misses,
    x=counts,
    x_label="points",
    y_label="off by",
    x_scale="log",
    y_scale="log",
)
