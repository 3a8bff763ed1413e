"""Pictures prepared in the graph: crops, flips, standardisation, resizing, brightness."""

import numpy as np
import tensorflow.compat.v1 as tf

tf.set_random_seed(0)
rng = np.random.RandomState(0)
picture = rng.rand(8, 10, 3).astype(np.float32)
image = tf.constant(picture)
crop = tf.random_crop(image, size=[5, 6, 3])
flipped = tf.image.random_flip_left_right(image)
centre = tf.image.resize_image_with_crop_or_pad(image, target_height=6, target_width=12)
made = {
    "left right": tf.image.flip_left_right(image),
    "up down": tf.image.flip_up_down(image),
    "standard": tf.image.per_image_standardization(image),
    "bilinear": tf.image.resize_images(image, [4, 5]),
    "larger": tf.image.resize_images(tf.expand_dims(image, 0), (16, 15)),
    "nearest": tf.image.resize_nearest_neighbor(tf.expand_dims(image, 0), [4, 5]),
    "brighter": tf.image.adjust_brightness(image, 0.1),
    "contrast": tf.image.adjust_contrast(image, 1.5),
    "grey": tf.image.rgb_to_grayscale(image),
    "centre": centre,
    "turned": tf.image.rot90(image),
    "transposed": tf.image.transpose_image(image),
    "float": tf.image.convert_image_dtype(tf.constant([[[0, 128, 255]]], tf.uint8), tf.float32),
}
many = tf.map_fn(lambda each: tf.image.flip_left_right(each), tf.stack([image, image * 2.0]))
with tf.Session() as sess:
    drawn = sess.run(crop)
    turned = sess.run(flipped)
    RESULT = {
        "made": sess.run(made),
        "many": sess.run(many)[1, 0],
        "crop is a part": bool(any(np.array_equal(drawn, picture[i : i + 5, j : j + 6]) for i in range(4) for j in range(5))),
        "flipped or not": bool(np.array_equal(turned, picture) or np.array_equal(turned, picture[:, ::-1])),
        "shapes": [each.get_shape() for each in (crop, flipped, centre, *made.values()) if each is not made["turned"]],
    }
