import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")

# ko: c는 0번, d는 1번 작업자가 맡습니다.
# en: c is for worker 0, d for worker 1.
with tf.device("/job:worker/task:0"):
    c = tf.add(a, b, name="c")
with tf.device("/job:worker/task:1"):
    d = tf.add(b, 1.0, name="d")

# ko: e의 자리는 정하지 않습니다.
# en: Nothing says where e goes.
e = tf.multiply(c, d, name="e")

with tf.Session(workers=2) as sess:
    print("e =", sess.run(e))
