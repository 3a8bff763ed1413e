import warnings

import heureum as tf
from heureum import show
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)
tf.set_random_seed(1)

x = tf.placeholder(tf.float32, shape=[None, 784], name="x")
y = tf.placeholder(tf.float32, shape=[None, 10], name="y")
hidden = tf.layers.dense(x, 64, activation=tf.nn.relu, name="hidden")
logits = tf.layers.dense(hidden, 10)
loss = tf.reduce_mean(
    tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits),
    name="loss",
)
train = tf.train.AdamOptimizer(0.003).minimize(loss)
right = tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1))
accuracy = tf.reduce_mean(tf.cast(right, tf.float32), name="accuracy")

test = {x: digits.test.images[:1000], y: digits.test.labels[:1000]}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(201):
        images, labels = digits.train.next_batch(100)
        batch = {x: images, y: labels}
        if step % 10 == 0:
            seen = sess.run(loss, batch)
            unseen, share = sess.run([loss, accuracy], test)
            losses = {"train": seen, "test": unseen}
            show.line(losses, x=step, title="loss", x_label="step")
            show.line({"test": share}, x=step, title="accuracy", x_label="step")
        sess.run(train, batch)
    weights = sess.run(tf.trainable_variables()[0])

# ko: 가운데 층의 뉴런 열 개가 보는 것
# en: What ten neurons of the middle layer look at
show.image(weights.T[:10].reshape(-1, 28, 28), columns=5, title="weights")
