"""Readers' Python multiplies matrices with vector instructions, whether it started from a snapshot or not."""

from __future__ import annotations

import pytest

from .conftest import OpenCell

CODE = """
import numpy as np
import heureum as tf
from heureum.ops import simd
a = np.arange(4096, dtype=np.float32).reshape(64, 64) % 7
with tf.device("/job:worker/task:1"):
    made = tf.matmul(a, a)
with tf.Session(workers=2) as sess:
    print(np.array_equal(sess.run(made), (a[:, :, None] * a).sum(1)))
print(simd.can_multiply(a.dtype))
"""


@pytest.mark.parametrize("from_snapshot", [True, False])
def test_matrices_are_multiplied_with_vector_instructions(open_cell: OpenCell, site_url: str, from_snapshot: bool) -> None:
    cell = open_cell(site_url + "part1/")
    if not from_snapshot:
        cell.page.context.route("**/*.snapshot", lambda route: route.abort())
    cell.type_instead(CODE)
    cell.run()
    assert cell.output.inner_text() == "True\nTrue\n"
