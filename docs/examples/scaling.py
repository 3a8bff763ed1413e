from time import perf_counter

import numpy as np

import heureum as tf
from heureum import show

size, steps = 200_000, 12
x = tf.placeholder(tf.float32, shape=[size], name="x")
branches = []
for k in (1.0, 2.0, 3.0, 4.0):
    y = k * x
    for _ in range(steps):
        y = tf.exp(-y)
    branches.append(tf.reduce_sum(y))
total = branches[0] + branches[1] + branches[2] + branches[3]


def best_ms(session):
    feed = {x: np.ones(size)}
    # ko: 앞의 몇 번은 준비까지 하므로, 가장 빨랐던 한 번을 봅니다.
    # en: The first few also prepare, so the fastest one is taken.
    session.run(total, feed)
    took = []
    for _ in range(15):
        begin = perf_counter()
        session.run(total, feed)
        took.append(perf_counter() - begin)
    return 1000 * min(took)


times = {}
for count in (1, 2, 4):
    with tf.Session(workers=count) as sess:
        times[str(count)] = best_ms(sess)
    gain = times["1"] / times[str(count)]
    print(f"{count} workers {times[str(count)]:8.1f} ms  gain {gain:.2f}")

show.bar(times, x_label="workers", y_label="ms")
