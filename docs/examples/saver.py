import os
import tempfile

import heureum as tf

w = tf.Variable([1.0, 2.0], name="w")
learn = tf.assign_add(w, [0.5, 0.5])
saver = tf.train.Saver()

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "model.ckpt")
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(learn)
        saver.save(sess, path)
    print("in the file:", tf.train.list_variables(path))

    # ko: 초기화하지 않은 새 세션
    # en: A new session, not initialized
    with tf.Session() as sess:
        saver.restore(sess, path)
        print("restored:", sess.run(w))
