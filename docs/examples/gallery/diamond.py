import heureum as tf

x = tf.constant([1.0, 2.0, 3.0], name="x")

# ko: 한 번 갈라졌다가 다시 만납니다.
# en: It divides once and meets again.
left = tf.square(x, name="left")
right = tf.exp(x, name="right")
bottom = tf.subtract(right, left, name="bottom")

with tf.Session(workers=2, placement="spread") as sess:
    print("bottom =", sess.run(bottom))
