import heureum as tf
from heureum import show

x = tf.constant([1.0, 2.0, 3.0, 4.0, 5.0], name="x")
y = tf.constant([3.1, 4.9, 7.2, 8.8, 11.0], name="y")
slope = tf.Variable(0.0, name="slope")
height = tf.Variable(0.0, name="height")
error = tf.reduce_mean(tf.square(slope * x + height - y))

rates = (0.01, 0.05, 0.08, 0.1)
optimizers = map(tf.train.GradientDescentOptimizer, rates)
steps = [optimizer.minimize(error) for optimizer in optimizers]
curves = {}
with tf.Session() as sess:
    for rate, step in zip(rates, steps):
        sess.run(tf.global_variables_initializer())
        errors = curves[f"rate {rate}"] = []
        for _ in range(40):
            errors.append(sess.run(error))
            sess.run(step)
show.line(curves, title="error", x_label="step", y_scale="log")
