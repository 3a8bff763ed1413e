import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")

# ko: 아직 더하지 않았습니다. c는 값이 아니라 앞으로 나올 값의 자리입니다.
# en: Nothing has been added yet. c is not a value but the place of one to come.
print(c)

with tf.Session() as sess:
    print(sess.run(c))
