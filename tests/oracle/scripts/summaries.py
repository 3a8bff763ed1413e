"""Summaries of a small training: scalar, histogram, image, merge_all, a FileWriter with the graph; then read back."""

import glob

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
logs_path = "./logs/train"

x = tf.placeholder(tf.float32, [None, 4], name="InputData")
y = tf.placeholder(tf.float32, [None, 2], name="LabelData")
W = tf.Variable(rng.randn(4, 2).astype(np.float32), name="Weights")
b = tf.Variable(tf.zeros([2]), name="Bias")
with tf.name_scope("Model"):
    pred = tf.nn.softmax(tf.matmul(x, W) + b)
with tf.name_scope("Loss"):
    cost = tf.reduce_mean(-tf.reduce_sum(y * tf.log(pred), reduction_indices=1))
with tf.name_scope("SGD"):
    optimizer = tf.train.GradientDescentOptimizer(0.1).minimize(cost)
with tf.name_scope("Accuracy"):
    acc = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(pred, 1), tf.argmax(y, 1)), tf.float32))

loss_summary = tf.summary.scalar("loss", cost)
acc_summary = tf.summary.scalar("accuracy", acc)
for var in tf.trainable_variables():
    tf.summary.histogram(var.op.name, var)
tf.summary.image("input", tf.reshape(x, [-1, 2, 2, 1]), 2)
merged_summary_op = tf.summary.merge_all()
two = tf.summary.merge([loss_summary, acc_summary])

data = rng.rand(10, 4)
labels = np.eye(2)[rng.randint(0, 2, 10)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    summary_writer = tf.summary.FileWriter(logs_path, graph=tf.get_default_graph())
    costs = []
    for i in range(5):
        _, c, summary = sess.run([optimizer, cost, merged_summary_op], {x: data, y: labels})
        summary_writer.add_summary(summary, i)
        costs.append(c)
    small = sess.run(two, {x: data, y: labels})
    summary_writer.close()

RESULT = {
    "files": len(glob.glob(logs_path + "/events.out.tfevents.*")),
    "kind": type(small).__name__,
    "tags": ["loss" in str(small), b"accuracy" in small],
    "tensors": [loss_summary, merged_summary_op, pred, cost, acc],
    "collected": [each.name for each in tf.get_collection(tf.GraphKeys.SUMMARIES)],
    "bias": sess.graph.get_tensor_by_name("Bias:0"),
}
