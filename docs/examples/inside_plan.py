import heureum as tf
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import partition
from heureum.place import SPREAD, place
from heureum.plan import compile_plan
from heureum.resources import Resources

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")

workers = ["/job:worker/task:0", "/job:worker/task:1"]
graph = optimize(prune([e], [], [a, b]), PASSES)
parts = partition(graph, place(graph, workers, SPREAD))

for worker in workers:
    plan = compile_plan(parts[worker], Resources())
    print(worker, "with", len(plan.blank), "slots")
    for number, segment in enumerate(plan.segments):
        print("   segment", number, "waits for", segment.waits, "arrivals")
        for part in segment.parts:
            for step in part.steps:
                print("      slots", step.inputs, step.node.op, "-> slot", step.output)
            for send, slot in part.sends:
                print("      slot", slot, "-> send", send.key)
