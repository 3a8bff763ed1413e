import heureum as tf

x = tf.fill([128, 128], 0.01, name="x")

# ko: 같은 것을 받아 서로를 기다리지 않는 여덟 갈래
# en: Eight branches that take the same and do not wait for one another
branches = []
for k in range(8):
    product = tf.matmul(x, x, name=f"product_{k}")
    branches.append(tf.reduce_sum(product, name=f"sum_{k}"))
total = tf.add_n(branches, name="total")

with tf.Session(workers=2, placement="spread") as sess:
    print("total =", sess.run(total))
