import warnings
from time import perf_counter

import heureum as tf
from heureum import show
from heureum.examples.tutorials.mnist import input_data

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)


def step_ms(count, size, width=128):
    """One training step of a small network, its batch shared by `count` workers."""
    with tf.Graph().as_default(), tf.Session(workers=count) as sess:
        tf.set_random_seed(1)
        feed, parts = {}, []
        optimizer = tf.train.GradientDescentOptimizer(0.1)
        for k in range(count):
            # ko: 작업자마다 제 몫의 그림으로 미분을 구합니다.
            # en: Each worker finds the gradients for its share of the pictures.
            with tf.device(f"/job:worker/task:{k}"), tf.variable_scope("net", reuse=k > 0):
                x = tf.placeholder(tf.float32, [size // count, 784])
                y = tf.placeholder(tf.float32, [size // count, 10])
                feed[x], feed[y] = digits.train.next_batch(size // count)
                hidden = tf.layers.dense(x, width, activation=tf.nn.relu, name="hidden")
                logits = tf.layers.dense(hidden, 10, name="logits")
                loss = tf.losses.softmax_cross_entropy(y, logits)
                parts.append(optimizer.compute_gradients(loss, tf.trainable_variables()))
        # ko: 그 평균으로 무게를 한 번 고칩니다.
        # en: With their mean, the weights are changed once.
        with tf.device("/job:worker/task:0"):
            means = [(tf.add_n([g for g, _ in each]) / count, each[0][1]) for each in zip(*parts)]
            train = optimizer.apply_gradients(means)
        sess.run(tf.global_variables_initializer())
        took = []
        for _ in range(16):
            begin = perf_counter()
            sess.run(train, feed)
            took.append(perf_counter() - begin)
        return 1000 * min(took)


sizes = [32, 128, 512, 1024]
workers = {"one worker": 1, "two workers": 2}
times = {name: [step_ms(count, size) for size in sizes] for name, count in workers.items()}
show.bar(times, labels=[f"batch {size}" for size in sizes], title="ms per step", y_label="ms")
gain = [one / two for one, two in zip(*times.values())]
show.line(gain, x=sizes, title="times as fast with two workers", x_label="batch")
