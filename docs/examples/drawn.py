import os
import warnings

import numpy as np

import heureum as tf
from heureum import show
from heureum.examples.drawing import read_digit, redraw
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)
tf.set_random_seed(1)
steps = 500
other_hands = True

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
probability = tf.nn.softmax(logits)

# ko: 배운 것을 파일에 두고 다음번에는 배우지 않습니다.
# en: What was learned is kept in a file, and not learned again.
saver = tf.train.Saver()
path = f"digits-model/{digits.train.num_examples}-{steps}-{other_hands}"
random = np.random.default_rng(1)
drawn = read_digit("digit.json")
with tf.Session() as sess:
    if tf.train.checkpoint_exists(path):
        saver.restore(sess, path)
    else:
        os.makedirs("digits-model", exist_ok=True)
        sess.run(tf.global_variables_initializer())
        for _ in range(steps):
            images, labels = digits.train.next_batch(50)
            if other_hands:
                images = redraw(images, random)
            sess.run(train, {x: images, y: labels})
        saver.save(sess, path)
    found = sess.run(probability, {x: drawn.reshape(1, 784)})[0]

print("read as", found.argmax())
show.bar(found.round(3), title="probability")
show.image(drawn, title="what the model sees")
