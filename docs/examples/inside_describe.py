import heureum as tf
from heureum.examples.given_graph import read_graph

read_graph("graph.json")

for node in tf.get_default_graph().as_graph_def().nodes:
    print(f"{node.op:12}{node.name:7} <- {', '.join(node.inputs) or 'nothing'}")
