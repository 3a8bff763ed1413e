import warnings

import heureum as tf
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)
tf.set_random_seed(1)

x = tf.placeholder(tf.float32, shape=[None, 784], name="x")
y = tf.placeholder(tf.float32, shape=[None, 10], name="y")
hidden = tf.layers.dense(x, 64, activation=tf.nn.relu, name="hidden")
logits = tf.layers.dense(hidden, 10, name="logits")
loss = tf.reduce_mean(
    tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits),
    name="loss",
)
train = tf.train.AdamOptimizer(0.003).minimize(loss)
right = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1))
accuracy = tf.reduce_mean(tf.cast(right, tf.float32), name="accuracy")

test = {x: digits.test.images, y: digits.test.labels}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(201):
        images, labels = digits.train.next_batch(100)
        wrong, _ = sess.run([loss, train], {x: images, y: labels})
        if step % 40 == 0:
            print(f"step {step:3}  loss {wrong:.2f}  test {sess.run(accuracy, test):.0%}")
