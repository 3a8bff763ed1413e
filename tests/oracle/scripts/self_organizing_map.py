"""A self-organising map: the nearest unit found, its neighbours moved, less with every round; and k-means by segments."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(23)
m, n, dim, n_iterations, alpha, sigma = 3, 4, 3, 12, 0.3, 2.0
colors = rng.rand(10, dim)
graph = tf.Graph()
with graph.as_default():
    weightage_vects = tf.Variable(rng.rand(m * n, dim), dtype=tf.float32)
    location_vects = tf.constant(np.array([[i, j] for i in range(m) for j in range(n)], np.int64))
    vect_input = tf.placeholder("float", [dim])
    iter_input = tf.placeholder("float")
    difference = tf.subtract(weightage_vects, tf.stack([vect_input for _ in range(m * n)]))
    bmu_index = tf.argmin(tf.sqrt(tf.reduce_sum(tf.pow(difference, 2), 1)), 0)
    slice_input = tf.pad(tf.reshape(bmu_index, [1]), np.array([[0, 1]]))
    bmu_loc = tf.reshape(tf.slice(location_vects, slice_input, tf.constant(np.array([1, 2]), dtype=tf.int64)), [2])
    learning_rate_op = tf.subtract(1.0, tf.div(iter_input, n_iterations))
    alpha_op = tf.multiply(alpha, learning_rate_op)
    sigma_op = tf.multiply(sigma, learning_rate_op)
    bmu_distance_squares = tf.reduce_sum(tf.pow(tf.subtract(location_vects, tf.stack([bmu_loc for _ in range(m * n)])), 2), 1)
    neighbourhood_func = tf.exp(tf.negative(tf.div(tf.cast(bmu_distance_squares, "float32"), tf.pow(sigma_op, 2))))
    learning_rate_op = tf.multiply(alpha_op, neighbourhood_func)
    multiplier = tf.stack([tf.tile(tf.slice(learning_rate_op, np.array([i]), np.array([1])), [dim]) for i in range(m * n)])
    weightage_delta = tf.multiply(multiplier, tf.subtract(tf.stack([vect_input for _ in range(m * n)]), weightage_vects))
    training_op = tf.assign(weightage_vects, tf.add(weightage_vects, weightage_delta))

    points = tf.constant(colors, tf.float32)
    centroids = tf.Variable(colors[:3].astype(np.float32))
    expanded = tf.reduce_sum(tf.square(tf.expand_dims(points, 0) - tf.expand_dims(centroids, 1)), 2)
    assignments = tf.argmin(expanded, 0)
    sums = tf.unsorted_segment_sum(points, assignments, 3)
    counts = tf.unsorted_segment_sum(tf.ones_like(points), assignments, 3)
    by_partition = tf.dynamic_partition(points, tf.to_int32(assignments), 3)
    means = tf.concat([tf.reduce_mean(each, 0, keepdims=True) for each in by_partition], 0)
    update = centroids.assign(sums / counts)
    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
found = []
for iter_no in range(n_iterations - 1):
    for vect in colors:
        sess.run(training_op, feed_dict={vect_input: vect, iter_input: iter_no})
for vect in colors:
    found.append(sess.run(bmu_loc, {vect_input: vect}))
for _ in range(3):
    clusters, by_means = sess.run([assignments, means])
    centers = sess.run(update)
RESULT = {
    "weights": sess.run(weightage_vects), "found": found, "clusters": clusters, "same": bool(np.allclose(centers, by_means)),
    "centers": centers, "tensors": [bmu_loc, weightage_delta, means],
}  # fmt: skip
