import warnings

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
    weights = sess.run(w)

# ko: 무게 784개를 다시 그림으로 놓습니다.
# en: The 784 weights, laid out as a picture again.
pictures = weights.T.reshape(10, 28, 28)
show.image(pictures, labels=range(10), columns=5, title="weights")
