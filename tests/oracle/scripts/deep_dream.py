"""Gradient ascent on an image: octaves by bilinear resizing, tiles shifted, a Laplacian pyramid by transposed convolution."""

from functools import partial

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(9)
graph = tf.Graph()
sess = tf.InteractiveSession(graph=graph)
t_input = tf.placeholder(np.float32, name="input")
imagenet_mean = 117.0
t_preprocessed = tf.expand_dims(t_input - imagenet_mean, 0)
kernel = rng.normal(0, 0.3, (3, 3, 3, 8)).astype(np.float32)
features = tf.nn.relu(tf.nn.conv2d(tf.reshape(t_preprocessed, [1, 16, 16, 3]), kernel, [1, 2, 2, 1], "SAME"), name="mixed")
layers = [op.name for op in graph.get_operations() if op.type == "Conv2D"]


def T(layer):
    return graph.get_tensor_by_name("%s:0" % layer)


def tffunc(*argtypes):
    placeholders = list(map(tf.placeholder, argtypes))

    def wrap(f):
        out = f(*placeholders)

        def wrapper(*args, **kw):
            return out.eval(dict(zip(placeholders, args)), session=kw.get("session"))

        return wrapper

    return wrap


def resize(img, size):
    img = tf.expand_dims(img, 0)
    return tf.image.resize_bilinear(img, size)[0, :, :, :]


resize = tffunc(np.float32, np.int32)(resize)

k = np.float32([1, 4, 6, 4, 1])
k = np.outer(k, k)
k5x5 = k[:, :, None, None] / k.sum() * np.eye(3, dtype=np.float32)


def lap_split(img):
    with tf.name_scope("split"):
        lo = tf.nn.conv2d(img, k5x5, [1, 2, 2, 1], "SAME")
        lo2 = tf.nn.conv2d_transpose(lo, k5x5 * 4, tf.shape(img), [1, 2, 2, 1])
        hi = img - lo2
    return lo, hi


def lap_split_n(img, n):
    levels = []
    for _ in range(n):
        img, hi = lap_split(img)
        levels.append(hi)
    levels.append(img)
    return levels[::-1]


def lap_merge(levels):
    img = levels[0]
    for hi in levels[1:]:
        with tf.name_scope("merge"):
            img = tf.nn.conv2d_transpose(img, k5x5 * 4, tf.shape(hi), [1, 2, 2, 1]) + hi
    return img


def normalize_std(img, eps=1e-10):
    with tf.name_scope("normalize"):
        std = tf.sqrt(tf.reduce_mean(tf.square(img)))
        return img / tf.maximum(std, eps)


def lap_normalize(img, scale_n=2):
    img = tf.expand_dims(img, 0)
    tlevels = list(map(normalize_std, lap_split_n(img, scale_n)))
    return lap_merge(tlevels)[0, :, :, :]


t_obj = tf.square(T("mixed"))
t_score = tf.reduce_mean(t_obj)
t_grad = tf.gradients(t_score, t_input)[0]
lap_norm_func = tffunc(np.float32)(partial(lap_normalize, scale_n=2))
img = rng.uniform(size=(16, 16, 3)) + 100.0
scores = []
for i in range(5):
    g, score = sess.run([t_grad, t_score], {t_input: img})
    g = lap_norm_func(g)
    img += g * 1.0
    scores.append(score)
small = resize(img, np.int32([12, 12]))
RESULT = {"scores": scores, "image": img, "small": small, "layers": layers, "tensors": [t_obj, T("input")]}
sess.close()
