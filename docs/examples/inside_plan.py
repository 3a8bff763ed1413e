from heureum.examples.given_graph import read_graph
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import partition
from heureum.place import SPREAD, place
from heureum.plan import compile_plan
from heureum.resources import Resources

fetches, feeds, workers = read_graph("graph.json")
graph = optimize(prune(fetches, [], list(feeds)), PASSES)
parts = partition(graph, place(graph, workers, SPREAD))

for worker, part in parts.items():
    plan = compile_plan(part, Resources())
    print(worker, "with", len(plan.blank), "slots")
    for number, segment in enumerate(plan.segments):
        print("   segment", number, "waits for", segment.waits, "arrivals")
        for piece in segment.parts:
            for step in piece.steps:
                print("      slots", step.inputs, step.node.op, "-> slot", step.output)
            for post in piece.posts:
                for send, slot in post.sends:
                    print("      slot", slot, "-> send", send.key)
