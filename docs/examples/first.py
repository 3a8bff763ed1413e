import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")

# ko: c와 d를 두 작업자에 나누어 맡깁니다.
# en: Share c and d between two workers.
with tf.Session(workers=2, placement="spread") as sess:
    print("e =", sess.run(e))
