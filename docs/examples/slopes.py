import heureum as tf

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")

de_da, de_db = tf.gradients(e, [a, b])

with tf.Session() as sess:
    print(sess.run([de_da, de_db], {a: 3.0, b: 2.0}))
