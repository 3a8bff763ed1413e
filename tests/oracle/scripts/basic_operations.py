"""Constants, placeholders and a matrix product."""

import tensorflow.compat.v1 as tf

hello = tf.constant("Hello, TensorFlow!")
a = tf.constant(2)
b = tf.constant(3)

x = tf.placeholder(tf.int16)
y = tf.placeholder(tf.int16)
add = tf.add(x, y)
mul = tf.multiply(x, y)

matrix1 = tf.constant([[3.0, 3.0]])
matrix2 = tf.constant([[2.0], [2.0]])
product = tf.matmul(matrix1, matrix2)

with tf.Session() as sess:
    print(sess.run(hello))
    print("a: %i, b: %i, a + b: %i" % (sess.run(a), sess.run(b), sess.run(a + b)))
    print("a * b: %i" % sess.run(a * b))
    print("x + y: %i" % sess.run(add, feed_dict={x: 2, y: 3}))
    RESULT = {
        "hello": sess.run(hello),
        "sum": sess.run(a + b),
        "difference": sess.run(a - b),
        "quotient": sess.run(a / b),
        "floor": sess.run(a // b),
        "fed": sess.run([add, mul], feed_dict={x: 2, y: 3}),
        "fed arrays": sess.run(add, {x: [1, 2], y: [[3], [4]]}),
        "product": sess.run(product),
        "tensor": product,
        "placeholder": x,
        "operations": [op.name for op in tf.get_default_graph().get_operations()],
    }
