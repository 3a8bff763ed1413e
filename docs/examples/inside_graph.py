import heureum as tf

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")
f = tf.negative(e, name="f")

with tf.Session(workers=2) as sess:
    print(sess.run(e, {a: 3.0, b: 2.0}))
