"""tf.gradients asked in many ways: sums, given directions, stops, second derivatives, nothing in between."""

import tensorflow.compat.v1 as tf

x = tf.Variable([1.0, 2.0, 3.0], name="x")
w = tf.constant([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5], [2.0, 1.0, 1.0]])
quadratic = tf.reduce_sum(x[:, tf.newaxis] * w * x[tf.newaxis, :])

gradient = tf.gradients(quadratic, x)[0]
hessian = tf.hessians(quadratic, x)[0]
rows = tf.stack([tf.gradients(gradient[i], x)[0] for i in range(3)])
directed = tf.gradients([x * x, tf.sin(x)], [x], grad_ys=[tf.constant([1.0, 0.0, 2.0]), None])[0]
stopped = tf.gradients(tf.reduce_sum(tf.stop_gradient(x * x) * x), x)[0]
unconnected = tf.gradients(quadratic, tf.constant(1.0))[0]
inner = tf.square(x)
partial = tf.gradients(tf.reduce_sum(inner * x), [inner, x], stop_gradients=[inner])
picked = tf.gradients(tf.reduce_sum(tf.gather(x, [0, 2, 2])), x)[0]
dense = tf.convert_to_tensor(picked)

various = {
    "softmax": tf.nn.softmax(x),
    "division": x / (1.0 + tf.reduce_max(x)),
    "norm": tf.norm(x),
    "power": tf.pow(x, 2.5),
    "sigmoid": tf.sigmoid(x) * tf.tanh(x) + tf.nn.softplus(x),
    "minimum": tf.minimum(x, 2.0) + tf.maximum(x, 2.0),
    "where": tf.where(x > 1.5, x * x, -x),
    "joined": tf.concat([x, x * 2.0], 0)[1:5],
    "split": tf.split(tf.tile(x, [2]), 2)[1] ** 2,
    "padded": tf.pad(x, [[1, 1]]) * tf.range(5.0),
    "clipped": tf.clip_by_value(x, 1.5, 2.5) * x,
    "logs": tf.log(x) + tf.exp(-x) + tf.rsqrt(x) + tf.reciprocal(x) + tf.erf(x),
    "mean": tf.square(x - tf.reduce_mean(x)),
    "product": tf.reduce_prod(x),
    "cumulated": tf.cumsum(x) * x,
    "top": tf.nn.top_k(x, 2)[0],
    "logsumexp": tf.reduce_logsumexp(x),
}
clipped, norm = tf.clip_by_global_norm([gradient, tf.constant([3.0, 4.0])], 5.0)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    RESULT = {
        "gradient": sess.run(gradient),
        "hessian": sess.run([hessian, rows]),
        "directed": sess.run(directed),
        "stopped": sess.run(stopped),
        "unconnected": unconnected,
        "partial": sess.run(partial),
        "picked": [type(picked).__name__, sess.run(dense)],
        "slices": [sess.run(picked).values, sess.run(picked).indices, sess.run(picked.dense_shape)],
        "various": {key: sess.run(tf.gradients(value, x)[0]) for key, value in various.items()},
        "clipped": sess.run([clipped[0], clipped[1], norm]),
    }
