"""A DQN on a toy: evaluation and target nets in scopes, replace by a list of assigns, gather_nd of the chosen actions."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
n_features, n_actions = 3, 2
given = {shape: rng.normal(0, 0.3, shape).astype(np.float32) for shape in ((n_features, 5), (5, n_actions))}

s = tf.placeholder(tf.float32, [None, n_features], name="s")
s_ = tf.placeholder(tf.float32, [None, n_features], name="s_")
r = tf.placeholder(tf.float32, [None], name="r")
a = tf.placeholder(tf.int32, [None], name="a")


def net(x, scope, collection):
    with tf.variable_scope(scope):
        c_names = [collection, tf.GraphKeys.GLOBAL_VARIABLES]
        w1 = tf.get_variable("w1", initializer=given[n_features, 5], collections=c_names)
        b1 = tf.get_variable("b1", [1, 5], initializer=tf.constant_initializer(0.1), collections=c_names)
        l1 = tf.nn.relu(tf.matmul(x, w1) + b1)
        w2 = tf.get_variable("w2", initializer=given[5, n_actions] * (2 if scope == "target_net" else 1), collections=c_names)
        b2 = tf.get_variable("b2", [1, n_actions], initializer=tf.constant_initializer(0.1), collections=c_names)
        return tf.matmul(l1, w2) + b2


q_eval = net(s, "eval_net", "eval_net_params")
q_next = net(s_, "target_net", "target_net_params")
with tf.variable_scope("q_target"):
    q_target = tf.stop_gradient(r + 0.9 * tf.reduce_max(q_next, axis=1, name="Qmax_s_"))
with tf.variable_scope("q_eval"):
    a_indices = tf.stack([tf.range(tf.shape(a)[0], dtype=tf.int32), a], axis=1)
    q_eval_wrt_a = tf.gather_nd(params=q_eval, indices=a_indices)
with tf.variable_scope("loss"):
    loss = tf.reduce_mean(tf.squared_difference(q_target, q_eval_wrt_a, name="TD_error"))
with tf.variable_scope("train"):
    variables = tf.get_collection("eval_net_params")
    train_op = tf.train.RMSPropOptimizer(0.01).minimize(loss, var_list=variables)

t_params = tf.get_collection("target_net_params")
e_params = tf.get_collection("eval_net_params")
with tf.variable_scope("soft_replacement"):
    replace = [tf.assign(t, e) for t, e in zip(t_params, e_params)]
huber = tf.losses.huber_loss(q_target, q_eval_wrt_a)

memory = rng.randn(64, n_features * 2 + 2)
memory[:, n_features] = rng.randint(0, n_actions, 64)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
costs = []
for step in range(12):
    if step % 5 == 0:
        sess.run(replace)
    batch = memory[rng.choice(64, 16)]
    feed = {s: batch[:, :3], a: batch[:, 3], r: batch[:, 4], s_: batch[:, -3:]}
    _, cost = sess.run([train_op, loss], feed_dict=feed)
    costs.append(cost)
RESULT = {
    "costs": costs,
    "action": np.argmax(sess.run(q_eval, {s: memory[:5, :3]}), 1).tolist(),
    "huber": sess.run(huber, feed),
    "replaced": bool(np.array_equal(*sess.run([replace[0], e_params[0]]))),
    "params": [v.name for v in t_params + e_params],
    "tensors": [q_eval, q_target, q_eval_wrt_a, loss, replace[0]],
}
