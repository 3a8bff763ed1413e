"""An actor with a Gaussian policy and a critic: log-probabilities and entropy of tf.distributions, two losses, two optimizers."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(6)
N_S, N_A, A_BOUND, GAMMA = 3, 1, [np.array([-2.0]), np.array([2.0])], 0.9


def init(*shape):
    return tf.constant_initializer(rng.normal(0, 0.3, shape))


class ACNet(object):
    def __init__(self, scope):
        with tf.variable_scope(scope):
            self.s = tf.placeholder(tf.float32, [None, N_S], "S")
            self.a_his = tf.placeholder(tf.float32, [None, N_A], "A")
            self.v_target = tf.placeholder(tf.float32, [None, 1], "Vtarget")
            with tf.variable_scope("actor"):
                l_a = tf.layers.dense(self.s, 5, tf.nn.relu6, kernel_initializer=init(N_S, 5), name="la")
                mu = tf.layers.dense(l_a, N_A, tf.nn.tanh, kernel_initializer=init(5, N_A), name="mu")
                sigma = tf.layers.dense(l_a, N_A, tf.nn.softplus, kernel_initializer=init(5, N_A), name="sigma")
            with tf.variable_scope("critic"):
                l_c = tf.layers.dense(self.s, 4, tf.nn.relu6, kernel_initializer=init(N_S, 4), name="lc")
                self.v = tf.layers.dense(l_c, 1, kernel_initializer=init(4, 1), name="v")
            self.a_params = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=scope + "/actor")
            self.c_params = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=scope + "/critic")
            td = tf.subtract(self.v_target, self.v, name="TD_error")
            with tf.name_scope("c_loss"):
                self.c_loss = tf.reduce_mean(tf.square(td))
            with tf.name_scope("wrap_a_out"):
                mu, sigma = mu * A_BOUND[1], sigma + 1e-4
            normal_dist = tf.distributions.Normal(mu, sigma)
            with tf.name_scope("a_loss"):
                log_prob = normal_dist.log_prob(self.a_his)
                exp_v = log_prob * tf.stop_gradient(td)
                self.entropy = normal_dist.entropy()
                self.exp_v = 0.01 * self.entropy + exp_v
                self.a_loss = tf.reduce_mean(-self.exp_v)
            with tf.name_scope("choose_a"):
                self.A = tf.clip_by_value(tf.squeeze(normal_dist.sample(1), axis=[0, 1]), A_BOUND[0], A_BOUND[1])
            with tf.name_scope("local_grad"):
                self.a_grads = tf.gradients(self.a_loss, self.a_params)
                self.c_grads = tf.gradients(self.c_loss, self.c_params)


OPT_A, OPT_C = tf.train.RMSPropOptimizer(0.01, name="RMSPropA"), tf.train.RMSPropOptimizer(0.02, name="RMSPropC")
with tf.device("/cpu:0"):
    globalAC, worker = ACNet("Global_Net"), ACNet("W_0")
    with tf.name_scope("sync"):
        pull_a = [l_p.assign(g_p) for l_p, g_p in zip(worker.a_params, globalAC.a_params)]
        pull_c = [l_p.assign(g_p) for l_p, g_p in zip(worker.c_params, globalAC.c_params)]
        push_a = OPT_A.apply_gradients(zip(worker.a_grads, globalAC.a_params))
        push_c = OPT_C.apply_gradients(zip(worker.c_grads, globalAC.c_params))

s, a, r = rng.randn(12, N_S), rng.uniform(-2, 2, (12, N_A)), rng.randn(12)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    history = []
    for _ in range(4):
        sess.run([pull_a, pull_c])
        v_s_ = sess.run(worker.v, {worker.s: s[-1:]})[0, 0]
        targets = []
        for reward in r[::-1]:
            v_s_ = reward + GAMMA * v_s_
            targets.append(v_s_)
        feed = {worker.s: s, worker.a_his: a, worker.v_target: np.vstack(targets[::-1])}
        sess.run([push_a, push_c], feed)
        history.append(sess.run([worker.a_loss, worker.c_loss, worker.entropy], feed))
    action = sess.run(worker.A, {worker.s: s[:1]})
    RESULT = {
        "history": history,
        "action": [action.shape, bool(np.all(np.abs(action) <= 2))],
        "params": [v.name for v in globalAC.a_params + globalAC.c_params],
        "slots": [OPT_A.get_slot_names(), OPT_A.get_slot(globalAC.a_params[0], "rms").name],
        "global": sess.run(globalAC.c_params),
        "tensors": [worker.A, worker.entropy, worker.a_loss],
    }
