import warnings

import numpy as np

import heureum as tf
from heureum import show
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)

x = tf.placeholder(tf.float32, shape=[None, 784], name="x")
y = tf.placeholder(tf.float32, shape=[None, 10], name="y")
w = tf.Variable(tf.zeros([784, 10]), name="w")
b = tf.Variable(tf.zeros([10]), name="b")
logits = tf.matmul(x, w) + b
loss = tf.reduce_mean(
    tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits),
    name="loss",
)
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
said = tf.argmax(logits, 1)
table = tf.confusion_matrix(tf.argmax(y, 1), said, num_classes=10)

images, labels = digits.test.images, digits.test.labels
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(201):
        batch, answers = digits.train.next_batch(100)
        sess.run(train, {x: batch, y: answers})
    table, said = sess.run([table, said], {x: images, y: labels})
show.heat_map(table, title="confusion", y_label="truly", x_label="said")

truth = labels.argmax(axis=1)
wrong = np.flatnonzero(said != truth)[:20]
names = [f"{truth[each]}→{said[each]}" for each in wrong]
pictures = images[wrong].reshape(-1, 28, 28)
show.image(pictures, labels=names, columns=5, title="wrong")
