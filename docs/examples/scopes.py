import heureum as tf


def layer(x, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", shape=[2, 2])
        return tf.matmul(x, w)


x = tf.placeholder(tf.float32, shape=[None, 2], name="x")
first = layer(x, "first")
second = layer(first, "second")
# ko: 같은 이름을 다시 부르면 같은 변수를 씁니다.
# en: The same name again means the same variable again.
again = layer(x, "first")

for variable in tf.global_variables():
    print(variable.name, variable.shape)
print(first.name, "and", again.name)

with tf.name_scope("loss"):
    scale = tf.get_variable("scale", shape=[])
    total = tf.reduce_sum(scale * second, name="total")
print(scale.name, "and", total.name)
