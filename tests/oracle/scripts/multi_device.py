"""Pinning to devices: functions, nesting, towers whose gradients are averaged, soft placement and logging options."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
A = rng.rand(8, 8).astype("float32")
B = rng.rand(8, 8).astype("float32")


def matpow(M, n):
    if n < 1:
        return M
    return tf.matmul(M, matpow(M, n - 1))


with tf.device("/cpu:0"):
    a = tf.placeholder(tf.float32, [8, 8])
    b = tf.placeholder(tf.float32, [8, 8])
    c1 = [matpow(a, 3), matpow(b, 3)]
with tf.device("/device:CPU:0"):
    total = tf.add_n(c1)
with tf.device("/job:localhost/task:0"), tf.device("/cpu:0"):
    nested = tf.constant(1.0)
    with tf.device(None):
        free = tf.constant(2.0)
with tf.device(lambda op: "/cpu:0" if op.type == "Const" else ""):
    by_function = [tf.constant(3.0), tf.placeholder(tf.float32, [])]
with tf.colocate_with(nested):
    beside = tf.identity(nested)


def average_gradients(tower_grads):
    average = []
    for grad_and_vars in zip(*tower_grads):
        grads = [tf.expand_dims(g, 0) for g, _ in grad_and_vars]
        grad = tf.reduce_mean(tf.concat(axis=0, values=grads), 0)
        average.append((grad, grad_and_vars[0][1]))
    return average


X = tf.placeholder(tf.float32, [8, 3])
opt = tf.train.GradientDescentOptimizer(0.1)
tower_grads, reuse = [], False
for i in range(2):
    with tf.device("/cpu:0"), tf.name_scope("tower_%d" % i):
        half = X[i * 4 : (i + 1) * 4]
        with tf.variable_scope("model", reuse=reuse):
            w = tf.get_variable("w", [3, 1], initializer=tf.ones_initializer())
        loss = tf.reduce_mean(tf.square(tf.matmul(half, w) - 1.0))
        tower_grads.append(opt.compute_gradients(loss))
        reuse = True
train = opt.apply_gradients(average_gradients(tower_grads))

config = tf.ConfigProto(allow_soft_placement=True, log_device_placement=False)
config.gpu_options.allow_growth = True
with tf.Session(config=config) as sess:
    sess.run(tf.global_variables_initializer())
    data = rng.rand(8, 3)
    for _ in range(5):
        sess.run(train, {X: data})
    RESULT = {
        "total": sess.run(total, {a: A, b: B}),
        "constants": sess.run([nested, free, beside]),
        "w": sess.run(w),
        "devices": [total.device, nested.device, free.device, by_function[0].device, by_function[1].device],
        "loss": loss,
    }
