"""tf.data: slices, map, filter, batch, repeat, zip, shuffle, one-shot and initialisable iterators, the end."""

import numpy as np
import tensorflow.compat.v1 as tf

features = np.arange(20, dtype=np.float32).reshape(10, 2)
labels = np.arange(10) % 2

dataset = tf.data.Dataset.from_tensor_slices((features, labels))
dataset = dataset.map(lambda x, y: (x * 2.0, tf.one_hot(y, 2)))
dataset = dataset.repeat(2).batch(4).prefetch(1)
X, Y = dataset.make_one_shot_iterator().get_next()

limit = tf.placeholder(tf.int64, [])
counted = tf.data.Dataset.range(limit).filter(lambda i: tf.equal(i % 3, 0)).map(lambda i: i * i)
iterator = counted.make_initializable_iterator()
square = iterator.get_next()

shuffled = tf.data.Dataset.range(30).shuffle(buffer_size=30, seed=1).batch(30)
mixed = shuffled.make_one_shot_iterator().get_next()

zipped = tf.data.Dataset.zip(
    (
        tf.data.Dataset.range(3),
        tf.data.Dataset.from_tensors(tf.constant([1.0, 2.0])).repeat(),
        tf.data.Dataset.range(5).skip(1).take(3),
    )
)
a, b, c = zipped.make_one_shot_iterator().get_next()

named = tf.data.Dataset.from_tensor_slices({"x": [1.0, 2.0, 3.0], "y": ["a", "b", "c"]}).batch(2)
as_dict = named.make_one_shot_iterator().get_next()


def drain(sess, fetches):
    found = []
    try:
        while True:
            found.append(sess.run(fetches))
    except tf.errors.OutOfRangeError:
        return found


with tf.Session() as sess:
    batches = drain(sess, [X, Y])
    squares = []
    for n in (7, 4):
        sess.run(iterator.initializer, {limit: n})
        squares.append(drain(sess, square))
    drawn = sess.run(mixed)
    RESULT = {
        "batches": batches,
        "squares": squares,
        "a permutation": np.sort(drawn),
        "is mixed": not np.array_equal(drawn, np.arange(30)),
        "zipped": drain(sess, [a, b, c]),
        "dicts": drain(sess, as_dict),
        "tensors": [X, Y, square, a, b, c, as_dict["y"]],
        "types": [dataset.output_types[0], dataset.output_shapes[0], iterator.output_types],
    }
