import heureum as tf


def e(a, b):
    c = a + b
    d = b + 1.0
    return c * d


# ko: 값을 주면 바로 계산합니다.
# en: Given values, it computes at once.
print(e(3.0, 2.0))

# ko: 텐서를 주면 같은 함수가 그래프를 그립니다.
# en: Given tensors, the same function draws a graph.
a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
traced = e(a, b)
print(traced)

with tf.Session() as sess:
    print(sess.run(traced, {a: 3.0, b: 2.0}))
