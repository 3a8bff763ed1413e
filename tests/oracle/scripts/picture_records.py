"""Pictures as PNG inside TFRecords: written, decoded by a data set, resized, turned, standardised, trained on."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(17)
pictures = rng.randint(0, 256, (12, 6, 8, 3)).astype(np.uint8)
labels = (pictures.mean((1, 2, 3)) > 127).astype(int)


def _bytes_feature(value):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


def _int64_feature(value):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[value]))


with tf.Session() as sess, tf.python_io.TFRecordWriter("pictures.tfrecords") as writer:
    encoded = tf.image.encode_png(tf.placeholder(tf.uint8, [None, None, 3], name="picture"))
    for picture, label in zip(pictures, labels):
        raw = sess.run(encoded, {"picture:0": picture})
        feature = {
            "height": _int64_feature(picture.shape[0]), "label": _int64_feature(int(label)), "picture": _bytes_feature(raw),
        }  # fmt: skip
        writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


def parse(serialized):
    features = tf.parse_single_example(
        serialized,
        features={
            "height": tf.FixedLenFeature([], tf.int64),
            "label": tf.FixedLenFeature([], tf.int64),
            "picture": tf.FixedLenFeature([], tf.string),
        },
    )
    image = tf.image.decode_png(features["picture"], channels=3)
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.image.resize_images(image, [4, 4])
    return image, features["label"]


def augment(image, label):
    image = tf.image.flip_left_right(image)
    image = tf.image.adjust_brightness(image, 0.1)
    return tf.clip_by_value(image, 0.0, 1.0), label


def standardize(image, label):
    return tf.image.per_image_standardization(image), label


dataset = tf.data.TFRecordDataset("pictures.tfrecords").map(parse)
augmented = dataset.map(augment).map(standardize)
iterator = tf.data.Iterator.from_structure(augmented.batch(4).output_types, augmented.batch(4).output_shapes)
images, targets = iterator.get_next()
train_init = iterator.make_initializer(augmented.repeat(2).batch(4))
test_init = iterator.make_initializer(dataset.map(standardize).batch(4))
net = tf.layers.conv2d(images, 2, 3, padding="same", activation=tf.nn.relu, kernel_initializer=tf.constant_initializer(0.05))
net = tf.layers.max_pooling2d(net, 2, 2)
logits = tf.layers.dense(tf.layers.flatten(net), 2, kernel_initializer=tf.constant_initializer(rng.normal(0, 0.3, (8, 2))))
loss = tf.losses.sparse_softmax_cross_entropy(targets, logits)
train_op = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train_init)
    losses = []
    while True:
        try:
            losses.append(sess.run([loss, train_op])[0])
        except tf.errors.OutOfRangeError:
            break
    sess.run(test_init)
    first = sess.run([images, targets, loss])
    RESULT = {"losses": losses, "first": first, "shapes": [images, targets, dataset.output_shapes[0], dataset.output_types[1]]}
