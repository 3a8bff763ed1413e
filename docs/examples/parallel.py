import warnings
from time import perf_counter

import heureum as tf
from heureum import show
from heureum.examples.tutorials.mnist import input_data
from heureum.trace import unobserved

warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", one_hot=True, seed=1)


def training(count, size, width=128):
    """One training step of a small network, its batch shared by `count` workers."""
    with tf.Graph().as_default():
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
        sess = tf.Session(workers=count)
        sess.run(tf.global_variables_initializer())
        return lambda: sess.run(train, feed)


def best_ms(steps):
    # ko: 번갈아 재고, 방해를 가장 덜 받은 한 번을 봅니다. 기록하면 느려지므로 기록하지 않습니다.
    # en: They take turns, and the least disturbed run counts. Nothing is recorded: that would slow it down.
    took = [[] for _ in steps]
    with unobserved():
        for _ in range(16):
            for step, times in zip(steps, took):
                begin = perf_counter()
                step()
                times.append(perf_counter() - begin)
    return [1000 * min(times) for times in took]


sizes = [32, 128, 512, 1024]
ones, twos = zip(*[best_ms([training(1, size), training(2, size)]) for size in sizes])
times = {"one worker": ones, "two workers": twos}
show.bar(times, labels=[f"batch {size}" for size in sizes], title="ms per step", y_label="ms")
gain = [one / two for one, two in zip(ones, twos)]
show.line(gain, x=sizes, title="times as fast with two workers", x_label="batch")
