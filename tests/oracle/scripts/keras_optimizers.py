"""Each of keras' optimizers on the same small problem, with clipping and decay; its rate read and changed."""

import numpy as np

import tensorflow.compat.v1 as tf

K, optimizers = tf.keras.backend, tf.keras.optimizers
rng = np.random.RandomState(11)
x = rng.rand(12, 3).astype(np.float32)
y = x @ np.array([[1.0], [-2.0], [0.5]], np.float32)
start = [rng.rand(3, 2), np.zeros(2), rng.rand(2, 1), np.zeros(1)]

made = {
    "sgd": optimizers.SGD(lr=0.1),
    "nesterov": optimizers.SGD(0.1, momentum=0.8, nesterov=True),
    "clipped": optimizers.SGD(0.1, clipnorm=0.1),
    "cut": optimizers.SGD(0.1, clipvalue=0.05),
    "rmsprop": optimizers.RMSprop(0.01),
    "rmsprop momentum": optimizers.RMSprop(0.01, momentum=0.5, centered=True),
    "adagrad": optimizers.Adagrad(0.1),
    "adadelta": optimizers.Adadelta(1.0),
    "adam": optimizers.Adam(0.05),
    "amsgrad": optimizers.Adam(0.05, amsgrad=True),
    "adamax": optimizers.Adamax(0.05),
    "nadam": optimizers.Nadam(0.05),
}
found = {}
for name, optimizer in made.items():
    model = tf.keras.Sequential([tf.keras.layers.Dense(2, activation="tanh", input_dim=3), tf.keras.layers.Dense(1)])
    model.set_weights(start)
    model.compile(optimizer, "mse")
    losses = [float(model.train_on_batch(x, y)) for _ in range(4)]
    K.set_value(optimizer.lr, 0.0)
    stopped = [float(model.train_on_batch(x, y)) for _ in range(2)]
    found[name] = (losses, model.get_weights(), round(stopped[0] - stopped[1], 6))

RESULT = found
