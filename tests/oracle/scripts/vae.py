"""A variational autoencoder: two heads, the reparametrisation with fed noise, KL divergence."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
image_dim, hidden_dim, latent_dim = 16, 10, 2


def given(*shape):
    return tf.Variable((rng.randn(*shape) / np.sqrt(shape[0] / 2.0)).astype(np.float32))


weights = {
    "encoder_h1": given(image_dim, hidden_dim),
    "z_mean": given(hidden_dim, latent_dim),
    "z_std": given(hidden_dim, latent_dim),
    "decoder_h1": given(latent_dim, hidden_dim),
    "decoder_out": given(hidden_dim, image_dim),
}
biases = {
    name: tf.Variable(tf.zeros([w.shape[1].value if hasattr(w.shape[1], "value") else w.shape[1]])) for name, w in weights.items()
}

input_image = tf.placeholder(tf.float32, shape=[None, image_dim])
eps = tf.placeholder(tf.float32, shape=[None, latent_dim], name="epsilon")
encoder = tf.nn.tanh(tf.matmul(input_image, weights["encoder_h1"]) + biases["encoder_h1"])
z_mean = tf.matmul(encoder, weights["z_mean"]) + biases["z_mean"]
z_std = tf.matmul(encoder, weights["z_std"]) + biases["z_std"]
z = z_mean + tf.exp(z_std / 2) * eps
decoder = tf.nn.tanh(tf.matmul(z, weights["decoder_h1"]) + biases["decoder_h1"])
decoder = tf.nn.sigmoid(tf.matmul(decoder, weights["decoder_out"]) + biases["decoder_out"])


def vae_loss(x_reconstructed, x_true):
    encode_decode_loss = x_true * tf.log(1e-10 + x_reconstructed) + (1 - x_true) * tf.log(1e-10 + 1 - x_reconstructed)
    encode_decode_loss = -tf.reduce_sum(encode_decode_loss, 1)
    kl_div_loss = 1 + z_std - tf.square(z_mean) - tf.exp(z_std)
    kl_div_loss = -0.5 * tf.reduce_sum(kl_div_loss, 1)
    return tf.reduce_mean(encode_decode_loss + kl_div_loss)


loss_op = vae_loss(decoder, input_image)
train_op = tf.train.RMSPropOptimizer(learning_rate=0.005).minimize(loss_op)

images = (rng.rand(40, image_dim) > 0.5).astype(np.float32)
noise = rng.randn(40, latent_dim)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([train_op, loss_op], {input_image: images, eps: noise})[1] for _ in range(20)]
    RESULT = {
        "losses": losses,
        # Any tensor can be fed: the decoder alone.
        "decoded": sess.run(decoder, feed_dict={z: [[0.5, -0.5]]}),
        "tensors": [z, decoder, loss_op],
        "random": tf.random_normal(tf.shape(z_std), dtype=tf.float32, mean=0.0, stddev=1.0, name="drawn"),
    }
