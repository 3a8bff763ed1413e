import numpy as np

import heureum as tf
from heureum.trace import observing

with tf.device("/job:worker/task:0"):
    sent = tf.placeholder(tf.float64, shape=[2], name="sent")
with tf.device("/job:worker/task:1"):
    received = tf.identity(sent, name="received")

for dtype in ("float64", "float32", "float16", "bfloat16"):
    records = []
    with tf.Session(workers=2, transfer_dtype=dtype) as sess, observing(records.append):
        pi, big = sess.run(received, {sent: [np.pi, 100000.0]})
    moved = records[0].transfers[0].size_bytes
    print(f"{dtype:9}{moved:3} bytes  pi -> {pi:.8f}  100000 -> {big}")
