"""An autoencoder with sigmoids and RMSProp on squared error."""

import numpy as np

import tensorflow.compat.v1 as tf
from tensorflow.examples.tutorials.mnist import input_data

np.random.seed(0)
mnist = input_data.read_data_sets("MNIST_data/", one_hot=True)
rng = np.random.RandomState(0)

num_input, num_hidden_1, num_hidden_2 = 784, 32, 16
X = tf.placeholder("float", [None, num_input])


def normal(*shape):
    return tf.Variable(tf.constant(rng.randn(*shape).astype(np.float32) * 0.1))


weights = {
    "encoder_h1": normal(num_input, num_hidden_1),
    "encoder_h2": normal(num_hidden_1, num_hidden_2),
    "decoder_h1": normal(num_hidden_2, num_hidden_1),
    "decoder_h2": normal(num_hidden_1, num_input),
}
biases = {
    "encoder_b1": normal(num_hidden_1),
    "encoder_b2": normal(num_hidden_2),
    "decoder_b1": normal(num_hidden_1),
    "decoder_b2": normal(num_input),
}


def encoder(x):
    layer_1 = tf.nn.sigmoid(tf.add(tf.matmul(x, weights["encoder_h1"]), biases["encoder_b1"]))
    return tf.nn.sigmoid(tf.add(tf.matmul(layer_1, weights["encoder_h2"]), biases["encoder_b2"]))


def decoder(x):
    layer_1 = tf.nn.sigmoid(tf.add(tf.matmul(x, weights["decoder_h1"]), biases["decoder_b1"]))
    return tf.nn.sigmoid(tf.add(tf.matmul(layer_1, weights["decoder_h2"]), biases["decoder_b2"]))


encoder_op = encoder(X)
decoder_op = decoder(encoder_op)
y_pred, y_true = decoder_op, X
loss = tf.reduce_mean(tf.pow(y_true - y_pred, 2))
optimizer = tf.train.RMSPropOptimizer(0.01).minimize(loss)

images = mnist.train.images[:200]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([optimizer, loss], feed_dict={X: images})[1] for _ in range(15)]
    RESULT = {
        "losses": losses,
        "code": sess.run(encoder_op, {X: images[:4]}),
        "shapes": [encoder_op, decoder_op],
        "less": bool(losses[-1] < losses[0]),
        "variables": [v.name for v in tf.global_variables()],
    }
