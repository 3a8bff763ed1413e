from time import perf_counter

import numpy as np

import heureum as tf
from heureum import show
from heureum.trace import unobserved

steps = 16


def branch(y):
    for _ in range(steps):
        y = tf.exp(-y)
    return tf.reduce_sum(y)


x = tf.placeholder(tf.float32, shape=[None], name="x")
# ko: 서로 독립인 두 갈래
# en: Two branches, independent of each other
e = tf.add(branch(x), branch(2.0 * x), name="e")

# ko: 둘이서는 이롭든 아니든 나눕니다.
# en: Two workers share, whether it pays or not.
sessions = tf.Session(workers=1), tf.Session(workers=2, placement="spread")


def best_ms(feed):
    # ko: 번갈아 재고, 방해를 가장 덜 받은 한 번을 봅니다. 기록하면 느려지므로 기록하지 않습니다.
    # en: They take turns, and the least disturbed run counts. Nothing is recorded: that would slow it down.
    took = [[] for _ in sessions]
    with unobserved():
        for _ in range(20):
            for session, times in zip(sessions, took):
                begin = perf_counter()
                session.run(e, feed)
                times.append(perf_counter() - begin)
    return [1000 * min(times) for times in took]


sizes = (1, 100, 1_000, 10_000, 30_000, 100_000, 300_000)
rows = []
print(" values   one worker  two workers   gain")
for values in sizes:
    one, two = best_ms({x: np.ones(values)})
    rows.append((one, two))
    print(f"{values:7} {one:9.2f} ms {two:9.2f} ms {one / two:6.2f}")

ones, twos = zip(*rows)
show.line(
    {"one worker": ones, "two workers": twos},
    x=sizes,
    x_label="values in a node",
    y_label="ms",
    x_scale="log",
    y_scale="log",
)
# ko: 마지막 크기로 한 번 더 실행해 시간선에 남깁니다.
# en: Once more with the last size, for the timeline.
sessions[1].run(e, {x: np.ones(values)})
