"""A linear support vector machine by hinge loss and soft margin; then regression by an epsilon-insensitive loss."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(7)
x_vals = np.vstack([rng.normal([1, 1], 0.5, (30, 2)), rng.normal([3, 3], 0.5, (30, 2))])
y_vals = np.array([-1.0] * 30 + [1.0] * 30)
sess = tf.Session()

x_data = tf.placeholder(shape=[None, 2], dtype=tf.float32)
y_target = tf.placeholder(shape=[None, 1], dtype=tf.float32)
A = tf.Variable(tf.constant([[0.2], [-0.1]]))
b = tf.Variable(tf.zeros(shape=[1, 1]))
model_output = tf.subtract(tf.matmul(x_data, A), b)
l2_norm = tf.reduce_sum(tf.square(A))
alpha = tf.constant([0.01])
classification_term = tf.reduce_mean(tf.maximum(0.0, tf.subtract(1.0, tf.multiply(model_output, y_target))))
loss = tf.add(classification_term, tf.multiply(alpha, l2_norm))
prediction = tf.sign(model_output)
accuracy = tf.reduce_mean(tf.cast(tf.equal(prediction, y_target), tf.float32))
train_step = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
sess.run(tf.global_variables_initializer())
loss_vec = []
for i in range(60):
    rand_index = rng.choice(len(x_vals), size=12)
    feed = {x_data: x_vals[rand_index], y_target: np.transpose([y_vals[rand_index]])}
    sess.run(train_step, feed_dict=feed)
    if (i + 1) % 20 == 0:
        loss_vec.append(sess.run(loss, feed_dict=feed))

epsilon = tf.constant([0.5])
regression = tf.reduce_mean(tf.maximum(0.0, tf.subtract(tf.abs(tf.subtract(model_output, y_target)), epsilon)))
svr_step = tf.train.GradientDescentOptimizer(0.075).minimize(regression, var_list=[A, b])
for i in range(20):
    sess.run(svr_step, feed_dict={x_data: x_vals, y_target: y_vals.reshape(-1, 1)})
[[a1], [a2]], [[bias]] = sess.run(A), sess.run(b)
RESULT = {
    "losses": loss_vec,
    "accuracy": sess.run(accuracy, {x_data: x_vals, y_target: y_vals.reshape(-1, 1)}),
    "line": [-a2 / a1, bias / a1],
    "svr": sess.run(regression, {x_data: x_vals, y_target: y_vals.reshape(-1, 1)}),
    "loss": loss,
}
