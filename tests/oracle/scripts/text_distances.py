"""Edit distance between words, and addresses matched by text and number together: sparse tensors of characters."""

import tensorflow.compat.v1 as tf

sess = tf.Session()
h1 = tf.SparseTensor([[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 0, 3]], list("bear"), [1, 1, 4])
t1 = tf.SparseTensor([[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 0, 3], [0, 0, 4]], list("beers"), [1, 1, 5])
single = sess.run([tf.edit_distance(h1, t1, normalize=False), tf.edit_distance(h1, t1)])

words = ["bear", "bar", "tensor", "flow", "bears"]
indices = [[i, 0, k] for i, word in enumerate(words) for k, _ in enumerate(word)]
h3 = tf.SparseTensor(indices, list("".join(words)), [len(words), 1, 6])
truth = [[i, 0, k] for i in range(len(words)) for k in range(4)]
t3 = tf.SparseTensor(truth, list("beer") * len(words), [len(words), 1, 4])
several = sess.run(tf.edit_distance(h3, t3, normalize=True))


def sparse_from_word_vec(word_vec):
    indices = [[xi, 0, yi] for xi, x in enumerate(word_vec) for yi, _ in enumerate(x)]
    return tf.SparseTensorValue(indices, list("".join(word_vec)), [len(word_vec), 1, 1])


test_address = tf.sparse_placeholder(dtype=tf.string)
test_zip = tf.placeholder(shape=[None, 1], dtype=tf.float32)
ref_address = tf.sparse_placeholder(dtype=tf.string)
ref_zip = tf.placeholder(shape=[None, 4], dtype=tf.float32)
zip_dist = tf.square(tf.subtract(ref_zip, test_zip))
address_dist = tf.edit_distance(test_address, ref_address, normalize=True)
zip_max = tf.gather(tf.squeeze(zip_dist), tf.argmax(zip_dist, 1))
zip_min = tf.gather(tf.squeeze(zip_dist), tf.argmin(zip_dist, 1))
zip_sim = tf.divide(tf.subtract(zip_max, zip_dist), tf.subtract(zip_max, zip_min))
address_sim = tf.subtract(1.0, address_dist)
weighted_sim = tf.add(tf.transpose(tf.multiply(0.6, address_sim)), tf.multiply(0.4, zip_sim))
top_match_index = tf.argmax(weighted_sim, 1)
streets = ["abbey", "baker", "canal", "abbot"]
reference = sparse_from_word_vec(streets)
found = []
for guess, code in (("abbet", 65438.0), ("kanal", 65783.0)):
    feed = {
        test_address: sparse_from_word_vec([guess] * 4),
        test_zip: [[code]],
        ref_address: reference,
        ref_zip: [[65438.0, 65783.0, 65790.0, 65433.0]],
    }
    found.append(sess.run([top_match_index, weighted_sim], feed))
RESULT = {"single": single, "several": several, "found": found, "shape": tf.edit_distance(h3, t3)}
