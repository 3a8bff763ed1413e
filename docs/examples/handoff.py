import numpy as np

import heureum as tf
from heureum.trace import observing


def hand_off(size, dtype):
    with tf.Graph().as_default():
        with tf.device("/job:worker/task:0"):
            x = tf.placeholder(tf.float32, shape=[size], name="x")
            narrow = tf.cast(x, dtype)
        with tf.device("/job:worker/task:1"):
            total = tf.reduce_sum(narrow)
        records = []
        with tf.Session(workers=2) as sess, observing(records.append):
            for _ in range(8):
                sess.run(total, {x: np.ones(size, np.float32)})
    crossed = [record.transfers[0] for record in records]
    return crossed[0].size_bytes, min(each.elapsed_s for each in crossed)


print("values   dtype       bytes  best ms")
for size in (1, 1_000, 100_000, 1_000_000):
    for dtype in (tf.float32, tf.float16):
        size_bytes, delay_s = hand_off(size, dtype)
        print(f"{size:8} {dtype.name}  {size_bytes:9} {1000 * delay_s:8.3f}")
