import heureum as tf

graph = tf.get_default_graph()
x = tf.placeholder(tf.float32, shape=[], name="x")
square = tf.square(x, name="square")


def show(value):
    print(value, "with", len(graph.get_operations()), "nodes")


with tf.Session() as sess:
    for value in (1.0, 2.0, 3.0):
        show(sess.run(square, {x: value}))
    # ko: 값을 식에 바로 적으면
    # en: With the value written into the expression
    for value in (1.0, 2.0, 3.0):
        show(sess.run(tf.square(value)))
