"""Error classes: TensorFlow's codes, and what crosses to another process."""

import pickle

import pytest

import heureum as tf
from heureum.errors import OpError, error_for_code

# The codes of tensorflow/core/protobuf/error_codes.proto.
CODES = {
    "CancelledError": 1, "UnknownError": 2, "InvalidArgumentError": 3, "DeadlineExceededError": 4, "NotFoundError": 5,
    "AlreadyExistsError": 6, "PermissionDeniedError": 7, "ResourceExhaustedError": 8, "FailedPreconditionError": 9,
    "AbortedError": 10, "OutOfRangeError": 11, "UnimplementedError": 12, "InternalError": 13, "UnavailableError": 14,
    "DataLossError": 15, "UnauthenticatedError": 16,
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_codes(name: str, code: int) -> None:
    kind = getattr(tf.errors, name)
    assert kind(None, None, "why").error_code == code
    assert error_for_code(code) is kind


def test_a_code_of_no_class_is_unknown() -> None:
    assert error_for_code(99) is tf.errors.UnknownError
    assert OpError(None, None, "why", 99).error_code == 99


def test_the_text_names_the_node_where_it_is_known() -> None:
    x = tf.constant(1.0, name="x")
    error = tf.errors.NotFoundError(x.op.node_def, x.op, "gone")
    assert str(error).startswith("gone\n\t[[node 'x' (Const), defined at ")
    assert str(tf.errors.NotFoundError(None, None, "gone")) == "gone"


def test_an_error_crosses_with_its_text() -> None:
    x = tf.constant(1.0, name="x")
    error = tf.errors.NotFoundError(x.op.node_def, x.op, "gone")
    found = pickle.loads(pickle.dumps(error))
    assert type(found) is tf.errors.NotFoundError
    assert (str(found), found.op, found.error_code) == (str(error), None, 5)
