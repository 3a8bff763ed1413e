"""Iterators that are switched: reinitialisable between training and validation, feedable by a string handle, padded batches."""

import numpy as np
import tensorflow.compat.v1 as tf

train_x = np.arange(8, dtype=np.float32).reshape(8, 1)
x_in = tf.placeholder(train_x.dtype, train_x.shape)
train = tf.data.Dataset.from_tensor_slices(x_in).batch(4)
valid = tf.data.Dataset.from_tensor_slices(np.array([[100.0], [200.0]], np.float32)).batch(4)

iterator = tf.data.Iterator.from_structure(train.output_types, train.output_shapes)
batch = iterator.get_next()
train_init = iterator.make_initializer(train)
valid_init = iterator.make_initializer(valid)
total = tf.reduce_sum(batch)

handle = tf.placeholder(tf.string, shape=[])
feedable = tf.data.Iterator.from_string_handle(handle, tf.int64, tf.TensorShape([]))
element = feedable.get_next()
first = tf.data.Dataset.range(3).repeat().make_one_shot_iterator()
second = tf.data.Dataset.range(10, 12).make_initializable_iterator()


def sentences():
    for words in ([1, 2, 3], [4], [5, 6]):
        yield words


generated = tf.data.Dataset.from_generator(sentences, tf.int32, tf.TensorShape([None])).padded_batch(2, padded_shapes=[None])
padded = generated.make_one_shot_iterator().get_next()
flat = (
    tf.data.Dataset.range(1, 4).flat_map(lambda n: tf.data.Dataset.from_tensors(n).repeat(n)).make_one_shot_iterator().get_next()
)

with tf.Session() as sess:
    sums = []
    for epoch in range(2):
        for init, feed in ((train_init, {x_in: train_x + epoch}), (valid_init, {})):
            sess.run(init, feed)
            while True:
                try:
                    sums.append(sess.run(total))
                except tf.errors.OutOfRangeError:
                    break
    handles = sess.run([first.string_handle(), second.string_handle()])
    sess.run(second.initializer)
    switched = [sess.run(element, {handle: handles[i % 2]}) for i in range(4)]
    ended = []
    try:
        sess.run(element, {handle: handles[1]})
    except tf.errors.OutOfRangeError as error:
        ended.append(type(error))
    RESULT = {
        "sums": sums,
        "switched": switched,
        "ended": ended,
        "padded": [sess.run(padded), sess.run(padded)],
        "flat": [sess.run(flat) for _ in range(6)],
        "tensors": [batch, total, element, padded],
    }
