"""InteractiveSession: eval without a session in sight, in-place looking updates, nested fetches."""

import collections

import numpy as np
import tensorflow.compat.v1 as tf

sess = tf.InteractiveSession()
x = tf.Variable([1.0, 2.0])
a = tf.constant([3.0, 3.0])
x.initializer.run()
sub = tf.subtract(x, a)

state = tf.Variable(0, name="counter")
one = tf.constant(1)
new_value = tf.add(state, one)
update = tf.assign(state, new_value)
state.initializer.run()
counted = []
for _ in range(3):
    sess.run(update)
    counted.append(state.eval())

Point = collections.namedtuple("Point", "x y")
nested = sess.run({"a": [a, (x, sub)], "p": Point(one, {"deep": new_value}), "op": tf.no_op(), "empty": []})
v = tf.Variable(np.zeros([3, 2], np.float32))
v.initializer.run()
row = tf.scatter_update(v, [0, 2], [[1.0, 2.0], [3.0, 4.0]])
added = tf.scatter_add(v, [1, 1], np.ones([2, 2]))
grown = x.assign_add([10.0, 10.0])
shrunk = x.assign_sub([1.0, 1.0])

RESULT = {
    "sub": sub.eval(),
    "counted": counted,
    "nested": [nested["a"], nested["p"].x, nested["p"].y, nested["op"], nested["empty"]],
    "kinds": [type(nested["p"]).__name__, type(nested["a"]).__name__, type(nested["a"][1]).__name__],
    "scatter": [row.eval(), added.eval()],
    "assigned": [grown.eval(), shrunk.eval(), x.eval()],
    "initialized": [tf.is_variable_initialized(x).eval(), tf.report_uninitialized_variables().eval()],
    "names": [state.name, update.name, new_value.name, state.op.name, x.initial_value.name],
    "session": tf.get_default_session() is sess,
    "read": x.read_value(),
    "value": x.value(),
}
sess.close()
