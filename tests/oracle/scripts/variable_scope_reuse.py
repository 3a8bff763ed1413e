"""Names that scopes give: variable scopes, name scopes, reuse in its four ways, defaults, custom getters."""

import tensorflow.compat.v1 as tf

names = []


def note(value):
    names.append(value.name)
    return value


with tf.name_scope("a_name_scope"):
    note(tf.get_variable(name="var1", shape=[1], dtype=tf.float32, initializer=tf.constant_initializer(value=1)))
    note(tf.Variable(name="var2", initial_value=[2], dtype=tf.float32))
    note(tf.Variable(name="var2", initial_value=[2.1], dtype=tf.float32))
with tf.variable_scope("a_variable_scope") as scope:
    var3 = note(tf.get_variable(name="var3", shape=[1], initializer=tf.constant_initializer(value=3)))
    note(tf.Variable(name="var4", initial_value=[4], dtype=tf.float32))
    scope.reuse_variables()
    again = note(tf.get_variable(name="var3"))
    reusing = tf.get_variable_scope().reuse
    note(tf.Variable(name="var4", initial_value=[4], dtype=tf.float32))
    note(tf.add(var3, again))

with tf.variable_scope(scope, reuse=tf.AUTO_REUSE) as same:
    third = note(tf.get_variable("var3", [1]))
    made = note(tf.get_variable("made", [2, 2], initializer=tf.ones_initializer()))
with tf.variable_scope("outer"):
    with tf.variable_scope("inner", initializer=tf.constant_initializer(0.4)):
        inner = note(tf.get_variable("w", [2]))
        note(inner * 2.0)
        with tf.name_scope("ops"):
            note(tf.get_variable("v", [1]))
            note(tf.constant(1.0))
    with tf.variable_scope("inner"):
        note(tf.constant(1.0))
    with tf.variable_scope(None, default_name="layer"):
        note(tf.get_variable("w", [1]))
    with tf.variable_scope(None, default_name="layer"):
        note(tf.get_variable("w", [1]))
with tf.name_scope("x"), tf.name_scope("y") as deep:
    note(tf.placeholder(tf.float32))
with tf.name_scope(deep):
    note(tf.placeholder(tf.float32, name="p"))
with tf.name_scope("x"):
    note(tf.no_op())
with tf.variable_scope("typed", dtype=tf.float64):
    typed = note(tf.get_variable("t", [1]))

errors = []
for attempt in (
    lambda: tf.get_variable("no_shape"),
    lambda: tf.get_variable("typed/t", [2]),
    lambda: tf.get_variable("bad name", [1]),
):
    try:
        with tf.variable_scope(tf.get_variable_scope(), reuse=False):
            attempt()
    except ValueError as error:
        errors.append(type(error))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    RESULT = {
        "names": names,
        "scopes": [scope.name, same.name, scope.original_name_scope, deep],
        "reusing": reusing,
        "same": [again is var3, third is var3],
        "values": sess.run([var3, made, inner]),
        "dtype": typed.dtype.base_dtype,
        "errors": errors,
        "global": [v.name for v in tf.global_variables()],
        "in scope": [v.name for v in tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES, scope="outer/inner")],
    }
