"""A generator and a discriminator with variable lists of their own and logs written out."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
data_dim, noise_dim, hidden = 6, 3, 10


def glorot(shape):
    return (rng.randn(*shape) / np.sqrt(shape[0] / 2.0)).astype(np.float32)


weights = {
    "gen_hidden1": tf.Variable(glorot([noise_dim, hidden])),
    "gen_out": tf.Variable(glorot([hidden, data_dim])),
    "disc_hidden1": tf.Variable(glorot([data_dim, hidden])),
    "disc_out": tf.Variable(glorot([hidden, 1])),
}
biases = {
    "gen_hidden1": tf.Variable(tf.zeros([hidden])),
    "gen_out": tf.Variable(tf.zeros([data_dim])),
    "disc_hidden1": tf.Variable(tf.zeros([hidden])),
    "disc_out": tf.Variable(tf.zeros([1])),
}


def generator(x):
    hidden_layer = tf.nn.relu(tf.add(tf.matmul(x, weights["gen_hidden1"]), biases["gen_hidden1"]))
    return tf.nn.sigmoid(tf.add(tf.matmul(hidden_layer, weights["gen_out"]), biases["gen_out"]))


def discriminator(x):
    hidden_layer = tf.nn.relu(tf.add(tf.matmul(x, weights["disc_hidden1"]), biases["disc_hidden1"]))
    return tf.nn.sigmoid(tf.add(tf.matmul(hidden_layer, weights["disc_out"]), biases["disc_out"]))


gen_input = tf.placeholder(tf.float32, shape=[None, noise_dim], name="input_noise")
disc_input = tf.placeholder(tf.float32, shape=[None, data_dim], name="disc_input")
gen_sample = generator(gen_input)
disc_real = discriminator(disc_input)
disc_fake = discriminator(gen_sample)
gen_loss = -tf.reduce_mean(tf.log(disc_fake))
disc_loss = -tf.reduce_mean(tf.log(disc_real) + tf.log(1.0 - disc_fake))

gen_vars = [weights["gen_hidden1"], weights["gen_out"], biases["gen_hidden1"], biases["gen_out"]]
disc_vars = [weights["disc_hidden1"], weights["disc_out"], biases["disc_hidden1"], biases["disc_out"]]
train_gen = tf.train.AdamOptimizer(learning_rate=0.01).minimize(gen_loss, var_list=gen_vars)
train_disc = tf.train.AdamOptimizer(learning_rate=0.01).minimize(disc_loss, var_list=disc_vars)

real = rng.rand(32, data_dim)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    history = []
    for i in range(15):
        feed = {disc_input: real, gen_input: rng.uniform(-1.0, 1.0, size=[32, noise_dim])}
        _, _, gl, dl = sess.run([train_gen, train_disc, gen_loss, disc_loss], feed_dict=feed)
        if i == 0:
            # Both updates and both losses are one step: which comes first is open.
            continue
        history.append([bool(np.isfinite(gl)), bool(np.isfinite(dl))])
    frozen = sess.run(disc_vars[0])
    sess.run(train_gen, {gen_input: np.zeros([4, noise_dim])})
    RESULT = {
        "history": history,
        "only its own": bool(np.array_equal(frozen, sess.run(disc_vars[0]))),
        "sample": sess.run(gen_sample, {gen_input: np.ones([2, noise_dim])}).shape,
        "tensors": [gen_sample, disc_real, disc_fake, gen_loss],
        "variables": [v.name for v in tf.global_variables()],
    }
