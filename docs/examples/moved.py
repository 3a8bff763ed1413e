import heureum as tf

first = tf.Graph()
with first.as_default():
    x = tf.placeholder(tf.float32, shape=[], name="x")
    y = tf.add(tf.square(x, name="square"), 1.0, name="y")

# ko: 그래프를 기록으로 바꿉니다. 파일에 적거나 남에게 보낼 수 있습니다.
# en: The graph as a record, to be written to a file or sent to somebody.
record = first.as_graph_def()
for node in record.node:
    print(node.name, "<-", *node.input)

# ko: 받은 쪽에는 위의 식이 없습니다. 기록만 있습니다.
# en: Whoever receives it has the record and not the code above.
with tf.Graph().as_default(), tf.Session() as sess:
    tf.import_graph_def(record, name="")
    print(sess.run("y:0", {"x:0": 4.0}))
    print(sess.run("square:0", {"x:0": 4.0}))
