"""Windows over a series, groups by a key, sequences of like length in one batch, tables of named columns, padded scalars."""

import numpy as np
import tensorflow.compat.v1 as tf

with open("sales.csv", "w") as file:
    file.write('shop,units,price,note\nnorth,3,1.5,ok\nsouth,,2.25,"late, but ok"\nnorth,7,3.0,\neast,1,0.5,ok\n')


def walked(dataset):
    """All elements of a dataset, as far as it goes."""
    element = dataset.make_one_shot_iterator().get_next()
    found = []
    with tf.Session() as sess:
        while True:
            try:
                found.append(sess.run(element))
            except tf.errors.OutOfRangeError:
                return found


def as_lists(elements):
    """Batches of different sizes side by side."""
    if isinstance(elements, dict):
        return {name: as_lists(each) for name, each in elements.items()}
    if isinstance(elements, (list, tuple)):
        return [as_lists(each) for each in elements]
    return np.asarray(elements).tolist()


def sequences():
    for length in (3, 8, 2, 7, 12, 1, 4, 9):
        yield list(range(length)), length


experimental = tf.data.experimental
series = tf.data.Dataset.from_tensor_slices(np.arange(12, dtype=np.float32))
pairs = (
    series.window(4, shift=1, drop_remainder=True).flat_map(lambda window: window.batch(4)).map(lambda row: (row[:-1], row[-1]))
)
texts = tf.data.Dataset.from_generator(sequences, (tf.int32, tf.int32), (tf.TensorShape([None]), tf.TensorShape([])))
table = experimental.make_csv_dataset("sales.csv", 2, label_name="units", shuffle=False, num_epochs=1)
fields = experimental.CsvDataset("sales.csv", [tf.string, [9], tf.float32], header=True, select_cols=[0, 1, 2])

found = {
    "pairs": walked(pairs.batch(5)),
    "apart": walked(series.window(3, shift=5, stride=2).flat_map(lambda window: window.batch(3))),
    "grouped": walked(
        tf.data.Dataset.range(11).apply(
            experimental.group_by_window(lambda x: x % 3, lambda key, window: window.map(lambda x: x * 10 + key).batch(2), 2)
        )
    ),
    "by length": walked(
        texts.apply(
            experimental.bucket_by_sequence_length(lambda text, length: length, [5, 9], [3, 2, 1], padding_values=(-1, 0))
        )
    ),
    "padded": walked(texts.padded_batch(4, ([None], []))),
    "table": walked(table),
    "fields": walked(fields),
    "small": walked(tf.data.Dataset.range(9).apply(experimental.take_while(lambda x: x < 4))),
    "once": walked(tf.data.Dataset.from_tensor_slices([2, 1, 2, 3, 1]).apply(experimental.unique())),
    "sound": walked(
        tf.data.Dataset.from_tensor_slices([1.0, 0.0, 4.0])
        .map(lambda x: tf.check_numerics(1 / x, "none"))
        .apply(experimental.ignore_errors())
    ),
    "rows": walked(tf.data.Dataset.range(6).batch(4).unbatch().with_options(tf.data.Options()).prefetch(experimental.AUTOTUNE)),
}
RESULT = {
    "found": as_lists(found),
    "types": [str(each.output_types) for each in (pairs, texts, fields)],
    "shapes": [str(each.output_shapes) for each in (pairs, texts, fields)],
    "columns": [list(table.output_types[0]), table.output_types[1].name],
}
