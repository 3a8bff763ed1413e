"""A convolutional autoencoder with tied filters: conv2d down, conv2d_transpose up to shapes known at run time."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
x = tf.placeholder(tf.float32, [None, 64], name="x")
x_tensor = tf.reshape(x, [-1, 8, 8, 1])
current_input, encoder, shapes, n_in = x_tensor, [], [], 1
for layer_i, n_output in enumerate([3, 4]):
    shapes.append(current_input.get_shape().as_list())
    W = tf.Variable(rng.uniform(-0.4, 0.4, [3, 3, n_in, n_output]).astype(np.float32))
    b = tf.Variable(tf.zeros([n_output]))
    encoder.append(W)
    convolved = tf.add(tf.nn.conv2d(current_input, W, strides=[1, 2, 2, 1], padding="SAME"), b)
    current_input, n_in = tf.maximum(convolved, 0.2 * convolved), n_output
z = current_input
encoder.reverse()
shapes.reverse()
for layer_i, shape in enumerate(shapes):
    W = encoder[layer_i]
    b = tf.Variable(tf.zeros([W.get_shape().as_list()[2]]))
    output_shape = tf.stack([tf.shape(x)[0], shape[1], shape[2], shape[3]])
    raised = tf.nn.conv2d_transpose(current_input, W, output_shape, strides=[1, 2, 2, 1], padding="SAME")
    current_input = tf.nn.leaky_relu(tf.add(raised, b), alpha=0.2)
y = current_input
cost = tf.reduce_sum(tf.square(y - x_tensor))
optimizer = tf.train.AdamOptimizer(0.02).minimize(cost)

noisy = tf.placeholder_with_default(x_tensor, [None, 8, 8, 1])
pooled, where = tf.nn.max_pool_with_argmax(noisy, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")
normed = tf.nn.local_response_normalization(x_tensor + 1.0, depth_radius=2, bias=1.0, alpha=0.001, beta=0.75)
apart = tf.nn.depthwise_conv2d(x_tensor, tf.ones([2, 2, 1, 2]), [1, 1, 1, 1], "VALID")
averaged = tf.nn.avg_pool(x_tensor, [1, 3, 3, 1], [1, 2, 2, 1], "SAME")
dilated = tf.nn.conv2d(x_tensor, tf.ones([3, 3, 1, 1]), [1, 1, 1, 1], "SAME", dilations=[1, 2, 2, 1])

data = rng.rand(6, 64)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
costs = [sess.run([cost, optimizer], feed_dict={x: data})[0] for _ in range(12)]
RESULT = {
    "costs": costs,
    "code": sess.run(z, {x: data}),
    "rebuilt": sess.run(y, {x: data[:1]}),
    "pooled": sess.run([pooled, where], {x: data}),
    "others": sess.run([normed, apart, averaged, dilated], {x: data}),
    "tensors": [z, y, cost, pooled, where, apart, averaged],
}
