import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
# ko: 밖에서 값을 받는 노드
# en: Its value comes from outside.
step = tf.placeholder(tf.float32, shape=[], name="step")
c = tf.add(a, b, name="c")
d = tf.add(b, step, name="d")
e = tf.multiply(c, d, name="e")

with tf.Session() as sess:
    print("e =", sess.run(e, feed_dict={step: 1.0}))
    try:
        sess.run(e)
    except tf.errors.InvalidArgumentError as error:
        print(type(error).__name__)
    # ko: step이 없어도 c는 나옵니다.
    # en: c comes without step.
    print("c =", sess.run(c))
