"""ExponentialMovingAverage of variables: shadows, num_updates, names to restore by; the pattern of train and average ops."""

import tensorflow.compat.v1 as tf

v1 = tf.Variable(0, dtype=tf.float32, name="v1")
v2 = tf.Variable([10.0, 20.0], name="v2")
step = tf.Variable(0, trainable=False, name="step")
ema = tf.train.ExponentialMovingAverage(0.99, step)
maintain_averages_op = ema.apply([v1])
plain = tf.train.ExponentialMovingAverage(0.5, name="Plain")

loss = tf.reduce_sum(tf.square(v2))
train_step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
with tf.control_dependencies([train_step, plain.apply(tf.trainable_variables())]):
    train_op = tf.no_op(name="train")

values = []
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for change in (5, None, 10):
        if change is not None:
            sess.run(tf.assign(v1, change))
        else:
            sess.run(tf.assign(step, 10000))
        sess.run(maintain_averages_op)
        values.append(sess.run([v1, ema.average(v1)]))
    for _ in range(3):
        sess.run(train_op)
    RESULT = {
        "values": values,
        "v2": sess.run(v2),
        "step": sess.run(step),
        "average name": [ema.average_name(v1), plain.average_name(v2), plain.average(v2).name],
        "to restore": sorted(ema.variables_to_restore()),
        "variables": [v.name for v in tf.global_variables()],
        "moving": [v.name for v in tf.moving_average_variables()],
    }
