from time import perf_counter

import numpy as np

import heureum as tf

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
    # ko: 첫 실행은 준비까지 하므로 세지 않습니다.
    # en: The first run also prepares; it does not count.
    session.run(e, feed)
    took = []
    for _ in range(7):
        begin = perf_counter()
        session.run(e, feed)
        took.append(perf_counter() - begin)
    return 1000 * min(took)


print(" values   one worker  two workers")
for values in (1, 1_000, 10_000, 50_000, 200_000):
    feed = {x: np.ones(values)}
    one, two = best_ms(alone, feed), best_ms(shared, feed)
    print(f"{values:7} {one:9.2f} ms {two:9.2f} ms")
