import numpy as np

import heureum as tf
from heureum import show
from heureum.trace import observing


def hand_off(size, wire):
    values = np.linspace(0.1, 1, size, dtype=np.float32)
    with tf.Graph().as_default():
        with tf.device("/job:worker/task:0"):
            x = tf.placeholder(tf.float32, shape=[size], name="x")
            sent = tf.identity(x, name="sent")
        with tf.device("/job:worker/task:1"):
            got = tf.identity(sent, name="got")
        records = []
        # ko: 텐서는 float32이지만, 건너갈 때만 wire로 바뀝니다.
        # en: The tensor is float32; only on its way it becomes `wire`.
        session = tf.Session(workers=2, transfer_dtype=wire)
        with session as sess, observing(records.append):
            for _ in range(8):
                arrived = sess.run(got, {x: values})
    crossed = [record.transfers[0] for record in records]
    lost = np.abs(arrived - values).max()
    return crossed[0].size_bytes, min(each.elapsed_s for each in crossed), lost


sizes = (1, 1_000, 100_000, 1_000_000)
times = {"float32": [], "float16": []}
print(" values  on the way     bytes  best ms  lost")
for size in sizes:
    for name, wire in (("float32", None), ("float16", tf.float16)):
        size_bytes, delay_s, lost = hand_off(size, wire)
        times[name].append(1000 * delay_s)
        print(f"{size:7}  {name} {size_bytes:12} {1000 * delay_s:8.3f}  {lost:.0e}")

show.line(
    times,
    x=sizes,
    x_label="values",
    y_label="ms",
    x_scale="log",
    y_scale="log",
)
