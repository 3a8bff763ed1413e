import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")

with tf.Session(workers=2) as sess:
    print("e =", sess.run(e))
