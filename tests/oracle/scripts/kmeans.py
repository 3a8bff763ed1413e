"""K-means by hand: broadcast distances, argmin, means of segments, assign in a loop."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(5)
num_points, num_clusters, dim = 300, 4, 2
centres = rng.uniform(-10, 10, [num_clusters, dim])
points = np.concatenate([centre + rng.randn(num_points // num_clusters, dim) for centre in centres]).astype(np.float32)

vectors = tf.constant(points)
centroids = tf.Variable(tf.slice(vectors, [0, 0], [num_clusters, -1]) + tf.constant([[0.0], [1.0], [2.0], [3.0]]))

expanded_vectors = tf.expand_dims(vectors, 0)
expanded_centroids = tf.expand_dims(centroids, 1)
assignments = tf.argmin(tf.reduce_sum(tf.square(tf.subtract(expanded_vectors, expanded_centroids)), 2), 0)

means = tf.concat(
    [
        tf.reduce_mean(
            tf.gather(vectors, tf.reshape(tf.where(tf.equal(assignments, c)), [1, -1])),
            reduction_indices=[1],
        )
        for c in range(num_clusters)
    ],
    0,
)
update_centroids = tf.assign(centroids, tf.where(tf.is_nan(means), centroids, means))
counts = tf.unsorted_segment_sum(tf.ones_like(assignments), assignments, num_clusters)
sums = tf.unsorted_segment_sum(vectors, assignments, num_clusters)
_, _, unique_counts = tf.unique_with_counts(assignments)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(10):
    _, centroid_values, assignment_values = sess.run([update_centroids, centroids, assignments])
RESULT = {
    "centroids": sess.run(centroids),
    "assignments": assignment_values,
    "counts": sess.run(counts),
    "sums": sess.run(sums),
    "unique": np.sort(sess.run(unique_counts)),
    "expanded": [expanded_vectors, expanded_centroids, assignments, means],
}
sess.close()
