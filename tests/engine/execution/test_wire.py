"""Messages as headers and bytes: every kind crosses unchanged."""

import gc
import json
import weakref
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from heureum.dtypes import float64
from heureum.execution import (
    Abort,
    Begin,
    Deliver,
    Describe,
    Described,
    Done,
    Failed,
    Message,
    News,
    Ping,
    Pong,
    Register,
    Span,
    wire,
)
from heureum.graph import NodeDef
from heureum.op_def import NUMERIC
from heureum.partition import Partition, Receive, Send

STRINGS = np.array([[b"", b"a\0"], ["한글".encode(), b"\xff"]], object)
SPANS = (
    Span("d", "c", "Add", "compute", 0.5, 1.5, 8),
    Span("d", "c:0", "_Send", "send", 1.5, 2.0, 8, "e", "float32", (2, 3)),
)
PARTITION = Partition(
    "d",
    (Receive("r:0", "e"),),
    (NodeDef("k", "Const", (), "d", {"value": np.arange(100.0), "dtype": None}), Send("k:0", "e"), Send("^k", "e")),
    ("p:0",),
    ("k:0",),
)
LARGE = np.arange(1000.0)

MESSAGES: list[Message] = [
    Register("key", PARTITION),
    Begin(1, "key"),
    Begin(1, "key", {"p:0": np.float32(1), "q:0": np.zeros((2, 0, 3), np.int64), "s:0": STRINGS}, True),
    Deliver(1, {"c:0": np.arange(6.0).reshape(2, 3)}, "d", 12.25),
    Deliver(1, {"c:0": np.float32("nan")}, "d", 12.25),
    Deliver(1, {"c:0": np.bool_(True)}, "d", 12.25),
    Deliver(1, {"c:0": b"word\0"}, "d", 12.25),
    Deliver(1, {"c:0": STRINGS[0]}, "d", 12.25),
    Deliver(1, {"^c": None}, "d", 12.25),
    Done(1, "d", {"a:0": np.complex64(1 + 2j), "b:0": np.zeros((0,), np.float16)}, SPANS),
    Done(1, "d", {}),
    Failed(1, "d", "c", 3, "한글 \N{GREEK SMALL LETTER ALPHA}"),
    Failed(None, "d", "", 13, ""),
    Abort(1),
    Ping(1, 0.25),
    Pong(1, "d", 0.25, 7.5),
    News(1, "d", SPANS, "e", {"c:0": {"dtype": "float32", "shape": [], "kind": "number", "value": 1.5}}),
    News(1, "d", (), "", {}),
    Describe(1),
    Described(1, "d", {"c:0": {"dtype": "float32", "shape": [2], "kind": "table", "rows": [[1.5, "nan"]]}}, 3),
]


def cross(message: Message) -> Message:
    """As bytes, the way a transport carries them."""
    header, sent = wire.pack(message)
    described = json.loads(header)["arrays"]
    assert [each["size_bytes"] for each in described] == [array.nbytes for array in sent]
    assert all(array.flags.c_contiguous for array in sent)
    filled = []

    def fill(index: int, place: np.ndarray) -> None:
        assert (place.dtype, place.shape) == (sent[index].dtype, sent[index].shape)
        place.reshape(-1).view(np.uint8)[:] = np.frombuffer(sent[index].tobytes(), np.uint8)
        filled.append(index)

    message = wire.unpack(header, fill)
    assert filled == list(range(len(sent)))
    return message


def assert_equal(found: Any, wanted: Any) -> None:
    if isinstance(wanted, Partition):
        assert found.to_json() == wanted.to_json()
    elif isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        for key, value in wanted.items():
            assert_equal(found[key], value)
    elif isinstance(wanted, (np.ndarray, np.generic)):
        assert type(found) is type(wanted)
        np.testing.assert_array_equal(found, wanted, strict=isinstance(wanted, np.ndarray))
        assert found.dtype == wanted.dtype
    else:
        assert found == wanted
        assert type(found) is type(wanted)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_round_trip(message: Message) -> None:
    found = cross(message)
    assert type(found) is type(message)
    for each in fields(message):
        assert_equal(getattr(found, each.name), getattr(message, each.name))


def test_a_large_constant_crosses_as_bytes_and_cannot_be_changed() -> None:
    node = NodeDef("k", "Const", (), "d", {"value": LARGE, "dtype": float64})
    message = Register("key", Partition("d", (), (node,), (), ("k:0",)))
    header, sent = wire.pack(message)
    assert len(header) < 600
    assert [array.nbytes for array in sent] == [LARGE.nbytes]
    value = cross(message).partition.items[0].attrs["value"]
    np.testing.assert_array_equal(value, LARGE)
    assert not value.flags.writeable


def test_what_has_crossed_is_let_go_at_once() -> None:
    """Python looks for cycles by the number of objects, not by their bytes: gigabytes would wait for it."""
    gc.disable()
    try:
        header, sent = wire.pack(Deliver(1, {"c:0": np.arange(1000.0)}, "d", 0.0))
        found = wire.unpack(header, lambda _, place: place.fill(1.0))
        assert isinstance(found, Deliver)
        left = [weakref.ref(sent[0]), weakref.ref(found.values["c:0"])]
        del sent, found
        assert [each() for each in left] == [None, None]
    finally:
        gc.enable()


def test_every_kind_of_message_is_tried() -> None:
    assert {type(message) for message in MESSAGES} == set(Message.__args__)


DTYPES = [np.dtype(dtype.as_numpy_dtype) for dtype in NUMERIC] + [np.dtype(bool)]
ANY_ARRAY = st.sampled_from(DTYPES).flatmap(lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=1, min_side=0)))


@given(ANY_ARRAY)
def test_any_array(array: np.ndarray) -> None:
    found = cross(Deliver(1, {"c:0": array}, "d", 0.0))
    assert isinstance(found, Deliver)
    assert found.values["c:0"].tobytes() == array.tobytes()
    assert (found.values["c:0"].dtype, found.values["c:0"].shape) == (array.dtype, array.shape)


GRID = np.arange(24.0).reshape(4, 6)
VIEWS = [GRID.T, GRID[::2, 1::2], GRID[::-1], np.broadcast_to(np.float32(3), (2, 3)), GRID[:, :0], STRINGS.T]


@pytest.mark.parametrize("view", VIEWS, ids=range(len(VIEWS)))
def test_views(view: np.ndarray) -> None:
    found = cross(Deliver(1, {"c:0": view}, "d", 0.0))
    assert isinstance(found, Deliver)
    assert found.values["c:0"].tolist() == view.tolist()
    assert found.values["c:0"].shape == view.shape


def test_the_header_is_plain_json_without_numbers_of_arrays() -> None:
    header, sent = wire.pack(Deliver(1, {"c:0": np.full(1000, 7.5)}, "d", 0.0))
    assert len(header) < 300
    assert len(sent) == 1
