"""A toy corridor and REINFORCE: discounted returns in NumPy, fed advantages, one_hot of the actions."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(2)
n_states, n_actions, gamma = 5, 2, 0.9

tf_obs = tf.placeholder(tf.float32, [None, n_states], name="observations")
tf_acts = tf.placeholder(tf.int32, [None], name="actions_num")
tf_vt = tf.placeholder(tf.float32, [None], name="actions_value")
layer = tf.layers.dense(
    inputs=tf_obs,
    units=6,
    activation=tf.nn.tanh,
    kernel_initializer=tf.constant_initializer(rng.normal(0, 0.3, [n_states, 6])),
    bias_initializer=tf.constant_initializer(0.1),
    name="fc1",
)
all_act = tf.layers.dense(layer, n_actions, kernel_initializer=tf.constant_initializer(rng.normal(0, 0.3, [6, 2])), name="fc2")
all_act_prob = tf.nn.softmax(all_act, name="act_prob")
with tf.name_scope("loss"):
    neg_log_prob = tf.reduce_sum(-tf.log(all_act_prob) * tf.one_hot(tf_acts, n_actions), axis=1)
    same = tf.nn.sparse_softmax_cross_entropy_with_logits(logits=all_act, labels=tf_acts)
    loss = tf.reduce_mean(neg_log_prob * tf_vt)
with tf.name_scope("train"):
    train_op = tf.train.AdamOptimizer(0.05).minimize(loss)
drawn = tf.multinomial(all_act, 4)


def episode(sess):
    state, seen, acts, rewards = 0, [], [], []
    for _ in range(8):
        row = np.eye(n_states)[state]
        prob = sess.run(all_act_prob, feed_dict={tf_obs: row[np.newaxis, :]})
        # The threshold is NumPy's; only far from it would rounding decide.
        action = int(rng.rand() < round(float(prob[0, 1]), 3))
        seen.append(row)
        acts.append(action)
        state = min(max(state + (1 if action else -1), 0), n_states - 1)
        rewards.append(float(state == n_states - 1))
    returns, running = np.zeros(len(rewards)), 0.0
    for t in reversed(range(len(rewards))):
        running = running * gamma + rewards[t]
        returns[t] = running
    return np.array(seen), np.array(acts), returns - returns.mean()


sess = tf.Session()
sess.run(tf.global_variables_initializer())
losses = []
for _ in range(6):
    seen, acts, advantages = episode(sess)
    _, value = sess.run([train_op, loss], {tf_obs: seen, tf_acts: acts, tf_vt: advantages})
    losses.append(value)
RESULT = {
    "losses": losses,
    "policy": sess.run(all_act_prob, {tf_obs: np.eye(n_states)}),
    "same": bool(np.allclose(*sess.run([neg_log_prob, same], {tf_obs: seen, tf_acts: acts}), atol=1e-5)),
    "drawn": sess.run(drawn, {tf_obs: np.eye(n_states)}).shape,
    "tensors": [all_act_prob, neg_log_prob, loss, drawn],
    "variables": [v.name for v in tf.global_variables()],
}
