"""A small deep convolutional GAN: conv2d_transpose, leaky relu, batch normalization, scopes for the two nets."""

import numpy as np
import tensorflow.compat.v1 as tf

tf.set_random_seed(3)
rng = np.random.RandomState(0)


def generator(x, reuse=False, training=True):
    with tf.variable_scope("Generator", reuse=reuse):
        x = tf.layers.dense(x, units=3 * 3 * 8)
        x = tf.layers.batch_normalization(x, training=training)
        x = tf.nn.tanh(x)
        x = tf.reshape(x, shape=[-1, 3, 3, 8])
        x = tf.layers.conv2d_transpose(x, 4, 2, strides=2)
        x = tf.layers.conv2d_transpose(x, 1, 2, strides=2)
        return tf.nn.sigmoid(x)


def leaky(x, alpha=0.2):
    return 0.5 * (1 + alpha) * x + 0.5 * (1 - alpha) * abs(x)


def discriminator(x, reuse=False):
    with tf.variable_scope("Discriminator", reuse=reuse):
        x = leaky(tf.layers.conv2d(x, 4, 5, strides=2, padding="same"))
        x = tf.nn.leaky_relu(tf.layers.conv2d(x, 8, 3, strides=2, padding="same"))
        x = tf.reshape(x, shape=[-1, 3 * 3 * 8])
        return tf.layers.dense(x, 2)


noise = tf.placeholder(tf.float32, [None, 5])
real = tf.placeholder(tf.float32, [None, 12, 12, 1])
fake = generator(noise)
real_logits = discriminator(real)
fake_logits = discriminator(fake, reuse=True)
stacked = discriminator(generator(noise, reuse=True), reuse=True)

both = tf.concat([real_logits, fake_logits], axis=0)
target = tf.placeholder(tf.int32, [None])
disc_loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=both, labels=target))
gen_loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(logits=stacked, labels=tf.ones([tf.shape(noise)[0]], dtype=tf.int32))
)
gen_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="Generator")
disc_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="Discriminator")
gen_update_ops = tf.get_collection(tf.GraphKeys.UPDATE_OPS, scope="Generator")
with tf.control_dependencies(gen_update_ops):
    train_gen = tf.train.AdamOptimizer(0.002, beta1=0.5, beta2=0.999).minimize(gen_loss, var_list=gen_vars)
train_disc = tf.train.AdamOptimizer(0.002, beta1=0.5).minimize(disc_loss, var_list=disc_vars)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    images = rng.rand(8, 12, 12, 1)
    feed = {noise: rng.randn(8, 5), real: images, target: [1] * 8 + [0] * 8}
    first = sess.run(disc_loss, feed)
    for _ in range(6):
        sess.run(train_disc, feed)
    last = sess.run(disc_loss, feed)
    sess.run(train_gen, feed)
    RESULT = {
        "learnt": bool(last < first),
        "picture": sess.run(fake, feed).shape,
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "updates": len(gen_update_ops),
        "tensors": [fake, real_logits, fake_logits, stacked],
        "moving": [v.name for v in tf.global_variables() if "moving" in v.name],
    }
