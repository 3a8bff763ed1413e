"""A graph as data: written out, read into another graph under a name with inputs replaced, run there."""

import tensorflow.compat.v1 as tf

x = tf.placeholder(tf.float32, [None, 2], name="x")
w = tf.constant([[1.0], [2.0]], name="w")
y = tf.add(tf.matmul(x, w), 0.5, name="y")
z = tf.nn.relu(y, name="z")
graph_def = tf.get_default_graph().as_graph_def()

other = tf.Graph()
with other.as_default():
    given = tf.constant([[1.0, 1.0], [-2.0, 0.5]])
    imported_y, op = tf.import_graph_def(graph_def, input_map={"x:0": given}, return_elements=["y:0", "z"], name="net")
    with tf.Session() as sess:
        values = sess.run([imported_y, op.outputs[0]])
    with tf.name_scope("again"):
        tf.import_graph_def(graph_def)
    tf.import_graph_def(graph_def, name="")

errors = []
with tf.Graph().as_default():
    for arguments in ({"input_map": {"absent:0": tf.constant(1.0)}}, {"return_elements": ["absent:0"]}):
        try:
            tf.import_graph_def(graph_def, **arguments)
        except ValueError as error:
            errors.append(type(error))

RESULT = {
    "values": values,
    "nodes": [[node.name, list(node.input)] for node in graph_def.node],
    "names": [each.name for each in other.get_operations()],
    "imported": [imported_y, op],
    "errors": errors,
}
