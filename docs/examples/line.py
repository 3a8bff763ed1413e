import heureum as tf
from heureum import show

# ko: 입력과, 그 입력마다 알려 준 답
# en: Inputs, and the answer that was given for each
x = tf.constant([1.0, 2.0, 3.0, 4.0, 5.0], name="x")
y = tf.constant([3.1, 4.9, 7.2, 8.8, 11.0], name="y")

slope = tf.placeholder(tf.float32, shape=[], name="slope")
height = tf.placeholder(tf.float32, shape=[], name="height")
guess = tf.add(slope * x, height, name="guess")
error = tf.reduce_mean(tf.square(guess - y), name="error")
uphill = tf.gradients(error, [slope, height])

s, h = 0.0, 0.0
with tf.Session() as sess:
    for step in range(301):
        feed = {slope: s, height: h}
        wrong, (ds, dh) = sess.run([error, uphill], feed)
        if step % 100 == 0:
            print(f"{step:3}: y = {s:.2f} x {h:+.2f}, error {wrong:.3f}")
        # ko: 오차가 줄어드는 쪽으로 조금
        # en: A little towards less error
        s, h = s - 0.05 * ds, h - 0.05 * dh
    inputs, answers, found = sess.run([x, y, guess], {slope: s, height: h})

show.line({"answers": answers, "the line": found}, x=inputs)
