"""A residual net in loops over blocks with scopes by their names, weight decay in a collection, lr as a variable."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(1)


def weight(shape, decay=0.01):
    w = tf.get_variable("w", shape, initializer=tf.constant_initializer(rng.randn(*shape) * 0.2), regularizer=None)
    tf.add_to_collection("losses", tf.multiply(tf.nn.l2_loss(w), decay, name="weight_loss"))
    return w


def conv(x, size, n_out, stride, scope):
    with tf.variable_scope(scope):
        w = weight([size, size, x.shape[-1].value if hasattr(x.shape[-1], "value") else x.shape[-1], n_out])
        return tf.nn.conv2d(x, w, strides=[1, stride, stride, 1], padding="SAME")


x = tf.placeholder(tf.float32, [None, 8, 8, 3])
y = tf.placeholder(tf.int64, [None])
net = tf.nn.relu(conv(x, 3, 4, 1, "conv1"))
for block_i, (n_out, n_repeat) in enumerate([(4, 2), (8, 1)]):
    for repeat_i in range(n_repeat):
        name = "block_%d/repeat_%d" % (block_i, repeat_i)
        stride = 2 if block_i else 1
        inner = conv(tf.nn.elu(conv(net, 1, n_out, stride, name + "/conv_in")), 3, n_out, 1, name + "/conv_bottleneck")
        shortcut = (
            net
            if stride == 1
            else tf.pad(tf.nn.avg_pool(net, [1, 2, 2, 1], [1, 2, 2, 1], "VALID"), [[0, 0], [0, 0], [0, 0], [2, 2]])
        )
        net = inner + shortcut
net = tf.reduce_mean(net, [1, 2])
logits = tf.matmul(net, tf.get_variable("out", [8, 2], initializer=tf.constant_initializer(rng.randn(8, 2))))
cross_entropy = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=y))
tf.add_to_collection("losses", cross_entropy)
total = tf.add_n(tf.get_collection("losses"), name="total_loss")

lr = tf.Variable(0.0, trainable=False)
new_lr = tf.placeholder(tf.float32, shape=[], name="new_learning_rate")
lr_update = tf.assign(lr, new_lr)
grads, norm = tf.clip_by_global_norm(tf.gradients(total, tf.trainable_variables()), 5)
optimizer = tf.train.MomentumOptimizer(lr, 0.9)
train = optimizer.apply_gradients(zip(grads, tf.trainable_variables()), global_step=tf.train.get_or_create_global_step())

data, labels = rng.randn(8, 8, 8, 3), np.arange(8) % 2
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = []
    for i in range(6):
        sess.run(lr_update, feed_dict={new_lr: 0.1 * 0.5**i})
        losses.append(sess.run([total, norm, train], {x: data, y: labels})[:2])
    RESULT = {
        "losses": losses,
        "logits": sess.run(logits, {x: data}),
        "rate": sess.run(lr),
        "step": sess.run(tf.train.get_global_step()),
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "collected": [each.name for each in tf.get_collection("losses")],
        "tensors": [logits, total, norm],
    }
