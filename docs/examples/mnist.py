import warnings

import heureum as tf
from heureum import show
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)
tf.set_random_seed(1)
print(digits.train.num_examples, "to train,", digits.test.num_examples, "to test")
show.image(digits.train.images[:20].reshape(-1, 28, 28), columns=10)

x = tf.placeholder(tf.float32, shape=[None, 784], name="x")
y = tf.placeholder(tf.float32, shape=[None, 10], name="y")
picture = tf.reshape(x, [-1, 28, 28, 1])
c = tf.layers.conv2d(picture, 8, 5, strides=2, activation=tf.nn.relu)
p = tf.layers.max_pooling2d(c, 2, 2)
logits = tf.layers.dense(tf.layers.flatten(p), 10)
loss = tf.reduce_mean(
    tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits),
    name="loss",
)
train = tf.train.AdamOptimizer(0.01).minimize(loss)
right = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1))
accuracy = tf.reduce_mean(tf.cast(right, tf.float32), name="accuracy")

test = {x: digits.test.images[:1000], y: digits.test.labels[:1000]}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(201):
        images, labels = digits.train.next_batch(100)
        if step % 20 == 0:
            share = sess.run(accuracy, test)
            show.line({"test": share}, x=step, title="accuracy", x_label="step")
        sess.run(train, {x: images, y: labels})
