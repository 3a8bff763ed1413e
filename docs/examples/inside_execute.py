from collections import deque

import numpy as np

import heureum as tf
from heureum.execution import CLIENT, Run, Worker
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import partition
from heureum.place import SPREAD, place

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")

names = ["/job:worker/task:0", "/job:worker/task:1"]
graph = optimize(prune([e], [], [a, b]), PASSES)
parts = partition(graph, place(graph, names, SPREAD))

# ko: 시계도 스레드도 없는 작업자입니다. 편지는 우리가 나릅니다.
# en: Workers with no clock and no thread. We carry the mail.
workers = {name: Worker(name, now=lambda: 0.0) for name in names}
feeds = {"a:0": np.float32(3), "b:0": np.float32(2)}
run = Run(1, "step", parts, feeds, registered=())
mail = deque(run.outbox)
while mail:
    to, message = mail.popleft()
    print(f"{type(message).__name__:9}{getattr(message, 'key', ''):5} to {to}")
    if to == CLIENT:
        run.handle(message)
    else:
        mail.extend(workers[to].handle(message))
print(run.values)
