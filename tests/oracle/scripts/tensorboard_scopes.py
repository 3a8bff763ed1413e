"""A net under name scopes, as one shows it in TensorBoard: all nodes' names, gradients and optimizer included."""

import numpy as np
import tensorflow.compat.v1 as tf


def add_layer(inputs, in_size, out_size, activation_function=None, n=1):
    layer_name = "layer%s" % n
    with tf.name_scope("layer"):
        with tf.name_scope("weights"):
            Weights = tf.Variable(np.full([in_size, out_size], 0.1, np.float32), name="W")
            tf.summary.histogram(layer_name + "/weights", Weights)
        with tf.name_scope("biases"):
            biases = tf.Variable(tf.zeros([1, out_size]) + 0.1, name="b")
        with tf.name_scope("Wx_plus_b"):
            Wx_plus_b = tf.add(tf.matmul(inputs, Weights), biases)
        outputs = Wx_plus_b if activation_function is None else activation_function(Wx_plus_b)
        tf.summary.histogram(layer_name + "/outputs", outputs)
        return outputs


with tf.name_scope("inputs"):
    xs = tf.placeholder(tf.float32, [None, 1], name="x_input")
    ys = tf.placeholder(tf.float32, [None, 1], name="y_input")
l1 = add_layer(xs, 1, 3, activation_function=tf.nn.relu, n=1)
prediction = add_layer(l1, 3, 1, n=2)
with tf.name_scope("loss"):
    loss = tf.reduce_mean(tf.reduce_sum(tf.square(ys - prediction), reduction_indices=[1]))
    tf.summary.scalar("loss", loss)
with tf.name_scope("train"):
    train_step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
merged = tf.summary.merge_all()

x_data = np.linspace(-1, 1, 20)[:, np.newaxis]
y_data = np.square(x_data) - 0.5
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs/", sess.graph)
    sess.run(tf.global_variables_initializer())
    losses = []
    for i in range(10):
        sess.run(train_step, feed_dict={xs: x_data, ys: y_data})
        writer.add_summary(sess.run(merged, feed_dict={xs: x_data, ys: y_data}), i)
        losses.append(sess.run(loss, feed_dict={xs: x_data, ys: y_data}))
    writer.flush()
    RESULT = {
        "losses": losses,
        "forward": [op.name for op in tf.get_default_graph().get_operations() if not op.name.startswith("train/")],
        "training": sorted(op.type for op in tf.get_default_graph().get_operations() if "Apply" in op.type),
        "step": train_step.name,
        "variables": [v.name for v in tf.global_variables()],
    }
