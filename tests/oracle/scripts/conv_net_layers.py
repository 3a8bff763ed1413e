"""A conv net of tf.layers in a function that is called twice with reuse, for training and for testing."""

import numpy as np

import tensorflow.compat.v1 as tf

tf.set_random_seed(1)
rng = np.random.RandomState(0)


def conv_net(x, n_classes, dropout, reuse, is_training):
    with tf.variable_scope("ConvNet", reuse=reuse):
        x = tf.reshape(x, shape=[-1, 12, 12, 1])
        conv1 = tf.layers.conv2d(x, 8, 5, activation=tf.nn.relu)
        conv1 = tf.layers.max_pooling2d(conv1, 2, 2)
        conv2 = tf.layers.conv2d(inputs=conv1, filters=8, kernel_size=[3, 3], padding="same", activation=tf.nn.relu)
        conv2 = tf.layers.average_pooling2d(conv2, pool_size=[2, 2], strides=2)
        fc1 = tf.layers.flatten(conv2)
        fc1 = tf.layers.dense(fc1, 16)
        fc1 = tf.layers.dropout(fc1, rate=dropout, training=is_training)
        return tf.layers.dense(fc1, n_classes)


images = tf.placeholder(tf.float32, [None, 144])
labels = tf.placeholder(tf.int32, [None])
logits_train = conv_net(images, 3, 0.25, reuse=False, is_training=True)
logits_test = conv_net(images, 3, 0.25, reuse=True, is_training=False)

loss_op = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits_train, labels=labels))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss_op, global_step=tf.train.get_or_create_global_step())
pred_classes = tf.argmax(logits_test, axis=1)

target = (np.arange(30) % 3).astype(np.int32)
data = rng.rand(30, 144).astype(np.float32) * 0.3
for row, label in enumerate(target):
    data[row].reshape(12, 12)[label * 4 : label * 4 + 4] += 1
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    first = sess.run(loss_op, {images: data, labels: target})
    for _ in range(15):
        sess.run(train_op, {images: data, labels: target})
    last = sess.run(loss_op, {images: data, labels: target})
    RESULT = {
        "learnt": bool(last < first),
        "step": sess.run(tf.train.get_global_step()),
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "logits": [logits_train, logits_test],
        "same twice": bool(np.array_equal(*[sess.run(logits_test, {images: data}) for _ in range(2)])),
        "classes": pred_classes,
        "dtype": sess.run(pred_classes, {images: data}).dtype.name,
    }
