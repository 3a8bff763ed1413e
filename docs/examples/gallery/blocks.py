import heureum as tf

x = tf.fill([256, 256], 0.01, name="x")

# ko: 행렬을 네 조각으로 나누어 따로 곱하고 도로 붙입니다.
# en: Cut a matrix into four blocks, multiply them apart, and put them together again.
top, low = tf.split(x, 2, axis=0, name="rows")
(a, b), (c, d) = tf.split(top, 2, axis=1, name="top"), tf.split(low, 2, axis=1, name="low")

blocks = []
for name, (p, q), (r, s) in [("aa", (a, b), (a, c)), ("ab", (a, b), (b, d)), ("ba", (c, d), (a, c)), ("bb", (c, d), (b, d))]:
    with tf.name_scope(name):
        blocks.append(tf.matmul(p, r) + tf.matmul(q, s))
upper = tf.concat(blocks[:2], axis=1, name="upper")
lower = tf.concat(blocks[2:], axis=1, name="lower")
product = tf.concat([upper, lower], axis=0, name="product")
corner = tf.slice(product, [0, 0], [1, 1], name="corner")

with tf.Session(workers=2, placement="spread") as sess:
    print("corner =", sess.run(corner))
