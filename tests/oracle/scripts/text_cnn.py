"""Sentences classified by convolutions of several widths over word vectors, pooled over time, with L2 on the last layer."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(2)
sequence_length, num_classes, vocab_size, embedding_size, num_filters = 8, 2, 20, 6, 3
x_train = rng.randint(0, vocab_size, (32, sequence_length))
y_train = np.eye(2)[(x_train == 3).any(1).astype(int)]


def given(*shape):
    return tf.constant(rng.uniform(-0.5, 0.5, shape), tf.float32)


class TextCNN(object):
    def __init__(self, filter_sizes, l2_reg_lambda=0.0):
        self.input_x = tf.placeholder(tf.int32, [None, sequence_length], name="input_x")
        self.input_y = tf.placeholder(tf.float32, [None, num_classes], name="input_y")
        self.dropout_keep_prob = tf.placeholder(tf.float32, name="dropout_keep_prob")
        l2_loss = tf.constant(0.0)
        with tf.device("/cpu:0"), tf.name_scope("embedding"):
            self.W = tf.Variable(given(vocab_size, embedding_size), name="W")
            self.embedded_chars = tf.nn.embedding_lookup(self.W, self.input_x)
            self.embedded_chars_expanded = tf.expand_dims(self.embedded_chars, -1)
        pooled_outputs = []
        for i, filter_size in enumerate(filter_sizes):
            with tf.name_scope("conv-maxpool-%s" % filter_size):
                W = tf.Variable(given(filter_size, embedding_size, 1, num_filters), name="W")
                b = tf.Variable(tf.constant(0.1, shape=[num_filters]), name="b")
                conv = tf.nn.conv2d(self.embedded_chars_expanded, W, strides=[1, 1, 1, 1], padding="VALID", name="conv")
                h = tf.nn.relu(tf.nn.bias_add(conv, b), name="relu")
                pooled = tf.nn.max_pool(
                    h, ksize=[1, sequence_length - filter_size + 1, 1, 1], strides=[1, 1, 1, 1], padding="VALID", name="pool"
                )
                pooled_outputs.append(pooled)
        num_filters_total = num_filters * len(filter_sizes)
        self.h_pool = tf.concat(pooled_outputs, 3)
        self.h_pool_flat = tf.reshape(self.h_pool, [-1, num_filters_total])
        with tf.name_scope("dropout"):
            self.h_drop = tf.nn.dropout(self.h_pool_flat, self.dropout_keep_prob)
        with tf.name_scope("output"):
            W = tf.get_variable("W", initializer=given(num_filters_total, num_classes))
            b = tf.Variable(tf.constant(0.1, shape=[num_classes]), name="b")
            l2_loss += tf.nn.l2_loss(W)
            l2_loss += tf.nn.l2_loss(b)
            self.scores = tf.nn.xw_plus_b(self.h_drop, W, b, name="scores")
            self.predictions = tf.argmax(self.scores, 1, name="predictions")
        with tf.name_scope("loss"):
            losses = tf.nn.softmax_cross_entropy_with_logits(logits=self.scores, labels=self.input_y)
            self.loss = tf.reduce_mean(losses) + l2_reg_lambda * l2_loss
        with tf.name_scope("accuracy"):
            correct_predictions = tf.equal(self.predictions, tf.argmax(self.input_y, 1))
            self.accuracy = tf.reduce_mean(tf.cast(correct_predictions, "float"), name="accuracy")


with tf.Graph().as_default():
    session_conf = tf.ConfigProto(allow_soft_placement=True, log_device_placement=False)
    sess = tf.Session(config=session_conf)
    with sess.as_default():
        cnn = TextCNN(filter_sizes=[2, 3, 4], l2_reg_lambda=0.01)
        global_step = tf.Variable(0, name="global_step", trainable=False)
        optimizer = tf.train.AdamOptimizer(0.01)
        grads_and_vars = optimizer.compute_gradients(cnn.loss)
        train_op = optimizer.apply_gradients(grads_and_vars, global_step=global_step)
        grad_summaries = []
        for g, v in grads_and_vars:
            if g is not None:
                grad_summaries.append(tf.summary.histogram("{}/grad/hist".format(v.name), g))
                grad_summaries.append(tf.summary.scalar("{}/grad/sparsity".format(v.name), tf.nn.zero_fraction(g)))
        merged = tf.summary.merge(grad_summaries)
        sess.run(tf.global_variables_initializer())
        history = []
        for start in range(0, 32, 8):
            feed_dict = {
                cnn.input_x: x_train[start : start + 8],
                cnn.input_y: y_train[start : start + 8],
                cnn.dropout_keep_prob: 1.0,
            }
            _, step, summaries, loss, accuracy = sess.run([train_op, global_step, merged, cnn.loss, cnn.accuracy], feed_dict)
            history.append([step, loss, accuracy])
        tags = [value.tag for value in tf.Summary.FromString(summaries).value]
        RESULT = {
            "history": history,
            "tags": sorted(tags),
            "variables": [v.name for v in tf.trainable_variables()],
            "gradients": [isinstance(g, tf.IndexedSlices) for g, _ in grads_and_vars],
            "tensors": [cnn.scores, cnn.h_pool, cnn.predictions, cnn.accuracy, cnn.loss],
        }
