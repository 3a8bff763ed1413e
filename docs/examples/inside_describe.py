import heureum as tf

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")
f = tf.negative(e, name="f")

for node in tf.get_default_graph().as_graph_def().nodes:
    print(f"{node.op:12}{node.name:7} <- {', '.join(node.inputs) or 'nothing'}")
