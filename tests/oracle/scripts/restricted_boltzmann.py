"""A restricted Boltzmann machine by contrastive divergence: assignments of outer products, units switched by given chances."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(22)
n_visible, n_hidden, learning_rate = 12, 5, 0.1
data = (rng.rand(20, n_visible) < np.tile([0.9, 0.1], n_visible // 2)).astype(np.float32)
x = tf.placeholder(tf.float32, [None, n_visible], name="x")
chances = [tf.placeholder(tf.float32, [None, size]) for size in (n_hidden, n_visible, n_hidden)]
W = tf.Variable(rng.normal(0, 0.01, (n_visible, n_hidden)).astype(np.float32), name="W")
bh = tf.Variable(tf.zeros([1, n_hidden], tf.float32), name="bh")
bv = tf.Variable(tf.zeros([1, n_visible], tf.float32), name="bv")


def sample(probs, chance):
    return tf.floor(probs + chance)


def free_energy(v):
    wx_b = tf.matmul(v, W) + bh
    hidden_term = tf.reduce_sum(tf.log(1.0 + tf.exp(wx_b)), axis=1)
    return -hidden_term - tf.squeeze(tf.matmul(v, tf.transpose(bv)), 1)


h = sample(tf.sigmoid(tf.matmul(x, W) + bh), chances[0])
x_sample = sample(tf.sigmoid(tf.matmul(h, tf.transpose(W)) + bv), chances[1])
h_sample = sample(tf.sigmoid(tf.matmul(x_sample, W) + bh), chances[2])
size_bt = tf.cast(tf.shape(x)[0], tf.float32)
W_adder = tf.multiply(
    learning_rate / size_bt, tf.subtract(tf.matmul(tf.transpose(x), h), tf.matmul(tf.transpose(x_sample), h_sample))
)
bv_adder = tf.multiply(learning_rate / size_bt, tf.reduce_sum(tf.subtract(x, x_sample), 0, True))
bh_adder = tf.multiply(learning_rate / size_bt, tf.reduce_sum(tf.subtract(h, h_sample), 0, True))
updt = [W.assign_add(W_adder), bv.assign_add(bv_adder), bh.assign_add(bh_adder)]
reconstruction = tf.reduce_mean(tf.square(x - tf.sigmoid(tf.matmul(tf.sigmoid(tf.matmul(x, W) + bh), W, transpose_b=True) + bv)))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    errors = []
    for _ in range(15):
        feed = {x: data, **{each: rng.rand(20, each.shape[1].value) for each in chances}}
        sess.run(updt, feed_dict=feed)
        errors.append(sess.run(reconstruction, {x: data}))
    RESULT = {
        "errors": errors[::5],
        "weights": sess.run([W, bv, bh]),
        "energy": sess.run(free_energy(x), {x: data[:4]}),
        "tensors": [W_adder, bv_adder, h_sample],
    }
