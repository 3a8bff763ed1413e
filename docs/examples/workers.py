import numpy as np

import heureum as tf
from heureum.trace import observing

size, steps = 256, 3
x = tf.placeholder(tf.float32, shape=[size, size], name="x")
branches = []
for k in (1, 2, 3, 4):
    y = k * x
    for _ in range(steps):
        y = tf.matmul(y, x)
    branches.append(tf.reduce_sum(y))
total = branches[0] + branches[1] + branches[2] + branches[3]

values = np.full((size, size), 1 / size)
for count in (1, 2, 4):
    records = []
    # ko: 세션은 하나, 작업자는 count개
    # en: One session, `count` workers
    with tf.Session(workers=count) as sess, observing(records.append):
        result = sess.run(total, {x: values})
    spans = [span.device for span in records[0].spans if span.op == "MatMul"]
    share = [spans.count(worker) for worker in records[0].workers]
    print(f"{count} workers: total = {result}, matrix products {share}")
