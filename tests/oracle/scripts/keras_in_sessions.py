"""Keras' layers and losses in a graph that a session trains: placeholders, the learning phase, tf.train's optimizers."""

import numpy as np

import tensorflow.compat.v1 as tf

K = tf.keras.backend
rng = np.random.RandomState(7)
x_in = rng.randn(10, 4).astype(np.float32)
y_in = np.eye(3, dtype=np.float32)[rng.randint(0, 3, 10)]

x = tf.placeholder(tf.float32, [None, 4], name="x")
y = tf.placeholder(tf.float32, [None, 3], name="y")
hidden = tf.keras.layers.Dense(6, activation=tf.nn.elu, kernel_initializer=tf.constant_initializer(0.1), name="hidden")(x)
dropped = tf.keras.layers.Dropout(0.5)(hidden)
last = tf.keras.layers.Dense(3, activation="softmax", kernel_initializer="zeros", bias_initializer=tf.constant_initializer(0.2))
said = last(dropped)
loss = tf.reduce_mean(tf.keras.losses.categorical_crossentropy(y, said))
right = tf.reduce_mean(tf.keras.metrics.categorical_accuracy(y, said))
step = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    K.set_session(sess)
    sess.run(tf.global_variables_initializer())
    feeds = {x: x_in, y: y_in}
    losses = [sess.run([step, loss], {**feeds, K.learning_phase(): 0})[1] for _ in range(4)]
    found = sess.run([right, said], {**feeds, K.learning_phase(): 0})
    zeros = (sess.run(dropped, {x: x_in, K.learning_phase(): 1}) == 0).any()

    some, other = tf.constant([[0.2, 0.7, 0.1], [0.5, 0.3, 0.2]]), tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    names = ["mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error"]
    names += ["hinge", "squared_hinge", "categorical_hinge", "logcosh", "poisson", "kullback_leibler_divergence"]
    names += ["binary_crossentropy", "categorical_crossentropy"]
    measured = {name: sess.run(getattr(tf.keras.losses, name)(other, some)) for name in names}
    numbers = tf.constant([[1.0], [2.0]])
    measured["sparse"] = sess.run(tf.keras.losses.sparse_categorical_crossentropy(numbers, some))
    measured["huber"] = sess.run(tf.keras.losses.Huber(0.3)(other, some))
    z = tf.constant([[-2.0, -0.5, 0.5, 3.0]])
    activated = {
        name: sess.run(tf.keras.activations.get(name)(z))
        for name in ["elu", "selu", "relu", "softplus", "softsign", "tanh", "sigmoid", "hard_sigmoid", "linear", "softmax"]
    }

RESULT = {
    "losses": losses,
    "found": found,
    "zeros": bool(zeros),
    "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
    "tensors": [hidden.shape.as_list(), said.name],
    "measured": measured,
    "activated": activated,
}
