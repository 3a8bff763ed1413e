import heureum as tf
from heureum.examples.given_graph import read_graph
from heureum.trace import observing

fetches, feeds, workers = read_graph("graph.json")

records = []
session = tf.Session(workers=len(workers), placement="spread", optimize=True)
with session as sess, observing(records.append):
    sess.run(fetches, feeds)

(record,) = records
for span in sorted(record.spans, key=lambda span: (span.device, span.kind, span.node)):
    print(f"{span.device}  {span.kind:8}{span.node:5}{span.size_bytes:3} bytes")
