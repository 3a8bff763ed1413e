from collections import deque

from heureum.examples.given_graph import read_graph
from heureum.execution import CLIENT, Run, Worker
from heureum.optimize import PASSES, optimize, prune
from heureum.partition import partition
from heureum.place import SPREAD, place

fetches, feeds, names = read_graph("graph.json")
graph = optimize(prune(fetches, [], list(feeds)), PASSES)
parts = partition(graph, place(graph, names, SPREAD))

# ko: 시계도 스레드도 없는 작업자입니다. 편지는 우리가 나릅니다.
# en: Workers with no clock and no thread. We carry the mail.
workers = {name: Worker(name, now=lambda: 0.0) for name in names}
values = {tensor.name: value for tensor, value in feeds.items()}
run = Run(1, "step", parts, values, registered=())
mail = deque(run.outbox)
while mail:
    to, message = mail.popleft()
    about = getattr(message, "key", "") or " ".join(getattr(message, "values", ()))
    print(f"{type(message).__name__:9}{about:5} to {to}")
    if to == CLIENT:
        run.handle(message)
    else:
        mail.extend(workers[to].handle(message))
print(run.values)
