from heureum.examples.given_graph import read_graph
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import Send, partition
from heureum.place import SPREAD, place

fetches, feeds, workers = read_graph("graph.json")
graph = optimize(prune(fetches, [], list(feeds)), PASSES)
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
