"""A model saved with what it can be asked, loaded into another graph, and into a scope of a graph that has others; a table."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(6)
data = rng.normal(size=(30, 3)).astype(np.float32)
goal = (data @ np.array([[1.0], [-2.0], [0.5]]) + 0.3).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 3], name="x")
y = tf.placeholder(tf.float32, [None, 1], name="y")
with tf.variable_scope("model"):
    w = tf.get_variable("w", [3, 1], initializer=tf.zeros_initializer())
    b = tf.get_variable("b", initializer=np.zeros(1, np.float32))
    said = tf.identity(tf.matmul(x, w) + b, name="said")
loss = tf.reduce_mean(tf.square(said - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

words = tf.placeholder(tf.string, [None], name="words")
pairs = tf.lookup.KeyValueTensorInitializer(tf.constant(["up", "down"]), tf.constant([1, -1], tf.int64))
turned = tf.lookup.StaticHashTable(pairs, 0).lookup(words)

constants = tf.saved_model.signature_constants
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
    for _ in range(30):
        sess.run(train, {x: data, y: goal})
    expected = sess.run(said, {x: data[:4]})
    tf.saved_model.simple_save(sess, "simple", inputs={"x": x}, outputs={"said": said})
    builder = tf.saved_model.builder.SavedModelBuilder("built")
    regress = tf.saved_model.signature_def_utils.build_signature_def(
        {"rows": tf.saved_model.utils.build_tensor_info(x)},
        {"numbers": tf.saved_model.utils.build_tensor_info(said)},
        constants.PREDICT_METHOD_NAME,
    )
    turn = tf.saved_model.signature_def_utils.predict_signature_def({"words": words}, {"turned": turned})
    signatures = {constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY: regress, "turn": turn}
    builder.add_meta_graph_and_variables(
        sess, ["train", tf.saved_model.tag_constants.SERVING], signature_def_map=signatures, main_op=tf.tables_initializer()
    )
    builder.save()

with tf.Graph().as_default(), tf.Session() as sess:
    model = tf.saved_model.loader.load(sess, [tf.saved_model.tag_constants.SERVING], "simple")
    asked = model.signature_def[constants.DEFAULT_SERVING_SIGNATURE_DEF_KEY]
    simple = sess.run(asked.outputs["said"].name, {asked.inputs["x"].name: data[:4]})
    names = [asked.inputs["x"].name, asked.outputs["said"].name, asked.method_name]
    sess.run(sess.graph.get_operation_by_name("GradientDescent"), {"x:0": data, "y:0": goal})
    trained = [variable.name for variable in tf.trainable_variables()]

with tf.Graph().as_default(), tf.Session() as sess:
    mine = tf.Variable(5.0, name="mine")
    sess.run(mine.initializer)
    model = tf.saved_model.loader.load(sess, ["serve", "train"], "built", import_scope="old")
    turned_words = sess.run("old/" + model.signature_def["turn"].outputs["turned"].name, {"old/words:0": ["down", "no", "up"]})
    weights = sess.run("old/model/w:0")
    kept = sess.run(mine)

refused = []
for tags in (["nothing"], ["serve"]):
    with tf.Graph().as_default(), tf.Session() as sess:
        try:
            tf.saved_model.loader.load(sess, tags, "built")
        except RuntimeError as error:
            refused.append(type(error).__name__)
for action in (
    lambda: tf.saved_model.loader.load(None, [], "missing"),
    lambda: tf.saved_model.builder.SavedModelBuilder("built"),
):
    try:
        action()
    except (OSError, AssertionError) as error:
        refused.append(type(error).__name__)

RESULT = {
    "expected": expected,
    "simple": simple,
    "names": names,
    "trained": trained,
    "turned": turned_words,
    "weights": weights,
    "kept": kept,
    "refused": refused,
    "is one": [tf.saved_model.loader.maybe_saved_model_directory(folder) for folder in ("simple", "missing")],
}
RTOL = 1e-5
