"""GRU, BasicRNN and stacked LSTM cells with dropout wrappers, zero states and time-major input."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
x = tf.placeholder(tf.float32, [5, 3, 4], name="x")  # time, batch, depth

initial = tf.constant_initializer(rng.randn(400) * 0.2)
with tf.variable_scope("gru", initializer=tf.constant_initializer(0.1)):
    gru = tf.nn.rnn_cell.GRUCell(6)
    gru_out, gru_state = tf.nn.dynamic_rnn(gru, x, dtype=tf.float32, time_major=True)

with tf.variable_scope("basic", initializer=tf.constant_initializer(-0.2)):
    basic = tf.nn.rnn_cell.BasicRNNCell(num_units=2)
    basic_out, basic_state = tf.nn.dynamic_rnn(basic, tf.transpose(x, [1, 0, 2]), initial_state=basic.zero_state(3, tf.float32))

with tf.variable_scope("stack", initializer=tf.constant_initializer(0.1)):
    cells = [
        tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.BasicLSTMCell(n, state_is_tuple=True), output_keep_prob=1.0) for n in (4, 3)
    ]
    stack = tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=True)
    state = stack.zero_state(3, tf.float32)
    outputs = []
    for step in range(5):
        if step > 0:
            tf.get_variable_scope().reuse_variables()
        out, state = stack(x[step], state)
        outputs.append(out)
    stacked = tf.reshape(tf.concat(outputs, 1), [-1, 3])

data = rng.randn(5, 3, 4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    RESULT = {
        "gru": sess.run([gru_out, gru_state], {x: data}),
        "basic": sess.run([basic_out, basic_state], {x: data}),
        "stack": sess.run(stacked, {x: data}),
        "last state": [list(each) for each in sess.run(state, {x: data})],
        "sizes": [gru.output_size, gru.state_size, basic.state_size, list(stack.state_size[0]), stack.output_size],
        "variables": [(v.name, v.shape) for v in tf.trainable_variables()],
        "tensors": [gru_out, gru_state, stacked],
        "gradients": sess.run(tf.gradients(tf.reduce_sum(gru_out), tf.trainable_variables("gru")), {x: data}),
    }
