import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")

# ko: 아직 더하지 않았습니다.
# en: Nothing has been added yet.
print(c)

with tf.Session() as sess:
    print(sess.run(c))
