import heureum as tf
from heureum.trace import observing

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, tf.add(0.5, 0.5, name="one"), name="d")
e = tf.multiply(c, d, name="e")

records = []
session = tf.Session(workers=2, placement="spread", optimize=True)
with session as sess, observing(records.append):
    sess.run(e, {a: 3.0, b: 2.0})

(record,) = records
for span in sorted(record.spans, key=lambda span: (span.device, span.kind, span.node)):
    print(f"{span.device}  {span.kind:8}{span.node:5}{span.size_bytes:3} bytes")
