"""Threads that fill queues: QueueRunner, Coordinator, start_queue_runners, train.batch and slice_input_producer."""
# needs: threads

import numpy as np
import tensorflow.compat.v1 as tf

data = np.arange(12, dtype=np.float32).reshape(6, 2)
labels = np.arange(6, dtype=np.int32)

queue = tf.FIFOQueue(capacity=50, dtypes=[tf.float32, tf.int32], shapes=[[2], []])
enqueue_op = queue.enqueue_many([data, labels])
data_sample, label_sample = queue.dequeue()
runner = tf.train.QueueRunner(queue, [enqueue_op] * 2)

image, label = tf.train.slice_input_producer([data, labels], num_epochs=1, shuffle=False)
batch_image, batch_label = tf.train.batch([image, label], batch_size=4, allow_smaller_final_batch=True)

with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    coord = tf.train.Coordinator()
    own = runner.create_threads(sess, coord=coord, start=True)
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    rows = [sess.run([data_sample, label_sample]) for _ in range(6)]
    batches = []
    try:
        while not coord.should_stop():
            batches.append(sess.run([batch_image, batch_label]))
    except tf.errors.OutOfRangeError as error:
        ended = type(error)
    finally:
        coord.request_stop()
        sess.run(queue.close(cancel_pending_enqueues=True))
        coord.join(own + threads)

RESULT = {
    "rows match": all(bool(row[0] == 2 * label) for row, label in rows),
    "shape": rows[0][0].shape,
    "batches": batches,
    "ended": ended,
    "stopped": coord.should_stop(),
    "tensors": [data_sample, label_sample, batch_image, batch_label],
}
