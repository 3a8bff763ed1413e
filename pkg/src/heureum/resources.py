"""What one device keeps between the runs of a session, and how a kernel reaches it.

Takes a kind and a name; gives the object that was made for them, the same in every run.
Law: state lives here and nowhere else; a session's devices each have one Resources, and it ends with the session.
Source: tensorflow::ResourceMgr, tensorflow::OpKernelContext.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .errors import FailedPreconditionError
from .tensor_shape import TensorShape
from .waiting import NOT_YET, SOME_OF_IT, Attempt, NoWaiting, Waiting

__all__ = ["KernelContext", "Ref", "Resources"]


class Ref:
    """A place that holds a tensor: the runtime value of a `&T` output. A plain input is given what it holds.

    `shape` is what the first value must have; later ones must have the shape of the one before.
    """

    __slots__ = ("name", "shape", "value")

    def __init__(self, name: str, shape: TensorShape | None = None) -> None:
        self.name = name
        self.shape = TensorShape.of(None) if shape is None else shape
        self.value: Any = None

    def read(self) -> Any:
        """The tensor. Raises FailedPreconditionError before the first `write`."""
        if self.value is None:
            message = f"Attempting to use uninitialized value {self.name}; run its initializer first"
            raise FailedPreconditionError(None, None, message)
        return self.value

    def write(self, value: Any) -> None:
        """Replace the tensor by one that nobody else may change.

        Whoever read the old one keeps it: arrays in a Ref are never changed in place, and can't be.
        """
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
        self.value = value


@dataclass
class Resources:
    """The objects of one device, by kind and name, and how its kernels wait."""

    _objects: dict[tuple[str, str], Any] = field(default_factory=dict)
    waiting: Waiting = field(default_factory=NoWaiting)

    def get(self, kind: str, name: str, make: Callable[[], Any]) -> Any:
        """The object of that kind and name; made by `make` the first time."""
        found = self._objects.get((kind, name))
        return self._objects.setdefault((kind, name), make()) if found is None else found

    def of_kind(self, kind: str) -> dict[str, Any]:
        """Every object of a kind, by name."""
        return {name: made for (each, name), made in self._objects.items() if each == kind}


@dataclass(frozen=True, slots=True)
class KernelContext:
    """What the kernel of a stateful op is given before its inputs.

    `call(function, arguments)` runs a function that an attribute holds, and gives its results.
    """

    resources: Resources
    node_name: str
    call: Callable[[Any, Sequence[Any]], list[Any]]

    def wait_for(self, attempt: Attempt, then: Callable[[Any], Any] = lambda result: result) -> Any:
        """`then` of the result of `attempt`, which is repeated until it gives one."""

        def completed() -> Any:
            result = attempt()
            return result if result is NOT_YET or result is SOME_OF_IT else then(result)

        return self.resources.waiting.wait_for(completed)
