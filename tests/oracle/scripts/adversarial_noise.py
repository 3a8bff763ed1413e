"""Noise that is learnt while the net stays: collections of its own, clipping by assign, gradients by the picture."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(0)
noise_limit, noise_l2_weight = 0.35, 0.02
x = tf.placeholder(tf.float32, shape=[None, 16], name="x")
x_image = tf.reshape(x, [-1, 4, 4, 1])
y_true = tf.placeholder(tf.float32, shape=[None, 3], name="y_true")
y_true_cls = tf.argmax(y_true, axis=1)

ADVERSARY_VARIABLES = "adversary_variables"
collections = [tf.GraphKeys.GLOBAL_VARIABLES, ADVERSARY_VARIABLES]
x_noise = tf.Variable(tf.zeros([4, 4, 1]), name="x_noise", trainable=False, collections=collections)
x_noise_clip = tf.assign(x_noise, tf.clip_by_value(x_noise, -noise_limit, noise_limit))
x_noisy_image = tf.clip_by_value(x_image + x_noise, 0.0, 1.0)

W = tf.Variable(rng.randn(16, 3).astype(np.float32))
logits = tf.matmul(tf.reshape(x_noisy_image, [-1, x_noisy_image.shape[1:4].num_elements()]), W)
y_pred_cls = tf.argmax(tf.nn.softmax(logits), axis=1)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=y_true))
optimizer = tf.train.AdamOptimizer(learning_rate=1e-2).minimize(loss)

adversary_variables = tf.get_collection(ADVERSARY_VARIABLES)
l2_loss_noise = noise_l2_weight * tf.nn.l2_loss(x_noise)
optimizer_adversary = tf.train.AdamOptimizer(learning_rate=0.1).minimize(loss + l2_loss_noise, var_list=adversary_variables)
gradient = tf.gradients(tf.reduce_mean(tf.square(logits[:, 1])), x)[0]
gradient /= tf.reduce_max(tf.abs(gradient)) + 1e-8

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    session.run(tf.variables_initializer([x_noise]))
    images = rng.rand(12, 16).astype(np.float32)
    labels = np.eye(3)[rng.randint(0, 3, 12)]
    for _ in range(5):
        session.run(optimizer, feed_dict={x: images, y_true: labels})
    target = np.zeros_like(labels)
    target[:, 2] = 1.0
    losses = []
    for _ in range(8):
        losses.append(session.run([optimizer_adversary, loss], feed_dict={x: images, y_true: target})[1])
        session.run(x_noise_clip)
    RESULT = {
        "losses": losses,
        "noise": session.run(x_noise),
        "predicted": session.run(y_pred_cls, {x: images}).dtype.name,
        "gradient": session.run(gradient, {x: images[:2]}),
        "adversary": [v.name for v in adversary_variables],
        "trainable": [v.name for v in tf.trainable_variables()],
        "elements": x_noisy_image.shape[1:4].num_elements(),
    }
