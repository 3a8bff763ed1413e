"""A trained graph saved with its collections and taken up elsewhere: by names, with a new head, partly restored."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(19)
x_data = rng.randn(20, 4).astype(np.float32)
y_data = (x_data.sum(1, keepdims=True) > 0).astype(np.float32)


def build():
    X = tf.placeholder(tf.float32, [None, 4], name="X")
    y = tf.placeholder(tf.float32, [None, 1], name="y")
    with tf.name_scope("dnn"):
        hidden1 = tf.layers.dense(
            X, 5, activation=tf.nn.relu, name="hidden1", kernel_initializer=tf.constant_initializer(rng.randn(4, 5))
        )
        hidden2 = tf.layers.dense(
            hidden1, 3, activation=tf.nn.elu, name="hidden2", kernel_initializer=tf.constant_initializer(rng.randn(5, 3))
        )
        logits = tf.layers.dense(hidden2, 1, name="outputs", kernel_initializer=tf.constant_initializer(0.1))
    with tf.name_scope("loss"):
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logits), name="loss")
    training_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss, name="train")
    for each in (X, y, loss, training_op):
        tf.add_to_collection("my_important_ops", each)
    return X, y, loss, training_op


with tf.Graph().as_default():
    X, y, loss, training_op = build()
    saver = tf.train.Saver()
    with tf.Session() as sess:
        tf.global_variables_initializer().run()
        for _ in range(10):
            sess.run(training_op, {X: x_data, y: y_data})
        trained = loss.eval({X: x_data, y: y_data})
        path = saver.save(sess, "./my_model_final.ckpt", global_step=10)

with tf.Graph().as_default():
    saver = tf.train.import_meta_graph("my_model_final.ckpt-10.meta")
    X, y, loss, training_op = tf.get_collection("my_important_ops")
    hidden = tf.get_default_graph().get_tensor_by_name("dnn/hidden2/Elu:0")
    variables = [v.name for v in tf.global_variables()]
    with tf.Session() as sess:
        saver.restore(sess, "./my_model_final.ckpt-10")
        restored = loss.eval(feed_dict={X: x_data, y: y_data})
        sess.run(training_op, {X: x_data, y: y_data})
        further = loss.eval(feed_dict={X: x_data, y: y_data})
    with tf.name_scope("new_train"):
        frozen = tf.stop_gradient(hidden)
        new_logits = tf.layers.dense(frozen, 2, name="new_outputs", kernel_initializer=tf.constant_initializer(0.2))
        new_loss = tf.losses.sparse_softmax_cross_entropy(tf.cast(tf.squeeze(y, 1), tf.int32), new_logits)
        heads = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="new_outputs|outputs")
        new_op = tf.train.AdamOptimizer(0.1).minimize(new_loss, var_list=heads[-2:])
    init = tf.global_variables_initializer()
    reused = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="hidden[12]")
    partly = tf.train.Saver({v.op.name: v for v in reused})
    with tf.Session() as sess:
        init.run()
        partly.restore(sess, tf.train.latest_checkpoint("."))
        losses = [sess.run([new_loss, new_op], {X: x_data, y: y_data})[0] for _ in range(4)]
        RESULT = {
            "values": [trained, restored, further],
            "losses": losses,
            "variables": variables,
            "heads": [v.name for v in heads],
            "reused": sorted(v.op.name for v in reused),
            "saved": sorted(name for name, _ in tf.train.list_variables(path)),
            "tensors": [hidden, new_loss],
        }
