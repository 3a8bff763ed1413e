"""What can go wrong, under TensorFlow's names.

Takes a node, its op and a message; gives an exception whose text names both and where the node was written.
Law: a step that fails raises an OpError; a graph that is described wrongly raises ValueError, TypeError or KeyError.
Source: tf.errors.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "ABORTED",
    "ALREADY_EXISTS",
    "CANCELLED",
    "DATA_LOSS",
    "DEADLINE_EXCEEDED",
    "FAILED_PRECONDITION",
    "INTERNAL",
    "INVALID_ARGUMENT",
    "NOT_FOUND",
    "OK",
    "OUT_OF_RANGE",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "UNAUTHENTICATED",
    "UNAVAILABLE",
    "UNIMPLEMENTED",
    "UNKNOWN",
    "AbortedError",
    "AlreadyExistsError",
    "CancelledError",
    "DataLossError",
    "DeadlineExceededError",
    "FailedPreconditionError",
    "InternalError",
    "InvalidArgumentError",
    "NotFoundError",
    "OpError",
    "OutOfRangeError",
    "PermissionDeniedError",
    "ResourceExhaustedError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnimplementedError",
    "UnknownError",
    "error_code_from_exception_type",
    "error_for_code",
    "exception_type_from_error_code",
]

OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED = range(8)
RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, UNAVAILABLE = range(8, 15)
DATA_LOSS, UNAUTHENTICATED = 15, 16


class OpError(Exception):
    """A node failed while a step ran.

    `op` is the `Operation` where it is known in the caller's graph, `node_def` its record, `message` the reason
    and `error_code` TensorFlow's numeric code.
    """

    error_code = 2

    def __init__(self, node_def: Any, op: Any, message: str, error_code: int | None = None) -> None:
        super().__init__(message)
        self.node_def = node_def
        self.op = op
        self.message = message
        if error_code is not None:
            self.error_code = error_code

    def __str__(self) -> str:
        if self.op is None:
            return self.message
        return f"{self.message}\n\t[[node '{self.op.name}' ({self.op.type}), defined at {self.op.defined_at}]]"

    def __reduce__(self) -> tuple[Any, ...]:
        # An Operation belongs to one process; the text and the code cross to another.
        return (type(self), (self.node_def, None, str(self), self.error_code))


class CancelledError(OpError):
    """The step was cancelled."""

    error_code = 1


class UnknownError(OpError):
    """A kernel failed for a reason with no code of its own."""

    error_code = 2


class InvalidArgumentError(OpError):
    """A value, shape or dtype that the op cannot take."""

    error_code = 3


class DeadlineExceededError(OpError):
    """The step took longer than it was given."""

    error_code = 4


class NotFoundError(OpError):
    """A file, variable or resource that is not there."""

    error_code = 5


class AlreadyExistsError(OpError):
    """Something that was to be made exists already."""

    error_code = 6


class PermissionDeniedError(OpError):
    """The caller may not do this."""

    error_code = 7


class ResourceExhaustedError(OpError):
    """Out of memory, or out of another resource."""

    error_code = 8


class FailedPreconditionError(OpError):
    """The state is not ready, such as a variable that was never initialised."""

    error_code = 9


class AbortedError(OpError):
    """The step was given up because another part of it failed."""

    error_code = 10


class OutOfRangeError(OpError):
    """Past the end, such as an iterator that has no more elements."""

    error_code = 11


class UnimplementedError(OpError):
    """The engine does not offer this."""

    error_code = 12


class InternalError(OpError):
    """A law of the engine itself was broken."""

    error_code = 13


class UnavailableError(OpError):
    """A worker is gone."""

    error_code = 14


class DataLossError(OpError):
    """A file is damaged."""

    error_code = 15


class UnauthenticatedError(OpError):
    """The caller is not known."""

    error_code = 16


def error_for_code(error_code: int) -> type[OpError]:
    """The error class of a numeric code, as it arrives from another worker; `UnknownError` for a code of no class."""
    return next((kind for kind in OpError.__subclasses__() if kind.error_code == error_code), UnknownError)


def exception_type_from_error_code(error_code: int) -> type[OpError]:
    """The error class of a numeric code. Raises KeyError for a code of no class.

    Source: tf.errors.exception_type_from_error_code.
    """
    found = error_for_code(error_code)
    if found.error_code != error_code:
        raise KeyError(error_code)
    return found


def error_code_from_exception_type(cls: type[OpError]) -> int:
    """The numeric code of an error class; that of UnknownError for another class.

    Source: tf.errors.error_code_from_exception_type.
    """
    return cls.error_code if isinstance(cls, type) and issubclass(cls, OpError) and cls is not OpError else UNKNOWN
