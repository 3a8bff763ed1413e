"""A Gaussian made of ops, a Gabor kernel from it, and a picture convolved: graphs as pocket calculators."""

import numpy as np
import tensorflow.compat.v1 as tf

n_values = 9
x = tf.linspace(-3.0, 3.0, n_values)
sess = tf.InteractiveSession()
mean, sigma = 0.0, 1.0
z = tf.exp(tf.negative(tf.pow(x - mean, 2.0) / (2.0 * tf.pow(sigma, 2.0)))) * (1.0 / (sigma * tf.sqrt(2.0 * 3.1415)))
on_default = z.graph is tf.get_default_graph()
stacked = tf.stack([tf.shape(z), tf.shape(z), [3], [4]])

ksize = z.get_shape().as_list()[0]
z_2d = tf.matmul(tf.reshape(z, [ksize, 1]), tf.reshape(z, [1, ksize]))
ys = tf.sin(tf.reshape(tf.linspace(-3.0, 3.0, ksize), tf.stack([ksize, 1])))
waves = tf.matmul(ys, tf.reshape(tf.ones_like(x), [1, ksize]))
gabor = tf.multiply(waves, z_2d)

image = np.random.RandomState(0).rand(16, 20)
img = tf.placeholder(tf.float32, shape=[None, None], name="img")
img_4d = tf.reshape(tf.expand_dims(tf.expand_dims(img, 2), 0), tf.stack([1, tf.shape(img)[0], tf.shape(img)[1], 1]))
gabor_4d = tf.reshape(gabor, tf.stack([ksize, ksize, 1, 1]))
convolved = tf.squeeze(tf.nn.conv2d(img_4d, gabor_4d, strides=[1, 1, 1, 1], padding="SAME", name="convolved"))

RESULT = {
    "z": z.eval(),
    "on default": on_default,
    "stacked": stacked.eval(),
    "gabor": gabor.eval(),
    "convolved": convolved.eval(feed_dict={img: image}),
    "operations": [op.name for op in tf.get_default_graph().get_operations() if not op.name.startswith("linspace")],
    "tensors": [z, z_2d, img_4d, convolved],
}
sess.close()
