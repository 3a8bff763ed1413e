import heureum as tf

x = tf.constant([1.0, 2.0, 3.0, 4.0, 5.0], name="x")
y = tf.constant([3.1, 4.9, 7.2, 8.8, 11.0], name="y")

slope = tf.Variable(0.0, name="slope")
height = tf.Variable(0.0, name="height")
error = tf.reduce_mean(tf.square(slope * x + height - y))
train = tf.train.GradientDescentOptimizer(0.05).minimize(error)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(301):
        if step % 100 == 0:
            s, h, wrong = sess.run([slope, height, error])
            print(f"{step:3}: y = {s:.2f} x {h:+.2f}, error {wrong:.3f}")
        sess.run(train)
