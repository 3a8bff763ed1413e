"""Translation of letters: an encoder whose last state begins the decoder, in scopes of their own."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
char_arr = [c for c in "SEPabcdefghijklmnopqrstuvwxyz"]
num_dic = {n: i for i, n in enumerate(char_arr)}
dic_len = len(num_dic)
seq_data = [["word", "abcd"], ["wood", "dcba"], ["game", "efgh"], ["girl", "hgfe"]]


def make_batch(seq_data):
    input_batch, output_batch, target_batch = [], [], []
    for seq in seq_data:
        input_batch.append(np.eye(dic_len)[[num_dic[n] for n in seq[0]]])
        output_batch.append(np.eye(dic_len)[[num_dic[n] for n in "S" + seq[1]]])
        target_batch.append([num_dic[n] for n in seq[1] + "E"])
    return input_batch, output_batch, target_batch


n_hidden = 10
enc_input = tf.placeholder(tf.float32, [None, None, dic_len])
dec_input = tf.placeholder(tf.float32, [None, None, dic_len])
targets = tf.placeholder(tf.int64, [None, None])
keep = tf.placeholder_with_default(1.0, shape=[])

with tf.variable_scope("encode", initializer=tf.constant_initializer(rng.randn(39, 10) * 0.3)):
    enc_cell = tf.nn.rnn_cell.BasicRNNCell(n_hidden)
    enc_cell = tf.nn.rnn_cell.DropoutWrapper(enc_cell, output_keep_prob=keep)
    outputs, enc_states = tf.nn.dynamic_rnn(enc_cell, enc_input, dtype=tf.float32)
with tf.variable_scope("decode", initializer=tf.constant_initializer(rng.randn(39, 10) * 0.3)):
    dec_cell = tf.nn.rnn_cell.BasicRNNCell(n_hidden)
    dec_cell = tf.nn.rnn_cell.DropoutWrapper(dec_cell, output_keep_prob=keep)
    outputs, dec_states = tf.nn.dynamic_rnn(dec_cell, dec_input, initial_state=enc_states, dtype=tf.float32)
model = tf.layers.dense(outputs, dic_len, activation=None, kernel_initializer=tf.constant_initializer(rng.randn(10, 29) * 0.3))
cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=model, labels=targets))
optimizer = tf.train.AdamOptimizer(0.02).minimize(cost)

# The bias has ten elements: what is given is for the kernels; biases are cleared.
biases = [v for v in tf.trainable_variables() if "bias" in v.name]
clear = [tf.assign(v, tf.zeros_like(v)) for v in biases]
with tf.variable_scope("encode"):
    pass
sess = tf.Session()
try:
    sess.run(tf.global_variables_initializer())
    started = "initialised"
except (ValueError, tf.errors.OpError):
    started = "refused"
RESULT = {
    "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
    "tensors": [model, enc_states, dec_states, cost, clear[0]],
    "started": started,
    "default": keep,
}
if started == "initialised":
    sess.run(clear)
    input_batch, output_batch, target_batch = make_batch(seq_data)
    feed = {enc_input: input_batch, dec_input: output_batch, targets: target_batch}
    RESULT["losses"] = [sess.run([cost, optimizer], feed)[0] for _ in range(15)]
    RESULT["predicted"] = sess.run(tf.argmax(model, 2), feed).shape
