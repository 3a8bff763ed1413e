"""The mistakes that beginners make most, as programs: which error TensorFlow raises, and what ours must say.

Each is a function of the library, so that TensorFlow itself can be asked for the class (tests/oracle/test_mistakes.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["MISTAKES", "Mistake"]


@dataclass(frozen=True)
class Mistake:
    """A program that fails: the class of its error, and what the message says: what was found, needed, and the fix."""

    name: str
    program: Callable[[Any], Any]
    error: str
    says: tuple[str, ...]


def _run(tf: Any, fetch: Any, feed: Any = None, start: Any = None) -> Any:
    with tf.Session() as session:
        if start is not None:
            session.run(start)
        return session.run(fetch, feed)


def _fed(tf: Any, dtype: str, shape: Any, value: Any) -> Any:
    x = tf.placeholder(getattr(tf, dtype), shape, name="x")
    return _run(tf, x * 2, {x: value})


def _unfed(tf: Any) -> Any:
    x = tf.placeholder(tf.float32, [None, 3], name="x")
    return _run(tf, tf.reduce_sum(x, name="total"))


def _uninitialised(tf: Any) -> Any:
    w = tf.Variable(tf.zeros([2, 2]), name="weights")
    return _run(tf, w + 1.0)


def _closed(tf: Any) -> Any:
    session = tf.Session()
    session.close()
    return session.run(tf.constant(1.0))


def _made_twice(tf: Any) -> Any:
    with tf.variable_scope("layer"):
        tf.get_variable("w", [2])
    with tf.variable_scope("layer"):
        tf.get_variable("w", [2])


def _reused_before_made(tf: Any) -> Any:
    with tf.variable_scope("layer", reuse=True):
        tf.get_variable("w", [2])


def _reused_in_another_shape(tf: Any) -> Any:
    with tf.variable_scope("layer"):
        tf.get_variable("w", [2])
    with tf.variable_scope("layer", reuse=True):
        tf.get_variable("w", [3])


def _of_another_graph(tf: Any) -> Any:
    with tf.Graph().as_default():
        x = tf.constant(1.0, name="x")
    with tf.Graph().as_default(), tf.Session() as session:
        tf.constant(2.0, name="y")
        session.run(x)


def _mixed_graphs(tf: Any) -> Any:
    with tf.Graph().as_default():
        x = tf.constant(1.0, name="x")
    with tf.Graph().as_default():
        return tf.add(x, tf.constant(2.0))


def _as_condition(tf: Any) -> Any:
    if tf.constant(1) > tf.constant(0):
        return 1
    return 0


def _changed_after_it_was_final(tf: Any) -> Any:
    tf.constant(1.0)
    tf.get_default_graph().finalize()
    return tf.constant(2.0, name="late")


def _no_gradient(tf: Any) -> Any:
    w = tf.Variable(1.0, name="unused")
    return tf.train.GradientDescentOptimizer(0.1).minimize(tf.constant(2.0) * 3.0, var_list=[w])


def _restored(tf: Any) -> Any:
    w = tf.Variable(1.0, name="w")
    with tf.Session() as session:
        tf.train.Saver([w]).restore(session, "./no_such_model.ckpt")


def _eval_without_session(tf: Any) -> Any:
    return tf.constant(1.0, name="c").eval()


def _out_of_range(tf: Any) -> Any:
    element = tf.data.Dataset.range(1).make_one_shot_iterator().get_next()
    with tf.Session() as session:
        session.run(element)
        session.run(element)


def _iterator_not_initialised(tf: Any) -> Any:
    return _run(tf, tf.data.Dataset.range(3).make_initializable_iterator().get_next())


def _labels_out_of_range(tf: Any) -> Any:
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 7], logits=np.zeros([2, 3], np.float32))
    return _run(tf, losses)


def _reshaped_batch(tf: Any) -> Any:
    x = tf.placeholder(tf.float32, [None, None], name="x")
    return _run(tf, tf.reshape(x, [3, 3]), {x: np.zeros([2, 4])})


def _empty_graph(tf: Any) -> Any:
    with tf.Graph().as_default(), tf.Session() as session:
        session.run("x:0")


def _reshaped(tf: Any) -> Any:
    x = tf.placeholder(tf.float32, [None, 4], name="x")
    return _run(tf, tf.reshape(x, [3, 3]), {x: np.zeros([2, 4])})


MISTAKES = [
    Mistake(
        "feeds another shape",
        lambda tf: _fed(tf, "float32", [None, 3], np.zeros([2, 4])),
        "ValueError",
        (r"\(2, 4\)", "'?x:0'?", r"\(\?, 3\)"),
    ),
    Mistake(
        "feeds words for numbers",
        lambda tf: _fed(tf, "float32", [2], ["a", "b"]),
        "ValueError",
        ("x:0|'x'", "float32", "could not convert|string"),
    ),
    Mistake(
        "feeds a tensor",
        lambda tf: _fed(tf, "float32", [], tf.constant(1.0)),
        "TypeError",
        ("value of a feed", "x:0", "run it first"),
    ),
    Mistake("feeds by a name that is not there", lambda tf: _run(tf, tf.constant(1.0), {"y:0": 1.0}), "TypeError", ("y:0",)),
    Mistake("forgets to feed", _unfed, "InvalidArgumentError", ("feed a value", "'x'", "float32", r"feed_dict=\{x")),
    Mistake("forgets to initialise", _uninitialised, "FailedPreconditionError", ("uninitialized value weights", "initializer")),
    Mistake("fetches None", lambda tf: (tf.constant(1.0), _run(tf, None)), "TypeError", ("None", "fetch")),
    Mistake("fetches a number", lambda tf: (tf.constant(1.0), _run(tf, [3])), "TypeError", ("3|int", "[Ff]etch")),
    Mistake("fetches a name that is not there", lambda tf: (tf.constant(1.0), _run(tf, "loss:0")), "ValueError", ("loss",)),
    Mistake("runs an empty graph", _empty_graph, "RuntimeError", ("graph is empty", "another graph")),
    Mistake("runs in a closed session", _closed, "RuntimeError", ("closed",)),
    Mistake("runs a tensor of another graph", _of_another_graph, "ValueError", ("not an element of this graph", "x")),
    Mistake("mixes two graphs", _mixed_graphs, "ValueError", ("same graph", "Add", "as_default")),
    Mistake("evaluates without a session", _eval_without_session, "ValueError", ("[Nn]o default session|session", "c")),
    Mistake(
        "multiplies matrices that do not fit",
        lambda tf: tf.matmul(tf.zeros([2, 3]), tf.zeros([4, 5]), name="product"),
        "ValueError",
        ("product", "3", "4", r"float32\[2,3\]", r"float32\[4,5\]"),
    ),
    Mistake(
        "multiplies a matrix and a vector",
        lambda tf: tf.matmul(tf.zeros([2, 3]), tf.zeros([3])),
        "ValueError",
        ("rank", "MatMul"),
    ),
    Mistake(
        "adds shapes that do not fit",
        lambda tf: tf.add(tf.zeros([2, 3]), tf.zeros([2, 4]), name="sum"),
        "ValueError",
        ("sum", "3", "4"),
    ),
    Mistake("adds a fraction to an integer", lambda tf: tf.constant(1) + tf.constant(2.5), "TypeError", ("int32", "float32")),
    Mistake("adds a Python fraction to an integer", lambda tf: tf.constant(1, name="n") + 2.5, "TypeError", ("int32", "2.5")),
    Mistake("adds text to a number", lambda tf: tf.constant(1.0) + "a", "TypeError", ("float32",)),
    Mistake("makes a tensor of None", lambda tf: tf.constant(None), "ValueError", ("None",)),
    Mistake("makes a tensor of rows of different lengths", lambda tf: tf.constant([[1, 2], [3]]), "ValueError", ("rows",)),
    Mistake("gives a constant another shape", lambda tf: tf.constant([1, 2, 3], shape=[2]), "ValueError", ("3", "2")),
    Mistake("asks a tensor for its truth", _as_condition, "TypeError", ("bool", "tf.cond")),
    Mistake(
        "goes through a tensor",
        lambda tf: list(tf.placeholder(tf.float32, [3], name="x")),
        "TypeError",
        ("x:0", "tf.unstack", "tf.map_fn"),
    ),
    Mistake(
        "asks for the length of a tensor",
        lambda tf: len(tf.placeholder(tf.float32, [3], name="x")),
        "TypeError",
        ("x", "tf.shape"),
    ),
    Mistake(
        "gives a tensor to NumPy",
        lambda tf: np.sum(np.asarray(tf.constant([1.0], name="c"))),
        "NotImplementedError",
        ("c:0", "sess.run"),
    ),
    Mistake("makes a variable twice", _made_twice, "ValueError", ("layer/w", "already exists", "reuse")),
    Mistake(
        "reuses a variable that is not there",
        _reused_before_made,
        "ValueError",
        ("layer/w", "does not exist", "reuse|AUTO_REUSE"),
    ),
    Mistake("reuses a variable in another shape", _reused_in_another_shape, "ValueError", ("layer/w", r"\(3,\)", r"\(2,\)")),
    Mistake("makes a variable without a shape", lambda tf: tf.get_variable("w"), "ValueError", ("w", "[Ss]hape")),
    Mistake("adds to a final graph", _changed_after_it_was_final, "RuntimeError", ("final",)),
    Mistake("trains what the loss does not use", _no_gradient, "ValueError", ("[Nn]o gradients", "unused")),
    Mistake("restores what was never saved", _restored, "ValueError", ("no_such_model.ckpt",)),
    Mistake("reads on at the end", _out_of_range, "OutOfRangeError", ("[Ee]nd of sequence",)),
    Mistake(
        "reads before the iterator was started",
        _iterator_not_initialised,
        "FailedPreconditionError",
        ("initializ", "initializer"),
    ),
    Mistake("has a label out of range", _labels_out_of_range, "InvalidArgumentError", ("7", r"\[0, 3\)|valid range")),
    Mistake("reshapes into another size", _reshaped, "ValueError", ("Reshape", "multiple of 4", "9")),
    Mistake("reshapes a batch into another size", _reshaped_batch, "InvalidArgumentError", ("8 values", "has 9")),
    # TensorFlow 2 takes them by position again; TensorFlow 1 refuses.
    Mistake(
        "gives logits and labels by position",
        lambda tf: tf.nn.softmax_cross_entropy_with_logits(tf.zeros([1, 2]), tf.zeros([1, 2])),
        "ValueError",
        ("named arguments|labels=", "logits"),
    ),
    Mistake("reduces an axis that is not there", lambda tf: tf.reduce_sum(tf.zeros([2, 3]), axis=2), "ValueError", ("2",)),
    Mistake(
        "concatenates what does not fit", lambda tf: tf.concat([tf.zeros([2, 3]), tf.zeros([3, 2])], 0), "ValueError", ("3", "2")
    ),
    Mistake(
        "asks for a shape that contradicts",
        lambda tf: tf.placeholder(tf.float32, [2, 3], name="x").set_shape([2, 4]),
        "ValueError",
        ("3", "4"),
    ),
    Mistake(
        "writes a name with a space",
        lambda tf: tf.constant(1.0, name="my constant"),
        "ValueError",
        ("my constant", "not a valid scope name|name"),
    ),
]
