"""Stops and goes on where it was: get_checkpoint_state, a step variable, variables that are not saved, old names."""

import os

import numpy as np
import tensorflow.compat.v1 as tf

data = np.linspace(-1, 1, 10).reshape(-1, 1)


def train_for(steps):
    tf.reset_default_graph()
    X = tf.placeholder("float", [None, 1])
    W = tf.Variable(tf.constant([[0.2]]), name="W")
    global_step = tf.Variable(0, name="global_step", trainable=False)
    unsaved = tf.Variable(777)
    cost = tf.reduce_mean(tf.square(tf.matmul(X, W) - 2 * X))
    train_op = tf.train.RMSPropOptimizer(0.05, 0.9).minimize(cost)
    saver = tf.train.Saver([v for v in tf.all_variables() if v is not unsaved])
    if not os.path.exists("ckpt"):
        os.makedirs("ckpt")
    with tf.Session() as sess:
        tf.initialize_all_variables().run()
        ckpt = tf.train.get_checkpoint_state("ckpt")
        if ckpt and ckpt.model_checkpoint_path and tf.train.checkpoint_exists(ckpt.model_checkpoint_path):
            saver.restore(sess, ckpt.model_checkpoint_path)
        start = global_step.eval()
        for i in range(start, start + steps):
            sess.run(train_op, {X: data})
            global_step.assign(i + 1).eval()
            saver.save(sess, "ckpt/model.ckpt", global_step=global_step)
        return start, W.eval(), unsaved.eval(), [os.path.basename(p) for p in saver.last_checkpoints]


empty = tf.train.get_checkpoint_state("nowhere")
first = train_for(3)
second = train_for(4)

tf.reset_default_graph()
reader = tf.train.NewCheckpointReader(tf.train.latest_checkpoint("ckpt"))
saver = tf.train.import_meta_graph(tf.train.latest_checkpoint("ckpt") + ".meta")
with tf.Session() as sess:
    saver.restore(sess, tf.train.latest_checkpoint("ckpt"))
    imported = sess.run("W:0")
    graph = tf.get_default_graph()
    again = sess.run(graph.get_tensor_by_name("global_step:0"))

RESULT = {
    "empty": empty,
    "runs": [first, second],
    "shapes": sorted(reader.get_variable_to_shape_map()),
    "read": reader.get_tensor("W"),
    "listed": [(name, list(shape)) for name, shape in tf.train.list_variables("ckpt")],
    "imported": [imported, again],
    "cost": len(graph.get_operations()) > 10,
}
