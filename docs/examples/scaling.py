from time import perf_counter

import numpy as np

import heureum as tf
from heureum import show
from heureum.trace import unobserved

size, steps = 300_000, 16
x = tf.placeholder(tf.float32, shape=[size], name="x")
branches = []
for k in (1.0, 2.0, 3.0, 4.0):
    y = k * x
    for _ in range(steps):
        y = tf.exp(-y)
    branches.append(tf.reduce_sum(y))
total = branches[0] + branches[1] + branches[2] + branches[3]

feed = {x: np.ones(size)}
sessions = {count: tf.Session(workers=count) for count in (1, 2, 4)}
took = {count: [] for count in sessions}
# ko: 번갈아 재고, 방해를 가장 덜 받은 한 번을 봅니다. 기록하면 느려지므로 기록하지 않습니다.
# en: They take turns, and the least disturbed run counts. Nothing is recorded: that would slow it down.
with unobserved():
    for _ in range(15):
        for count, session in sessions.items():
            begin = perf_counter()
            session.run(total, feed)
            took[count].append(perf_counter() - begin)

best = {str(count): 1000 * min(times) for count, times in took.items()}
for count, ms in best.items():
    print(f"{count} workers {ms:8.1f} ms  gain {best['1'] / ms:.2f}")
show.bar(best, x_label="workers", y_label="ms")
# ko: 한 번 더 실행해 시간선에 남깁니다.
# en: Once more, for the timeline.
session.run(total, feed)
