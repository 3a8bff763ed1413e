"""Capsules with routing by agreement: einsum-free products of tiles, a while loop over iterations, margin loss."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(13)
caps1_n, caps1_dims, caps2_n, caps2_dims = 6, 4, 3, 5
X = tf.placeholder(shape=[None, caps1_n, caps1_dims], dtype=tf.float32, name="X")
y = tf.placeholder(shape=[None], dtype=tf.int64, name="y")


def squash(s, axis=-1, epsilon=1e-7, name=None):
    with tf.name_scope(name, default_name="squash"):
        squared_norm = tf.reduce_sum(tf.square(s), axis=axis, keepdims=True)
        safe_norm = tf.sqrt(squared_norm + epsilon)
        return squared_norm / (1.0 + squared_norm) * (s / safe_norm)


def safe_norm(s, axis=-1, epsilon=1e-7, keepdims=False, name=None):
    with tf.name_scope(name, default_name="safe_norm"):
        return tf.sqrt(tf.reduce_sum(tf.square(s), axis=axis, keepdims=keepdims) + epsilon)


caps1_output = squash(X, name="caps1_output")
W = tf.Variable(rng.normal(0, 0.3, (1, caps1_n, caps2_n, caps2_dims, caps1_dims)).astype(np.float32), name="W")
batch_size = tf.shape(X)[0]
W_tiled = tf.tile(W, [batch_size, 1, 1, 1, 1], name="W_tiled")
expanded = tf.expand_dims(tf.expand_dims(caps1_output, -1), 2, name="caps1_output_tile")
caps1_output_tiled = tf.tile(expanded, [1, 1, caps2_n, 1, 1], name="caps1_output_tiled")
caps2_predicted = tf.matmul(W_tiled, caps1_output_tiled, name="caps2_predicted")
raw_weights = tf.zeros([batch_size, caps1_n, caps2_n, 1, 1], dtype=np.float32, name="raw_weights")


def routed(weights):
    routing = tf.nn.softmax(weights, axis=2)
    weighted = tf.reduce_sum(tf.multiply(routing, caps2_predicted), axis=1, keepdims=True)
    return squash(weighted, axis=-2)


def condition(weights, counter):
    return tf.less(counter, 3)


def loop_body(weights, counter):
    output = routed(weights)
    tiled = tf.tile(output, [1, caps1_n, 1, 1, 1])
    agreement = tf.matmul(caps2_predicted, tiled, transpose_a=True)
    return tf.add(weights, agreement), tf.add(counter, 1)


counter = tf.constant(1)
with tf.name_scope("compute_sum_of_squares"):
    final_weights, rounds = tf.while_loop(condition, loop_body, [raw_weights, counter])
caps2_output = routed(final_weights)
y_proba = safe_norm(caps2_output, axis=-2, name="y_proba")
y_pred = tf.squeeze(tf.argmax(y_proba, axis=2, name="y_proba_argmax"), axis=[1, 2], name="y_pred")
T = tf.one_hot(y, depth=caps2_n, name="T")
norm = tf.reshape(safe_norm(caps2_output, axis=-2, keepdims=True), shape=(-1, caps2_n))
present = tf.square(tf.maximum(0.0, 0.9 - norm), name="present_error")
absent = tf.square(tf.maximum(0.0, norm - 0.1), name="absent_error")
loss = tf.reduce_mean(tf.reduce_sum(tf.add(T * present, 0.5 * (1.0 - T) * absent, name="L"), axis=1), name="margin_loss")
accuracy = tf.reduce_mean(tf.cast(tf.equal(y, y_pred), tf.float32), name="accuracy")
training_op = tf.train.AdamOptimizer(0.05).minimize(loss, name="training_op")
x_data, y_data = rng.randn(10, caps1_n, caps1_dims), rng.randint(0, caps2_n, 10)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {X: x_data, y: y_data}
    losses = [sess.run([loss, training_op], feed)[0] for _ in range(6)]
    RESULT = {
        "losses": losses,
        "probabilities": sess.run(y_proba, feed),
        "rounds": sess.run(rounds, feed),
        "shapes": [caps2_predicted.shape, caps2_output.shape, y_pred, loss],
        "op": training_op.name,
    }
