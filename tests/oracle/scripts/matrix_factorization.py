"""A recommender: users' and items' factors looked up, biases, regularised squares, batches from a one-shot iterator."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(8)
n_users, n_items, dim = 12, 9, 4
users = rng.randint(0, n_users, 64).astype(np.int32)
items = rng.randint(0, n_items, 64).astype(np.int32)
rates = (1 + (users + items) % 5).astype(np.float32)

dataset = tf.data.Dataset.from_tensor_slices({"user": users, "item": items, "rate": rates})
dataset = dataset.repeat().batch(16)
batch = dataset.make_one_shot_iterator().get_next()


def inference_svd(user_batch, item_batch, device="/cpu:0"):
    with tf.device("/cpu:0"):
        bias_global = tf.get_variable("bias_global", shape=[], initializer=tf.zeros_initializer())
        w_bias_user = tf.get_variable("embd_bias_user", shape=[n_users], initializer=tf.zeros_initializer())
        w_bias_item = tf.get_variable("embd_bias_item", shape=[n_items], initializer=tf.zeros_initializer())
        bias_user = tf.nn.embedding_lookup(w_bias_user, user_batch, name="bias_user")
        bias_item = tf.nn.embedding_lookup(w_bias_item, item_batch, name="bias_item")
        w_user = tf.get_variable("embd_user", initializer=rng.normal(0, 0.1, (n_users, dim)).astype(np.float32))
        w_item = tf.get_variable("embd_item", initializer=rng.normal(0, 0.1, (n_items, dim)).astype(np.float32))
        embd_user = tf.nn.embedding_lookup(w_user, user_batch, name="embedding_user")
        embd_item = tf.nn.embedding_lookup(w_item, item_batch, name="embedding_item")
    with tf.device(device):
        infer = tf.reduce_sum(tf.multiply(embd_user, embd_item), 1)
        infer = tf.add(infer, bias_global)
        infer = tf.add(infer, bias_user)
        infer = tf.add(infer, bias_item, name="svd_inference")
        regularizer = tf.add(tf.nn.l2_loss(embd_user), tf.nn.l2_loss(embd_item), name="svd_regularizer")
    return infer, regularizer


infer, regularizer = inference_svd(batch["user"], batch["item"])
global_step = tf.train.get_or_create_global_step()
cost_l2 = tf.nn.l2_loss(tf.subtract(infer, batch["rate"]))
penalty = tf.constant(0.05, dtype=tf.float32, shape=[], name="l2")
cost = tf.add(cost_l2, tf.multiply(regularizer, penalty))
train_op = tf.train.FtrlOptimizer(0.1).minimize(cost, global_step=global_step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    errors = []
    for _ in range(12):
        _, predicted, wanted = sess.run([train_op, infer, batch["rate"]])
        errors.append(np.sqrt(np.mean(np.power(np.clip(predicted, 1.0, 5.0) - wanted, 2))))
    factors = sess.run(tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES))
    RESULT = {
        "errors": errors[::3],
        "factors": factors,
        "step": tf.train.global_step(sess, global_step),
        "tensors": [infer, regularizer, cost],
    }
