"""Double and dueling Q-learning: two networks by scopes and collections, chosen actions by one-hot and by gathering."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(15)
n_actions, n_features, n_l1 = 3, 4, 6
s = tf.placeholder(tf.float32, [None, n_features], name="s")
s_ = tf.placeholder(tf.float32, [None, n_features], name="s_")
action = tf.placeholder(tf.int32, [None], name="a")
q_target = tf.placeholder(tf.float32, [None], name="Q_target")
first = [rng.normal(0, 0.3, shape) for shape in ((n_features, n_l1), (n_l1, 1), (n_l1, n_actions))]


def build_layers(s, c_names):
    w_initializer, b_initializer = [tf.constant_initializer(each) for each in first], tf.constant_initializer(0.1)
    with tf.variable_scope("l1"):
        w1 = tf.get_variable("w1", [n_features, n_l1], initializer=w_initializer[0], collections=c_names)
        b1 = tf.get_variable("b1", [1, n_l1], initializer=b_initializer, collections=c_names)
        l1 = tf.nn.relu(tf.matmul(s, w1) + b1)
    with tf.variable_scope("Value"):
        w2 = tf.get_variable("w2", [n_l1, 1], initializer=w_initializer[1], collections=c_names)
        b2 = tf.get_variable("b2", [1, 1], initializer=b_initializer, collections=c_names)
        V = tf.matmul(l1, w2) + b2
    with tf.variable_scope("Advantage"):
        w2 = tf.get_variable("w2", [n_l1, n_actions], initializer=w_initializer[2], collections=c_names)
        b2 = tf.get_variable("b2", [1, n_actions], initializer=b_initializer, collections=c_names)
        A = tf.matmul(l1, w2) + b2
    with tf.variable_scope("Q"):
        return V + (A - tf.reduce_mean(A, axis=1, keep_dims=True))


with tf.variable_scope("eval_net"):
    q_eval = build_layers(s, ["eval_net_params", tf.GraphKeys.GLOBAL_VARIABLES])
with tf.variable_scope("target_net"):
    q_next = build_layers(s_, ["target_net_params", tf.GraphKeys.GLOBAL_VARIABLES])
t_params, e_params = tf.get_collection("target_net_params"), tf.get_collection("eval_net_params")
replace_target_op = [tf.assign(t, e) for t, e in zip(t_params, e_params)]
with tf.variable_scope("loss"):
    chosen = tf.reduce_sum(q_eval * tf.one_hot(action, n_actions), axis=1, name="chosen")
    a_indices = tf.stack([tf.range(tf.shape(action)[0], dtype=tf.int32), action], axis=1)
    by_gather = tf.gather_nd(params=q_eval, indices=a_indices)
    priorities = tf.abs(q_target - chosen)
    loss = tf.reduce_mean(tf.squared_difference(q_target, chosen))
    huber = tf.where(priorities < 1.0, 0.5 * tf.square(priorities), priorities - 0.5)
with tf.variable_scope("train"):
    train_op = tf.train.RMSPropOptimizer(0.01).minimize(loss, var_list=e_params)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
memory_s, memory_s_ = rng.randn(16, n_features), rng.randn(16, n_features)
memory_a, memory_r = rng.randint(0, n_actions, 16), rng.randn(16)
costs = []
for learn_step in range(8):
    if learn_step % 4 == 0:
        sess.run(replace_target_op)
    next_values, next_here = sess.run([q_next, q_eval], {s_: memory_s_, s: memory_s_})
    best = np.argmax(next_here, axis=1)
    target = memory_r + 0.9 * next_values[np.arange(16), best]
    feed = {s: memory_s, action: memory_a, q_target: target}
    _, cost, errors, one, other, robust = sess.run([train_op, loss, priorities, chosen, by_gather, huber], feed)
    costs.append(cost)
RESULT = {
    "costs": costs,
    "errors": errors,
    "same": bool(np.allclose(one, other)),
    "huber": robust,
    "names": [v.name for v in t_params],
    "trainable": len(tf.trainable_variables()),
    "tensors": [q_eval, chosen, by_gather, loss],
}
