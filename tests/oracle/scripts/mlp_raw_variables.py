"""Two hidden layers whose weights live in dicts; Adam; the graph's names listed to the end."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
n_input, n_hidden_1, n_hidden_2, n_classes = 12, 16, 8, 3

X = tf.placeholder("float", [None, n_input])
Y = tf.placeholder("float", [None, n_classes])


def values(*shape):
    return tf.Variable(0.3 * rng.randn(*shape).astype(np.float32))


weights = {"h1": values(n_input, n_hidden_1), "h2": values(n_hidden_1, n_hidden_2), "out": values(n_hidden_2, n_classes)}
biases = {"b1": values(n_hidden_1), "b2": values(n_hidden_2), "out": values(n_classes)}


def multilayer_perceptron(x):
    layer_1 = tf.nn.relu(tf.add(tf.matmul(x, weights["h1"]), biases["b1"]))
    layer_2 = tf.nn.sigmoid(tf.add(tf.matmul(layer_1, weights["h2"]), biases["b2"]))
    return tf.matmul(layer_2, weights["out"]) + biases["out"]


logits = multilayer_perceptron(X)
loss_op = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=Y))
optimizer = tf.train.AdamOptimizer(learning_rate=0.01)
train_op = optimizer.minimize(loss_op)
init = tf.global_variables_initializer()

batch_x = rng.randn(60, n_input).astype(np.float32)
batch_y = np.eye(n_classes)[np.argmax(batch_x[:, :n_classes], 1)]

with tf.Session() as sess:
    sess.run(init)
    losses = []
    for epoch in range(25):
        _, c = sess.run([train_op, loss_op], feed_dict={X: batch_x, Y: batch_y})
        losses.append(c)
    pred = tf.nn.softmax(logits)
    correct_prediction = tf.equal(tf.argmax(pred, 1), tf.argmax(Y, 1))
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))
    RESULT = {
        "losses": losses,
        "accuracy": accuracy.eval({X: batch_x, Y: batch_y}),
        "variables": [v.name for v in tf.global_variables()],
        "slots": optimizer.get_slot_names(),
        "m": sess.run(optimizer.get_slot(weights["h1"], "m")),
        "logits": logits,
        "prediction": pred,
    }
