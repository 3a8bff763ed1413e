import heureum as tf

# ko: 둘 가운데 하나만 1일 때 1이 답인 네 경우
# en: Four cases; the answer is 1 when exactly one of the two is 1
x = tf.constant([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], name="x")
y = tf.constant([[0.0], [1.0], [1.0], [0.0]], name="y")

w1 = tf.Variable([[1.0, -1.0, 0.5], [-1.0, 1.0, 0.5]], name="w1")
w2 = tf.Variable([[0.6], [0.4], [0.1]], name="w2")
hidden = tf.nn.relu(tf.matmul(x, w1), name="hidden")
guess = tf.matmul(hidden, w2, name="guess")
loss = tf.reduce_mean(tf.square(guess - y), name="loss")

# ko: 기울기도 노드입니다. 뒤로 가며 저절로 생깁니다.
# en: Gradients are nodes too. They come about by themselves, going backwards.
dw1, dw2 = tf.gradients(loss, [w1, w2])
step1 = tf.assign_sub(w1, 0.1 * dw1, name="step1")
step2 = tf.assign_sub(w2, 0.1 * dw2, name="step2")

with tf.Session(workers=2) as sess:
    sess.run([w1.initializer, w2.initializer])
    for _ in range(20):
        now, *_ = sess.run([loss, step1, step2])
    print("loss =", now)
