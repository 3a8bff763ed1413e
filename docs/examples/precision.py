import numpy as np

import heureum as tf

pi = tf.placeholder(tf.float64, shape=[], name="pi")
big = tf.placeholder(tf.float64, shape=[], name="big")

with tf.Session() as sess:
    for dtype in (tf.float64, tf.float32, tf.float16):
        feed = {pi: np.pi, big: 100000.0}
        p, b = sess.run([tf.cast(pi, dtype), tf.cast(big, dtype)], feed)
        lost = abs(float(p) - np.pi)
        print(f"{dtype.name}  {p.nbytes} bytes  lost {lost:.0e}  100000 -> {b}")
