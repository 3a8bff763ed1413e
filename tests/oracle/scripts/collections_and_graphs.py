"""Several graphs, collections, looking nodes up, finalizing, seeds of the graph and the whole list of names."""

import tensorflow.compat.v1 as tf

g1 = tf.Graph()
with g1.as_default():
    v = tf.get_variable("v", [1], initializer=tf.zeros_initializer())
    with tf.name_scope("scope"):
        c = tf.constant(4.0, name="c")
        d = c * 2.0
    tf.add_to_collection("losses", c)
    tf.add_to_collection("losses", d)
    loss = tf.add_n(tf.get_collection("losses"), name="total")
    tf.add_to_collection("other", "plain text")
g2 = tf.Graph()
with g2.as_default():
    w = tf.get_variable("v", shape=[2], initializer=tf.ones_initializer())

with tf.Session(graph=g1) as sess1:
    tf.global_variables_initializer().run()
    with tf.variable_scope("", reuse=True):
        first = sess1.run(tf.get_variable("v"))
    total = sess1.run("total:0")
    by_operation = sess1.run(g1.get_operation_by_name("scope/mul").outputs[0])
with tf.Session(graph=g2) as sess2:
    sess2.run(tf.global_variables_initializer())
    second = sess2.run(w)
    try:
        sess2.run(loss)
    except (ValueError, RuntimeError) as error:
        foreign = type(error)
    g2.finalize()
    try:
        tf.constant(1.0)
        with g2.as_default():
            tf.constant(1.0)
    except RuntimeError as error:
        finalized = type(error)

errors = []
for wrong in ("absent:0", "total", "total:5"):
    try:
        g1.get_tensor_by_name(wrong)
    except (KeyError, ValueError) as error:
        errors.append(type(error))

RESULT = {
    "values": [first, second, total, by_operation],
    "errors": [foreign, finalized, *errors],
    "operations": [[op.name, op.type] for op in g1.get_operations()],
    "inputs": [each.name for each in loss.op.inputs],
    "consumers": [each.name for each in d.consumers()],
    "collections": [sorted(g1.get_all_collection_keys()), tf.get_collection("losses"), g1.get_collection("other")],
    "default": tf.get_default_graph() is not g1 and c.graph is g1,
    "elements": [g1.as_graph_element("scope/c").name, g1.unique_name("total"), g1.is_feedable(c), g1.finalized, g2.finalized],
}
