"""Schedules that read the global step, and a step that trains with one."""

import tensorflow.compat.v1 as tf

global_step = tf.Variable(0, trainable=False, name="global_step")
schedules = {
    "exponential": tf.train.exponential_decay(0.1, global_step, 10, 0.9),
    "staircase": tf.train.exponential_decay(0.1, global_step, 10, 0.9, staircase=True),
    "piecewise": tf.train.piecewise_constant(global_step, [5, 15], [1.0, 0.5, 0.1]),
    "polynomial": tf.train.polynomial_decay(0.1, global_step, 20, end_learning_rate=0.01, power=0.5),
    "natural": tf.train.natural_exp_decay(0.1, global_step, 10, 0.5),
    "inverse": tf.train.inverse_time_decay(0.1, global_step, 10, 0.5),
    "cosine": tf.train.cosine_decay(0.1, global_step, 20, alpha=0.1),
}
w = tf.Variable(5.0, name="w")
loss = tf.square(w - 1.0)
learning_step = tf.train.GradientDescentOptimizer(schedules["exponential"]).minimize(loss, global_step=global_step)
increment = tf.assign_add(global_step, 4)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    rates = []
    for _ in range(6):
        sess.run(learning_step)
        rates.append(sess.run(schedules))
        sess.run(increment)
    RESULT = {
        "rates": rates,
        "w": sess.run(w),
        "step": tf.train.global_step(sess, global_step),
        # How a rate is chosen among pieces differs.
        "tensors": {name: rate for name, rate in schedules.items() if name != "piecewise"},
        "got": tf.train.get_global_step().name,
    }
