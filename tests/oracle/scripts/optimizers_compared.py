"""One problem, every optimizer: the same losses, slots and variable names."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(1)
data = rng.randn(30, 3).astype(np.float32)
target = (data @ np.array([[1.0], [-2.0], [0.5]]) + 0.3).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

MAKERS = {
    "sgd": lambda: tf.train.GradientDescentOptimizer(0.1),
    "momentum": lambda: tf.train.MomentumOptimizer(0.05, momentum=0.9),
    "nesterov": lambda: tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True),
    "adagrad": lambda: tf.train.AdagradOptimizer(0.3),
    "adadelta": lambda: tf.train.AdadeltaOptimizer(1.0, rho=0.9),
    "rmsprop": lambda: tf.train.RMSPropOptimizer(0.05, decay=0.9),
    "centered": lambda: tf.train.RMSPropOptimizer(0.05, 0.9, momentum=0.5, centered=True),
    "adam": lambda: tf.train.AdamOptimizer(0.1),
    "ftrl": lambda: tf.train.FtrlOptimizer(0.3, l1_regularization_strength=0.001),
    "proximal": lambda: tf.train.ProximalGradientDescentOptimizer(0.1, l2_regularization_strength=0.01),
}
nets = {}
for name, make in MAKERS.items():
    with tf.variable_scope(name):
        w = tf.get_variable("w", [3, 1], initializer=tf.constant_initializer([0.1, 0.2, -0.1]))
        table = tf.get_variable("table", [4, 1], initializer=tf.constant_initializer([0.1, 0.2, 0.3, 0.4]))
        shift = tf.reduce_sum(tf.nn.embedding_lookup(table, [1, 3, 1]))
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + shift - y))
        optimizer = make()
        nets[name] = (loss, optimizer.minimize(loss), [w, table], optimizer)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = {}
    for name, (loss, train, _, _) in nets.items():
        losses[name] = [sess.run([loss, train], {x: data, y: target})[0] for _ in range(1)]
        for _ in range(6):
            sess.run(train, {x: data, y: target})
        losses[name].append(sess.run(loss, {x: data, y: target}))
    RESULT = {
        "losses": {name: values[1] for name, values in losses.items()},
        "weights": {name: sess.run(net[2]) for name, net in nets.items()},
        "variables": [v.name for v in tf.global_variables()],
        "slots": {name: net[3].get_slot_names() for name, net in nets.items()},
        "names": {name: net[3].get_name() for name, net in nets.items()},
        "steps": [net[1].name for net in nets.values()],
    }
