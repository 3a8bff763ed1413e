"""Actor, critic and their slowly following targets: soft updates by a custom getter, policy gradients through the critic."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(14)
S_DIM, A_DIM, TAU, GAMMA = 3, 1, 0.1, 0.9
kernels = {}


def init(name, *shape):
    if name not in kernels:
        kernels[name] = rng.normal(0, 0.3, shape)
    return tf.constant_initializer(kernels[name])


class DDPG(object):
    def __init__(self):
        self.sess = tf.Session()
        self.S = tf.placeholder(tf.float32, [None, S_DIM], "s")
        self.S_ = tf.placeholder(tf.float32, [None, S_DIM], "s_")
        self.R = tf.placeholder(tf.float32, [None, 1], "r")
        self.a = self._build_a(self.S)
        q = self._build_c(self.S, self.a)
        a_params = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="Actor")
        c_params = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="Critic")
        ema = tf.train.ExponentialMovingAverage(decay=1 - TAU)

        def ema_getter(getter, name, *args, **kwargs):
            return ema.average(getter(name, *args, **kwargs))

        target_update = [ema.apply(a_params), ema.apply(c_params)]
        a_ = self._build_a(self.S_, reuse=True, custom_getter=ema_getter)
        q_ = self._build_c(self.S_, a_, reuse=True, custom_getter=ema_getter)
        self.a_loss = -tf.reduce_mean(q)
        self.atrain = tf.train.AdamOptimizer(0.01).minimize(self.a_loss, var_list=a_params)
        self.target_update = tf.group(*target_update)
        q_target = self.R + GAMMA * q_
        self.td_error = tf.losses.mean_squared_error(labels=q_target, predictions=q)
        self.ctrain = tf.train.AdamOptimizer(0.02).minimize(self.td_error, var_list=c_params)
        self.averages = [ema.average(v) for v in a_params + c_params]
        self.params = a_params + c_params
        self.sess.run(tf.global_variables_initializer())

    def _build_a(self, s, reuse=None, custom_getter=None):
        trainable = reuse is None
        with tf.variable_scope("Actor", reuse=reuse, custom_getter=custom_getter):
            net = tf.layers.dense(
                s, 4, activation=tf.nn.relu, name="l1", trainable=trainable, kernel_initializer=init("a1", 3, 4)
            )
            a = tf.layers.dense(
                net, A_DIM, activation=tf.nn.tanh, name="a", trainable=trainable, kernel_initializer=init("a2", 4, 1)
            )
            return tf.multiply(a, 2.0, name="scaled_a")

    def _build_c(self, s, a, reuse=None, custom_getter=None):
        trainable = reuse is None
        with tf.variable_scope("Critic", reuse=reuse, custom_getter=custom_getter):
            w1_s = tf.get_variable("w1_s", [S_DIM, 5], trainable=trainable, initializer=init("c1", 3, 5))
            w1_a = tf.get_variable("w1_a", [A_DIM, 5], trainable=trainable, initializer=init("c2", 1, 5))
            b1 = tf.get_variable("b1", [1, 5], trainable=trainable, initializer=tf.zeros_initializer())
            net = tf.nn.relu(tf.matmul(s, w1_s) + tf.matmul(a, w1_a) + b1)
            return tf.layers.dense(net, 1, trainable=trainable, kernel_initializer=init("c3", 5, 1))


ddpg = DDPG()
s, s_, r = rng.randn(8, S_DIM), rng.randn(8, S_DIM), rng.randn(8, 1)
history = []
for _ in range(5):
    ddpg.sess.run(ddpg.target_update)
    ddpg.sess.run(ddpg.atrain, {ddpg.S: s})
    a = ddpg.sess.run(ddpg.a, {ddpg.S: s})
    _, error = ddpg.sess.run([ddpg.ctrain, ddpg.td_error], {ddpg.S: s, ddpg.a: a, ddpg.R: r, ddpg.S_: s_})
    history.append(error)
RESULT = {
    "history": history,
    "averages": ddpg.sess.run(ddpg.averages),
    "params": ddpg.sess.run(ddpg.params),
    "names": [v.name for v in tf.global_variables()],
    "tensors": [ddpg.a, ddpg.td_error, ddpg.a_loss],
}
