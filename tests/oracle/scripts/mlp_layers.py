"""tf.layers.dense with given kernels, losses from tf.losses, metrics by hand."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(2)
x = np.linspace(-1, 1, 100)[:, np.newaxis]
y = np.power(x, 2) + rng.normal(0, 0.1, size=x.shape)

tf_x = tf.placeholder(tf.float32, x.shape)
tf_y = tf.placeholder(tf.float32, y.shape)

first = tf.constant_initializer(rng.randn(1, 10).astype(np.float32))
second = tf.constant_initializer(rng.randn(10, 1).astype(np.float32))
l1 = tf.layers.dense(tf_x, 10, tf.nn.relu, kernel_initializer=first)
output = tf.layers.dense(l1, 1, kernel_initializer=second, bias_initializer=tf.constant_initializer(0.1), name="output")

loss = tf.losses.mean_squared_error(tf_y, output)
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.1)
train_op = optimizer.minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
losses = []
for step in range(40):
    _, l, pred = sess.run([train_op, loss, output], {tf_x: x, tf_y: y})
    losses.append(l)

RESULT = {
    "losses": losses,
    "pred": pred,
    "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
    "layers": [l1, output],
    "collected": [each.name for each in tf.get_collection(tf.GraphKeys.LOSSES)],
    "total": sess.run(tf.losses.get_total_loss(), {tf_x: x, tf_y: y}),
}
