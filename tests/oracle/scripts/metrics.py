"""Accuracy, mean, precision and recall as streaming metrics with local variables; the report of a classifier."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(1)
n_data = np.ones((20, 2))
x = np.vstack((rng.normal(2 * n_data, 1), rng.normal(-2 * n_data, 1)))
y = np.hstack((np.zeros(20), np.ones(20)))

tf_x = tf.placeholder(tf.float32, x.shape)
tf_y = tf.placeholder(tf.int32, y.shape)
l1 = tf.layers.dense(tf_x, 6, tf.nn.relu, kernel_initializer=tf.constant_initializer(rng.randn(2, 6)))
output = tf.layers.dense(l1, 2, kernel_initializer=tf.constant_initializer(rng.randn(6, 2)))
loss = tf.losses.sparse_softmax_cross_entropy(labels=tf_y, logits=output)
predictions = tf.argmax(output, axis=1)
accuracy = tf.metrics.accuracy(labels=tf.squeeze(tf_y), predictions=predictions)
precision = tf.metrics.precision(tf_y, predictions)
recall = tf.metrics.recall(tf_y, predictions)
mean, mean_update = tf.metrics.mean(loss)
train_op = tf.train.GradientDescentOptimizer(learning_rate=0.05).minimize(loss)

sess = tf.Session()
init_op = tf.group(tf.global_variables_initializer(), tf.local_variables_initializer())
sess.run(init_op)
reports = []
for step in range(5):
    feed = {tf_x: x, tf_y: y}
    sess.run(train_op, feed)
    reports.append(sess.run([accuracy[1], precision[1], recall[1], mean_update, loss], feed))
RESULT = {
    "reports": reports,
    "values": sess.run([accuracy[0], mean]),
    "local": [v.name for v in tf.local_variables()],
    "losses": [each.name for each in tf.losses.get_losses()],
    "others": sess.run(
        [
            tf.losses.absolute_difference([1.0, 2.0], [2.0, 4.0], weights=[1.0, 0.5]),
            tf.losses.sigmoid_cross_entropy([[1.0, 0.0]], [[0.3, -2.0]]),
            tf.losses.hinge_loss([[1.0, 0.0]], [[0.3, -2.0]]),
            tf.losses.log_loss([[1.0, 0.0]], [[0.3, 0.2]]),
            tf.losses.cosine_distance([[1.0, 0.0]], [[0.6, 0.8]], axis=1),
        ]
    ),
    "tensors": [accuracy[0], accuracy[1], loss],
}
