import heureum as tf
from heureum.examples.given_graph import read_graph
from heureum.optimize import PASSES, optimize, prune

fetches, feeds, workers = read_graph("graph.json")


def show(title, nodes):
    print(f"{title:20}", *(node.name for node in nodes))


show("described", tf.get_default_graph().as_graph_def().nodes)
# ko: 가져올 것에서 거슬러 올라갑니다. 값을 넣어 줄 것은 계산하지 않습니다.
# en: Walks back from what is fetched. What is fed is not computed.
graph = prune(fetches, [], list(feeds))
show("prune", graph.nodes)
for name in PASSES:
    graph = optimize(graph, [name])
    show(name, graph.nodes)
