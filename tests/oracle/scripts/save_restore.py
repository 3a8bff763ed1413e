"""Saves while training, restores into a new graph, goes on; checkpoints are listed and counted."""

import os

import numpy as np
import tensorflow.compat.v1 as tf

data = np.linspace(0, 1, 20).astype(np.float32).reshape(-1, 1)


def build():
    x = tf.placeholder(tf.float32, [None, 1], name="x")
    w = tf.get_variable("w", [1, 1], initializer=tf.constant_initializer(0.5))
    b = tf.Variable(tf.zeros([1]), name="b")
    step = tf.Variable(0, trainable=False, name="global_step")
    y = tf.add(tf.matmul(x, w), b, name="y")
    loss = tf.reduce_mean(tf.square(y - (3 * x + 1)), name="loss")
    train = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=step)
    return x, y, loss, train, step, w, b


x, y, loss, train, step, w, b = build()
saver = tf.train.Saver(max_to_keep=2)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    paths = []
    for i in range(30):
        sess.run(train, {x: data})
        if i % 10 == 9:
            paths.append(saver.save(sess, "./model.ckpt", global_step=step))
    before = sess.run([w, b, loss], {x: data})
latest = tf.train.latest_checkpoint(".")

tf.reset_default_graph()
x, y, loss, train, step, w, b = build()
saver = tf.train.Saver()
with tf.Session() as sess:
    saver.restore(sess, latest)
    after = sess.run([w, b, loss], {x: data})
    at = sess.run(step)
    sess.run(train, {x: data})
    further = sess.run(loss, {x: data})

tf.reset_default_graph()
only = tf.get_variable("renamed", [1, 1])
with tf.Session() as sess:
    tf.train.Saver({"w": only}).restore(sess, latest)
    renamed = sess.run(only)

tf.reset_default_graph()
wrong = tf.get_variable("absent", [1])
with tf.Session() as sess:
    try:
        tf.train.Saver().restore(sess, latest)
    except tf.errors.NotFoundError as error:
        absent = type(error)
    try:
        sess.run(wrong)
    except tf.errors.FailedPreconditionError as error:
        uninitialized = type(error)
    try:
        tf.train.Saver().restore(sess, "./nothing-here")
    except ValueError as error:
        nowhere = type(error)

RESULT = {
    "paths": paths,
    "latest": os.path.basename(latest),
    "kept": tf.train.get_checkpoint_state(".").all_model_checkpoint_paths[0].split("/")[-1],
    "before": before,
    "after": after,
    "step": at,
    "further": further,
    "renamed": renamed,
    "errors": [absent, uninitialized, nowhere],
    "exists": [tf.train.checkpoint_exists(latest), tf.train.checkpoint_exists(paths[0])],
}
