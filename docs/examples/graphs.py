import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.add(a, 1.0, name="b")

# ko: 따로 만든 그래프에는 따로 쌓입니다.
# en: A graph of one's own collects its own nodes.
other = tf.Graph()
with other.as_default():
    c = tf.constant(7.0, name="c")

for graph in (tf.get_default_graph(), other):
    print([node.name for node in graph.get_operations()])

with tf.Session() as sess:
    print("b =", sess.run(b))
    try:
        sess.run(c)
    except ValueError:
        print("c is in another graph")
with tf.Session(graph=other) as sess:
    print("c =", sess.run(c))
