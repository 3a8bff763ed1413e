import heureum as tf

start = tf.constant(1.0, name="start")
goal = tf.constant(100.0, name="goal")

# ko: goal에 이를 때까지 두 배로 키웁니다. 반복은 노드 하나입니다.
# en: Double it until it reaches the goal. The whole loop is one node.
last = tf.while_loop(lambda n: tf.less(n, goal), lambda n: n * 2.0, [start], name="doubling")
over = tf.subtract(last, goal, name="over")

with tf.Session() as sess:
    print("over =", sess.run(over))
