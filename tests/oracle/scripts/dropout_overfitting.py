"""Two nets, one with dropout: training and test phases switched by a placeholder."""

import numpy as np

import tensorflow.compat.v1 as tf

tf.set_random_seed(1)
rng = np.random.RandomState(1)
N_SAMPLES, N_HIDDEN = 20, 100

x = np.linspace(-1, 1, N_SAMPLES)[:, np.newaxis]
y = x + 0.3 * rng.randn(N_SAMPLES)[:, np.newaxis]

tf_x = tf.placeholder(tf.float32, [None, 1])
tf_y = tf.placeholder(tf.float32, [None, 1])
tf_is_training = tf.placeholder(tf.bool, None)

o1 = tf.layers.dense(tf_x, N_HIDDEN, tf.nn.relu)
o_out = tf.layers.dense(o1, 1)
o_loss = tf.losses.mean_squared_error(tf_y, o_out)
o_train = tf.train.AdamOptimizer(learning_rate=0.01).minimize(o_loss)

d1 = tf.layers.dense(tf_x, N_HIDDEN, tf.nn.relu)
d1 = tf.layers.dropout(d1, rate=0.5, training=tf_is_training)
d_out = tf.layers.dense(d1, 1)
d_loss = tf.losses.mean_squared_error(tf_y, d_out)
d_train = tf.train.AdamOptimizer(learning_rate=0.01).minimize(d_loss)

ones = tf.ones([1000])
half = tf.nn.dropout(ones, keep_prob=0.5)
by_rate = tf.nn.dropout(ones, rate=0.2)
rows = tf.nn.dropout(tf.ones([50, 4]), keep_prob=0.5, noise_shape=[50, 1])

sess = tf.Session()
sess.run(tf.global_variables_initializer())
first = sess.run([o_loss, d_loss], {tf_x: x, tf_y: y, tf_is_training: False})
for t in range(60):
    sess.run([o_train, d_train], {tf_x: x, tf_y: y, tf_is_training: True})
last = sess.run([o_loss, d_loss], {tf_x: x, tf_y: y, tf_is_training: False})
kept = sess.run(rows)
tests = [sess.run(d_out, {tf_x: x, tf_is_training: False}) for _ in range(2)]
trains = [sess.run(d_out, {tf_x: x, tf_is_training: True}) for _ in range(2)]
RESULT = {
    "learnt": [bool(after < before) for before, after in zip(first, last)],
    "names": [v.name for v in tf.trainable_variables()],
    "values of half": np.unique(sess.run(half)),
    "values by rate": np.unique(sess.run(by_rate)),
    "rows together": bool(np.all(kept == kept[:, :1])),
    "same in test": bool(np.array_equal(*tests)),
    "differs in training": not np.array_equal(*trains),
    "outputs": [o_out, d_out, half],
}
