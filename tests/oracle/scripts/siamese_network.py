"""Two branches with one set of weights told near pairs from far ones: contrastive loss, reuse, distances; then triplets."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(21)
left, right = rng.randn(12, 6).astype(np.float32), rng.randn(12, 6).astype(np.float32)
is_same = (np.arange(12) % 2).astype(np.float32)
right[is_same == 1] = left[is_same == 1] + 0.1
shapes = {"fc1": (6, 5), "fc2": (5, 2)}
kernels = {name: rng.normal(0, 0.4, shape) for name, shape in shapes.items()}


class Siamese:
    def __init__(self):
        self.x1 = tf.placeholder(tf.float32, [None, 6])
        self.x2 = tf.placeholder(tf.float32, [None, 6])
        with tf.variable_scope("siamese") as scope:
            self.o1 = self.network(self.x1)
            scope.reuse_variables()
            self.o2 = self.network(self.x2)
        self.y_ = tf.placeholder(tf.float32, [None])
        self.loss = self.loss_with_spring()

    def network(self, x):
        fc1 = self.fc_layer(x, 5, "fc1")
        return self.fc_layer(tf.nn.relu(fc1), 2, "fc2")

    def fc_layer(self, bottom, n_weight, name):
        assert len(bottom.get_shape()) == 2
        n_prev_weight = bottom.get_shape()[1]
        W = tf.get_variable(
            name + "W", dtype=tf.float32, shape=[n_prev_weight, n_weight], initializer=tf.constant_initializer(kernels[name])
        )
        b = tf.get_variable(name + "b", dtype=tf.float32, initializer=tf.constant(0.01, shape=[n_weight], dtype=tf.float32))
        return tf.nn.bias_add(tf.matmul(bottom, W), b)

    def loss_with_spring(self):
        margin = 2.0
        labels_t = self.y_
        labels_f = tf.subtract(1.0, self.y_, name="1-yi")
        eucd2 = tf.reduce_sum(tf.pow(tf.subtract(self.o1, self.o2), 2), 1)
        eucd = tf.sqrt(eucd2 + 1e-6, name="eucd")
        C = tf.constant(margin, name="C")
        pos = tf.multiply(labels_t, eucd2, name="yi_x_eucd2")
        neg = tf.multiply(labels_f, tf.pow(tf.maximum(tf.subtract(C, eucd), 0), 2), name="Nyi_x_C-eucd_xx_2")
        losses = tf.add(pos, neg, name="losses")
        return tf.reduce_mean(losses, name="loss")


sess = tf.InteractiveSession()
siamese = Siamese()
train_step = tf.train.GradientDescentOptimizer(0.05).minimize(siamese.loss)
anchor, positive, negative = (tf.nn.l2_normalize(each, axis=1) for each in (siamese.o1, siamese.o2, tf.reverse(siamese.o2, [0])))
d_pos = tf.reduce_sum(tf.square(anchor - positive), 1)
d_neg = tf.reduce_sum(tf.square(anchor - negative), 1)
triplet = tf.reduce_mean(tf.maximum(0.0, 0.2 + d_pos - d_neg))
cosine = tf.losses.cosine_distance(anchor, positive, axis=1)
tf.global_variables_initializer().run()
losses = []
feed = {siamese.x1: left, siamese.x2: right, siamese.y_: is_same}
for _ in range(20):
    _, value = sess.run([train_step, siamese.loss], feed_dict=feed)
    losses.append(value)
RESULT = {
    "losses": losses[::5],
    "embedding": siamese.o1.eval({siamese.x1: left}),
    "others": sess.run([triplet, cosine], feed),
    "variables": [v.name for v in tf.global_variables()],
    "tensors": [siamese.o1, siamese.o2, siamese.loss, triplet],
}
sess.close()
