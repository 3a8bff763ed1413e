import heureum as tf

# ko: 변수는 0번 작업자가 간직합니다.
# en: Worker 0 keeps the variable.
with tf.device("/job:worker/task:0"):
    w = tf.Variable([[0.0], [0.0]], name="w")

xs = [[[1.0, 2.0], [2.0, 1.0]], [[3.0, 1.0], [1.0, 3.0]]]
ys = [[[5.0], [4.0]], [[5.0], [7.0]]]

# ko: 자료를 둘로 나누어, 작업자마다 제 몫의 기울기를 구합니다.
# en: The data are divided in two; each worker finds the gradient of its share.
slopes = []
for task in (0, 1):
    with tf.device(f"/job:worker/task:{task}"), tf.name_scope(f"share_{task}"):
        x, y = tf.constant(xs[task], name="x"), tf.constant(ys[task], name="y")
        error = tf.reduce_mean(tf.square(tf.matmul(x, w) - y), name="error")
        (slope,) = tf.gradients(error, [w])
        slopes.append(slope)

# ko: 평균을 내어 한 번 고칩니다.
# en: Average them and change the variable once.
with tf.device("/job:worker/task:0"):
    mean = tf.multiply(0.5, slopes[0] + slopes[1], name="mean")
    step = tf.assign_sub(w, 0.1 * mean, name="step")

with tf.Session(workers=2) as sess:
    sess.run(w.initializer)
    for _ in range(20):
        sess.run(step)
    print("w =", sess.run(step).ravel())
