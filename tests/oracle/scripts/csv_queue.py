"""A CSV file read by queues: string_input_producer, TextLineReader, decode_csv, train.batch."""
# needs: threads

import numpy as np
import tensorflow.compat.v1 as tf

rows = np.array(
    [[73, 80, 75, 152], [93, 88, 93, 185], [89, 91, 90, 180], [96, 98, 100, 196], [73, 66, 70, 142], [53, 46, 55, 101]]
)
with open("scores.csv", "w") as f:
    for row in rows:
        f.write(",".join(str(v) for v in row) + "\n")

filename_queue = tf.train.string_input_producer(["scores.csv"], shuffle=False, name="filename_queue")
reader = tf.TextLineReader()
key, value = reader.read(filename_queue)
record_defaults = [[0.0], [0.0], [0.0], [0.0]]
xy = tf.decode_csv(value, record_defaults=record_defaults)
train_x_batch, train_y_batch = tf.train.batch([xy[0:-1], xy[-1:]], batch_size=3)

X = tf.placeholder(tf.float32, shape=[None, 3])
Y = tf.placeholder(tf.float32, shape=[None, 1])
W = tf.Variable(tf.ones([3, 1]) * 0.5, name="weight")
b = tf.Variable(tf.zeros([1]), name="bias")
hypothesis = tf.matmul(X, W) + b
cost = tf.reduce_mean(tf.square(hypothesis - Y))
train = tf.train.GradientDescentOptimizer(learning_rate=1e-5).minimize(cost)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
coord = tf.train.Coordinator()
threads = tf.train.start_queue_runners(sess=sess, coord=coord)
batches, costs = [], []
for step in range(6):
    x_batch, y_batch = sess.run([train_x_batch, train_y_batch])
    batches.append((x_batch, y_batch))
    costs.append(sess.run([cost, train], feed_dict={X: x_batch, Y: y_batch})[0])
coord.request_stop()
coord.join(threads)
RESULT = {
    "batches": batches[:3],
    "costs": costs,
    "predicted": sess.run(hypothesis, {X: [[100, 70, 101]]}),
    "tensors": [train_x_batch, train_y_batch, xy[0], value],
}
