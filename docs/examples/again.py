import time

import heureum as tf

x = tf.placeholder(tf.float32, shape=[], name="x")
y = x
for _ in range(1000):
    y = tf.add(y, 1.0)
z = tf.negative(y, name="z")

with tf.Session() as sess:
    for fetch in (y, y, y, z, z, z):
        started = time.perf_counter()
        value = sess.run(fetch, {x: 0.0})
        elapsed_ms = 1000 * (time.perf_counter() - started)
        print(f"{fetch.name:9}{value:6.0f} in {elapsed_ms:6.2f} ms")
