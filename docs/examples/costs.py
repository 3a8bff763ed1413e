from time import perf_counter

import numpy as np

import heureum as tf
from heureum import show

steps = 16


def branch(y):
    for _ in range(steps):
        y = tf.exp(-y)
    return tf.reduce_sum(y)


x = tf.placeholder(tf.float32, shape=[None], name="x")
# ko: 서로 독립인 두 갈래
# en: Two branches, independent of each other
e = tf.add(branch(x), branch(2.0 * x), name="e")

alone = tf.Session(workers=1)
# ko: 이롭든 아니든 나눕니다.
# en: Share, whether it pays or not.
shared = tf.Session(workers=2, placement="spread")


def best_ms(session, feed):
    # ko: 앞의 몇 번은 준비까지 하므로, 가장 빨랐던 한 번을 봅니다.
    # en: The first few also prepare, so the fastest one is taken.
    session.run(e, feed)
    took = []
    for _ in range(15):
        begin = perf_counter()
        session.run(e, feed)
        took.append(perf_counter() - begin)
    return 1000 * min(took)


sizes = (1, 100, 1_000, 10_000, 30_000, 100_000, 300_000)
times = {"one worker": [], "two workers": []}
print(" values   one worker  two workers   gain")
for values in sizes:
    feed = {x: np.ones(values)}
    one, two = best_ms(alone, feed), best_ms(shared, feed)
    times["one worker"].append(one)
    times["two workers"].append(two)
    print(f"{values:7} {one:9.2f} ms {two:9.2f} ms {one / two:6.2f}")

show.line(
    times,
    x=sizes,
    x_label="values in a node",
    y_label="ms",
    x_scale="log",
    y_scale="log",
)
