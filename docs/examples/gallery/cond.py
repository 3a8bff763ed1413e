import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(5.0, name="b")

# ko: 두 갈래 가운데 하나만 계산됩니다.
# en: Only one of the two branches is computed.
is_less = tf.less(a, b, name="is_less")
gap = tf.cond(is_less, lambda: b - a, lambda: a - b, name="gap")
root = tf.sqrt(gap, name="root")

with tf.Session() as sess:
    print("root =", sess.run(root))
