import heureum as tf

one = tf.constant(1, name="one")
# ko: 100에 이를 때까지 두 배로 키웁니다.
# en: Double it until it reaches 100.
last = tf.while_loop(lambda n: n < 100, lambda n: n * 2, [one])

for node in tf.get_default_graph().get_operations():
    print(node.type, node.name)
with tf.Session() as sess:
    print(sess.run(last))
