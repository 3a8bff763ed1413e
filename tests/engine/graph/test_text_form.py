"""Nodes as text: what TensorFlow prints for them, but for attributes that hold their default."""

from __future__ import annotations

import numpy as np

import heureum as tf

EXPECTED = """\
name: "product"
op: "MatMul"
input: "rows"
input: "pair:1"
device: "/job:ps"
attr {
  key: "transpose_b"
  value {
    b: true
  }
}
"""


def test_a_node_is_printed_field_by_field() -> None:
    with tf.Graph().as_default(), tf.device("/job:ps"):
        rows = tf.placeholder(tf.float32, [None, 2], name="rows")
        pair = tf.split(tf.zeros([6, 2]), 2, name="pair")
        product = tf.matmul(rows, pair[1], transpose_b=True, name="product")
        assert str(product.op) == EXPECTED
        assert repr(product.op) == "<tf.Operation 'product' type=MatMul>"
        placeholder = str(rows.op.node_def)
        assert "type: DT_FLOAT" in placeholder
        assert "size: -1" in placeholder


def test_constants_show_their_values() -> None:
    with tf.Graph().as_default() as graph:
        tf.constant([1, 2], name="numbers")
        tf.constant(['a"b'], name="words")
        tf.constant(np.arange(40.0), name="many")
        tf.constant([True], name="truth")
        text = str(graph.as_graph_def())
    assert text.count("node {\n") == 4
    for part in ("int_val: 2", 'string_val: "a\\"b"', "# 24 more", "bool_val: true", "dtype: DT_DOUBLE", "size: 40"):
        assert part in text


def test_an_empty_graph_prints_nothing() -> None:
    assert str(tf.Graph().as_graph_def()) == ""
