import heureum as tf
from heureum.optimize import PASSES, optimize, prune

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")
f = tf.negative(e, name="f")


def show(title, nodes):
    print(f"{title:20}", *(node.name for node in nodes))


show("described", tf.get_default_graph().as_graph_def().nodes)
# ko: e를 달라고 하면서 a와 b에 값을 넣습니다.
# en: e is fetched, a and b are fed.
graph = prune([e], [], [a, b])
show("prune", graph.nodes)
for name in PASSES:
    graph = optimize(graph, [name])
    show(name, graph.nodes)
