"""Descent by hand and by compute_gradients, on one weight; and costs over a range of weights."""

import tensorflow.compat.v1 as tf

x_data, y_data = [1, 2, 3], [1, 2, 3]
W = tf.Variable(5.0, name="weight")
X = tf.placeholder(tf.float32)
Y = tf.placeholder(tf.float32)
hypothesis = W * X
cost = tf.reduce_mean(tf.square(hypothesis - Y))
gradient = tf.reduce_mean((W * X - Y) * X) * 2
descent = W - 0.1 * gradient
update = W.assign(descent)

V = tf.Variable(5.0)
loss = tf.reduce_mean(tf.square(V * x_data - y_data))
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01)
gvs = optimizer.compute_gradients(loss, [V])
apply_gradients = optimizer.apply_gradients(gvs)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
steps = []
for step in range(6):
    _, c = sess.run([update, cost], feed_dict={X: x_data, Y: y_data})
    steps.append(sess.run([W, cost], feed_dict={X: x_data, Y: y_data}))
gradients = []
for step in range(4):
    gradients.append(sess.run(gvs))
    sess.run(apply_gradients)
curve = [sess.run(cost, {W: w * 0.5, X: x_data, Y: y_data}) for w in range(-2, 4)]
RESULT = {
    "steps": steps,
    "gradients": gradients,
    "curve": curve,
    "tensors": [hypothesis, cost, descent, update],
    "variables": [V.name, W.name],
}
