import heureum as tf
from heureum.trace import observing

a = tf.constant(3.0, name="a")
b = tf.constant(2.0, name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")

# ko: 처음에는 비용을 어림해 정하고, 다음에는 비용이 얼마든 나눕니다.
# en: First costs are estimated; then the work is divided whatever it costs.
for placement in ("cost", "spread"):
    records = []
    session = tf.Session(workers=2, placement=placement)
    with session as sess, observing(records.append):
        sess.run(e)
    workers = [records[0].placement[node][-1] for node in "cde"]
    print(f"{placement:6}  c, d, e on workers", *workers)
