import heureum as tf
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import Send, partition
from heureum.place import SPREAD, place

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")

workers = ["/job:worker/task:0", "/job:worker/task:1"]
graph = optimize(prune([e], [], [a, b]), PASSES)
placement = place(graph, workers, SPREAD)
for name, worker in placement.items():
    print(f"{name:6} -> {worker}")

for worker, part in partition(graph, placement).items():
    print(worker)
    for receive in part.receives:
        print("   receive", receive.key)
    for item in part.items:
        if isinstance(item, Send):
            print("   send", item.key)
        else:
            print("   run", item.name)
