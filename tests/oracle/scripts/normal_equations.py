"""Linear regression without steps: by the inverse, by Cholesky's decomposition, by QR, and by total least squares."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
x_vals = np.linspace(0, 10, 50)
y_vals = x_vals + rng.normal(0, 1, 50)
A = np.column_stack((x_vals, np.repeat(1, 50)))
A_tensor = tf.constant(A)
b_tensor = tf.constant(y_vals[:, np.newaxis])

tA_A = tf.matmul(tf.transpose(A_tensor), A_tensor)
by_inverse = tf.matmul(tf.matmul(tf.matrix_inverse(tA_A), tf.transpose(A_tensor)), b_tensor)
L = tf.cholesky(tA_A)
tA_b = tf.matmul(A_tensor, b_tensor, transpose_a=True)
sol1 = tf.matrix_triangular_solve(L, tA_b, lower=True)
by_cholesky = tf.matrix_triangular_solve(tf.transpose(L), sol1, lower=False)
by_solving = tf.matrix_solve(tA_A, tA_b)
q, r = tf.qr(A_tensor)
by_qr = tf.matrix_triangular_solve(r, tf.matmul(q, b_tensor, adjoint_a=True), lower=False)
s = tf.svd(tf.concat([A_tensor, b_tensor], 1), compute_uv=False)
values, vectors = tf.self_adjoint_eig(tA_A)

m = tf.Variable([[0.5]])
b = tf.Variable([[0.0]])
x_data = tf.placeholder(tf.float32, [None, 1])
y_target = tf.placeholder(tf.float32, [None, 1])
output = tf.add(tf.matmul(x_data, m), b)
demming_numerator = tf.abs(tf.subtract(tf.add(tf.matmul(x_data, m), b), y_target))
demming_denominator = tf.sqrt(tf.add(tf.square(m), 1))
deming = tf.reduce_mean(tf.truediv(demming_numerator, demming_denominator))
lasso = tf.reduce_mean(tf.square(y_target - output)) + tf.multiply(
    tf.truediv(1.0, tf.add(1.0, tf.exp(tf.multiply(-50.0, tf.subtract(m, tf.constant(0.9)))))), 99.0
)
elastic_net = tf.expand_dims(
    tf.reduce_mean(tf.square(y_target - output)) + 1.0 * tf.reduce_mean(tf.abs(m)) + 1.0 * tf.reduce_mean(tf.square(m)), 0
)
with tf.Session() as sess:
    solutions = sess.run([by_inverse, by_cholesky, by_solving, by_qr, s, values])
    feed = {x_data: x_vals[:, None], y_target: y_vals[:, None]}
    fits = []
    for loss, rate in ((deming, 0.02), (lasso, 0.001), (elastic_net, 0.001)):
        step = tf.train.GradientDescentOptimizer(rate).minimize(loss)
        sess.run(tf.global_variables_initializer())
        for _ in range(25):
            sess.run(step, feed)
        fits.append(sess.run([m, b, loss], feed))
    RESULT = {"solutions": solutions, "fits": fits, "tensors": [by_inverse, L, s, lasso, elastic_net]}
