"""A table of mixed features as columns: numbers, buckets, words, hashes, weights, crossings; side by side and summed, trained."""

import numpy as np
import tensorflow.compat.v1 as tf

with open("colours.txt", "w") as file:
    file.write("red\ngreen\nblue\n")

rng = np.random.RandomState(11)
ROWS = 12
table = {
    "age": rng.uniform(10, 70, ROWS).astype(np.float32),
    "size": rng.uniform(0, 3, (ROWS, 2)).astype(np.float32),
    "colour": rng.choice(["red", "green", "pink"], (ROWS, 1)),
    "tags": rng.choice(["sea", "hill", "town", ""], (ROWS, 3)),
    "shop": rng.randint(0, 4, (ROWS, 1)),
    "places": rng.choice(["sea", "hill", "town"], (ROWS, 3)),
    "share": rng.uniform(0.1, 1, (ROWS, 3)).astype(np.float32),
}
wanted = (table["age"] / 30 + table["size"].sum(1) > 2.5).astype(np.float32)[:, None]

fc = tf.feature_column
features = {name: tf.constant(values) for name, values in table.items()}
age = fc.numeric_column("age", normalizer_fn=lambda years: (years - 40.0) / 20.0)
size = fc.numeric_column("size", shape=[2])
by_age = fc.bucketized_column(fc.numeric_column("age"), boundaries=[18, 30, 45, 60])
by_size = fc.bucketized_column(size, boundaries=[1.0, 2.0])
colour = fc.categorical_column_with_vocabulary_list("colour", ["red", "green", "blue"])
colour_file = fc.categorical_column_with_vocabulary_file("colour", "colours.txt", num_oov_buckets=2)
tags = fc.categorical_column_with_hash_bucket("tags", hash_bucket_size=9)
shop = fc.categorical_column_with_identity("shop", num_buckets=4)
weighted = fc.weighted_categorical_column(fc.categorical_column_with_vocabulary_list("places", ["sea", "hill"]), "share")
crossed = fc.crossed_column(["colour", by_age, shop], hash_bucket_size=20)

start = tf.constant_initializer(np.linspace(-1, 1, 18).reshape(9, 2))
deep_columns = [
    age,
    size,
    by_size,
    fc.indicator_column(colour),
    fc.indicator_column(shop),
    fc.embedding_column(tags, 2, combiner="sqrtn", initializer=start),
]
net = fc.input_layer(features, deep_columns)
kernel = tf.get_variable("kernel", initializer=np.linspace(-0.5, 0.5, 18).astype(np.float32)[:, None])
deep = tf.matmul(net, kernel)

columns_to_variables = {}
wide_columns = [by_age, colour_file, tags, crossed, weighted, size]
wide = fc.linear_model(features, wide_columns, cols_to_vars=columns_to_variables)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=wanted, logits=deep + wide))
train = tf.train.GradientDescentOptimizer(0.2).minimize(loss)

one, other = fc.shared_embedding_columns(
    [fc.categorical_column_with_identity("shop", 4), fc.categorical_column_with_identity("back", 4)],
    2,
    initializer=tf.ones_initializer(),
)
shared = fc.input_layer({"shop": features["shop"], "back": 3 - features["shop"]}, [one, other])
spec = fc.make_parse_example_spec([age, tags, shop, crossed, weighted])

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
    first = sess.run([net, wide, shared])
    losses = [sess.run([loss, train])[0] for _ in range(20)]
    after = sess.run(tf.trainable_variables())

RESULT = {
    "first": first,
    "losses": losses,
    "after": after,
    "variables": [variable.name for variable in tf.global_variables()],
    "of columns": sorted(len(variables) for variables in columns_to_variables.values()),
    "names": [column.name for column in [*deep_columns, *wide_columns, one, other]],
    "spec": {name: [type(each).__name__, each.dtype.name] for name, each in spec.items()},
}
RTOL = 1e-4
