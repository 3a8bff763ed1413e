"""An image trained, not a network: content and Gram matrices of fixed convolutions, total variation, two sessions."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(4)
height, width = 8, 10
content_img, style_img = (rng.uniform(0, 255, (1, height, width, 3)).astype(np.float32) for _ in range(2))
kernels = [rng.normal(0, 0.1, shape).astype(np.float32) for shape in ((3, 3, 3, 4), (3, 3, 4, 5))]


class Net(object):
    def __init__(self, input_img):
        self.input_img = input_img
        self.mean_pixels = np.array([123.68, 116.779, 103.939]).reshape((1, 1, 1, 3))

    def conv2d_relu(self, prev_layer, layer_idx, layer_name):
        with tf.variable_scope(layer_name):
            W = tf.constant(kernels[layer_idx], name="weights")
            b = tf.constant(np.zeros(kernels[layer_idx].shape[-1], np.float32), name="bias")
            conv2d = tf.nn.conv2d(prev_layer, filter=W, strides=[1, 1, 1, 1], padding="SAME")
            out = tf.nn.relu(conv2d + b)
        setattr(self, layer_name, out)

    def avgpool(self, prev_layer, layer_name):
        with tf.variable_scope(layer_name):
            out = tf.nn.avg_pool(prev_layer, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")
        setattr(self, layer_name, out)

    def load(self):
        self.conv2d_relu(self.input_img, 0, "conv1_1")
        self.avgpool(self.conv1_1, "avgpool1")
        self.conv2d_relu(self.avgpool1, 1, "conv2_1")


with tf.variable_scope("input"):
    input_img = tf.get_variable("in_img", shape=[1, height, width, 3], dtype=tf.float32, initializer=tf.zeros_initializer())
net = Net(input_img)
net.load()
content_img, style_img = content_img - net.mean_pixels, style_img - net.mean_pixels


def gram_matrix(F, N, M):
    F = tf.reshape(F, (M, N))
    return tf.matmul(tf.transpose(F), F)


def single_style_loss(a, g):
    N = a.shape[3]
    M = a.shape[1] * a.shape[2]
    return tf.reduce_sum((gram_matrix(g, N, M) - gram_matrix(a, N, M)) ** 2 / ((2 * N * M) ** 2))


with tf.variable_scope("losses"):
    with tf.Session() as sess:
        sess.run(input_img.assign(content_img))
        content_features = sess.run(net.conv2_1)
    content_loss = tf.reduce_sum((net.conv2_1 - content_features) ** 2) / (4.0 * content_features.size)
    with tf.Session() as sess:
        sess.run(input_img.assign(style_img))
        style_features = sess.run([net.conv1_1, net.conv2_1])
    weights = [0.5, 1.0]
    style_loss = sum(
        weights[i] * single_style_loss(style_features[i], layer) for i, layer in enumerate([net.conv1_1, net.conv2_1])
    )
    variation = tf.nn.l2_loss(input_img[:, 1:, :, :] - input_img[:, : height - 1, :, :]) / (height * width) + tf.nn.l2_loss(
        input_img[:, :, 1:, :] - input_img[:, :, : width - 1, :]
    ) / (height * width)
    total_loss = 0.01 * content_loss + 1.0 * style_loss + 1e-4 * variation
gstep = tf.Variable(0, dtype=tf.int32, trainable=False, name="global_step")
opt = tf.train.AdamOptimizer(2.0).minimize(total_loss, global_step=gstep)
with tf.name_scope("summaries"):
    tf.summary.scalar("content loss", content_loss)
    tf.summary.scalar("style loss", style_loss)
    tf.summary.scalar("total loss", total_loss)
    summary_op = tf.summary.merge_all()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(input_img.assign(content_img * 0.4))
    losses = []
    for index in range(gstep.eval(), 6):
        sess.run(opt)
        gen_image, loss, summary = sess.run([input_img, total_loss, summary_op])
        losses.append(loss)
    RESULT = {
        "losses": losses,
        "image": gen_image + net.mean_pixels,
        "tags": [v.tag for v in tf.Summary.FromString(summary).value],
        "shapes": [net.conv1_1.shape, net.avgpool1.get_shape().as_list(), content_loss, style_loss],
        "sum": int(style_features[0].shape[1] * style_features[0].shape[2]),
    }
