"""Graphs without learning: the Mandelbrot set by complex numbers, and rain drops on a pond by a Laplace filter."""

import numpy as np
import tensorflow.compat.v1 as tf

sess = tf.InteractiveSession()
Y, X = np.mgrid[-1.3:1.3:0.2, -2:1:0.2]
xs = tf.constant((X + 1j * Y).astype(np.complex64))
zs = tf.Variable(xs)
ns = tf.Variable(tf.zeros_like(xs, tf.float32))
tf.global_variables_initializer().run()
zs_ = zs * zs + xs
not_diverged = tf.abs(zs_) < 4
step = tf.group(zs.assign(tf.where(not_diverged, zs_, tf.zeros_like(zs_))), ns.assign_add(tf.cast(not_diverged, tf.float32)))
for _ in range(8):
    step.run()
counted = ns.eval()


def make_kernel(a):
    a = np.asarray(a)
    return tf.constant(a.reshape(list(a.shape) + [1, 1]), dtype=1)


def simple_conv(x, k):
    x = tf.expand_dims(tf.expand_dims(x, 0), -1)
    return tf.nn.depthwise_conv2d(x, k, [1, 1, 1, 1], padding="SAME")[0, :, :, 0]


N = 12
u_init, ut_init = np.zeros([N, N], dtype=np.float32), np.zeros([N, N], dtype=np.float32)
u_init[3, 4], u_init[8, 6] = 1.0, 0.5
eps = tf.placeholder(tf.float32, shape=())
damping = tf.placeholder(tf.float32, shape=())
U, Ut = tf.Variable(u_init), tf.Variable(ut_init)
laplace = simple_conv(U, make_kernel([[0.5, 1.0, 0.5], [1.0, -6.0, 1.0], [0.5, 1.0, 0.5]]))
U_ = U + eps * Ut
Ut_ = Ut + eps * (laplace - damping * Ut)
wave = tf.group(U.assign(U_), Ut.assign(Ut_))
tf.global_variables_initializer().run()
with tf.control_dependencies([U_, Ut_]):
    both = tf.group(U.assign(U_), Ut.assign(Ut_))
for _ in range(15):
    both.run({eps: 0.03, damping: 0.04})

RESULT = {
    "counted": counted,
    "dtype": [zs.dtype.base_dtype, tf.real(zs).dtype, tf.abs(zs).dtype],
    "complex": sess.run([tf.real(xs)[0], tf.imag(xs)[:, 0], tf.conj(xs)[0, 0], tf.complex(1.0, 2.0)]),
    "U": U.eval(),
    "group": wave,
}
sess.close()
