import heureum as tf

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")
# ko: f는 e보다 한 층 앞에 있습니다.
# en: f stands one level before e.
f = tf.negative(a, name="f")

nodes = tf.get_default_graph().get_operations()
before = {}
for node in nodes:
    inputs = [tensor.op for tensor in node.inputs]
    before[node] = set(inputs).union(*(before[i] for i in inputs))

for one in (c, e):
    free = [other.name for other in nodes if one.op is not other and one.op not in before[other] and other not in before[one.op]]
    print(one.op.name, "is independent of", ", ".join(free))
