"""A loop that a monitored session watches: hooks that stop, count, log and save; taken up again from its folder."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(24)
x_data = rng.randn(30, 2).astype(np.float32)
y_data = (x_data @ [[2.0], [-1.0]] + 0.5).astype(np.float32)


class Recorder(tf.train.SessionRunHook):
    def __init__(self, loss):
        self.loss, self.seen, self.order = loss, [], []

    def begin(self):
        self.order.append("begin")
        self.step = tf.train.get_global_step()

    def after_create_session(self, session, coord):
        self.order.append("session")

    def before_run(self, run_context):
        return tf.train.SessionRunArgs({"loss": self.loss, "step": self.step})

    def after_run(self, run_context, run_values):
        self.seen.append([run_values.results["step"], run_values.results["loss"]])

    def end(self, session):
        self.order.append("end")


def trained(last_step):
    with tf.Graph().as_default():
        dataset = tf.data.Dataset.from_tensor_slices((x_data, y_data)).repeat().batch(10)
        x, y = dataset.make_one_shot_iterator().get_next()
        global_step = tf.train.get_or_create_global_step()
        prediction = tf.layers.dense(x, 1, kernel_initializer=tf.zeros_initializer(), name="linear")
        loss = tf.losses.mean_squared_error(y, prediction)
        rate = tf.train.piecewise_constant(global_step, [4, 8], [0.1, 0.05, 0.01])
        train_op = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=global_step)
        tf.summary.scalar("loss", loss)
        recorder = Recorder(loss)
        hooks = [recorder, tf.train.StopAtStepHook(last_step=last_step), tf.train.NanTensorHook(loss)]
        with tf.train.MonitoredTrainingSession(
            checkpoint_dir="run", hooks=hooks, save_checkpoint_steps=3, save_summaries_steps=2, log_step_count_steps=None
        ) as sess:
            while not sess.should_stop():
                sess.run(train_op)
        return recorder


first, second = trained(5), trained(9)
with tf.Graph().as_default():
    global_step = tf.train.create_global_step()
    x = tf.placeholder(tf.float32, [None, 2])
    prediction = tf.layers.dense(x, 1, name="linear")
    with tf.train.SingularMonitoredSession(checkpoint_dir="run") as sess:
        found = sess.run([global_step, prediction], {x: x_data[:3]})
RESULT = {
    "seen": [first.seen, second.seen],
    "order": [first.order, second.order],
    "found": found,
    "saved": tf.train.latest_checkpoint("run"),
    "names": sorted(name for name, _ in tf.train.list_variables("run")),
}
