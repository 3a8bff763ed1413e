"""The scopes that are open while a graph is described: names, devices, order.

Takes a name, a device or operations; gives context managers that hold for what is built inside.
Law: leaving a scope restores what was there before, also after an error.
Source: tf.Graph.name_scope, tf.Graph.device, tf.Graph.control_dependencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .device import DeviceSpec
from .names import Names
from .operation import Operation

__all__ = ["Scopes"]


class Scopes:
    """What a Graph knows of scopes."""

    def __init__(self) -> None:
        self._names = Names()
        self._device = DeviceSpec()
        # Every open scope, outermost first, while one of them is a function of the operation; else empty.
        self._device_scopes: tuple[DeviceSpec | Callable[[Operation], Any], ...] = ()
        self._control_inputs: tuple[Operation, ...] = ()

    def as_operation(self, element: Any) -> Operation:
        """The operation that `element` is or belongs to."""
        raise NotImplementedError

    @contextmanager
    def name_scope(self, name: str | None) -> Iterator[str]:
        """Nest the names of what is built inside: `with graph.name_scope("layer"):`. Gives the scope with its `/`."""
        with self._names.open_scope(name) as scope:
            yield scope

    def get_name_scope(self) -> str:
        """The name scope that is open, without a `/` at the end; "" for the root."""
        return self._names.scope

    @contextmanager
    def device(self, device_name_or_function: Any) -> Iterator[None]:
        """Ask for a device for what is built inside; inner scopes override outer ones, None clears.

        A function takes the operation that was made and gives its device. Raises ValueError for a string that is no
        device.
        """
        outer, outer_scopes = self._device, self._device_scopes
        asked = device_name_or_function
        if asked is None:
            self._device, self._device_scopes = DeviceSpec(), ()
        elif callable(asked):
            self._device_scopes = (*(outer_scopes or _unless_open(outer)), asked)
        else:
            spec = DeviceSpec.from_string(str(asked))
            self._device = spec.over(outer)
            self._device_scopes = (*outer_scopes, spec) if outer_scopes else ()
        try:
            yield
        finally:
            self._device, self._device_scopes = outer, outer_scopes

    def _ask_functions(self, operation: Operation) -> None:
        """Let the open scopes say, innermost first, where an operation goes; a function overrides what was said."""
        operation.device = ""
        for scope in reversed(self._device_scopes):
            if isinstance(scope, DeviceSpec):
                operation.device = str(DeviceSpec.from_string(operation.device).over(scope))
            else:
                operation.device = str(scope(operation) or "")

    @contextmanager
    def colocate_with(self, op: Any, ignore_existing: bool = False) -> Iterator[None]:
        """Ask for the device that `op`, an operation or a tensor, was asked for; None clears with `ignore_existing`."""
        outer, outer_scopes = self._device, self._device_scopes
        if op is not None:
            self._device, self._device_scopes = DeviceSpec.from_string(self.as_operation(op).device), ()
        elif ignore_existing:
            self._device, self._device_scopes = DeviceSpec(), ()
        try:
            yield
        finally:
            self._device, self._device_scopes = outer, outer_scopes

    @contextmanager
    def control_dependencies(self, control_inputs: Sequence[Any] | None) -> Iterator[None]:
        """What is built inside runs only after `control_inputs`, operations or tensors; None clears."""
        outer = self._control_inputs
        added = [self.as_operation(each) for each in control_inputs or ()]
        self._control_inputs = () if control_inputs is None else tuple(dict.fromkeys((*outer, *added)))
        try:
            yield
        finally:
            self._control_inputs = outer


def _unless_open(spec: DeviceSpec) -> tuple[DeviceSpec, ...]:
    return () if spec == DeviceSpec() else (spec,)
