"""The scopes that are open while a graph is described: names, devices, order.

Takes a name, a device or operations; gives context managers that hold for what is built inside.
Law: leaving a scope restores what was there before, also after an error.
Source: tf.Graph.name_scope, tf.Graph.device, tf.Graph.control_dependencies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    def device(self, device_name: Any) -> Iterator[None]:
        """Ask for a device for what is built inside; inner scopes override outer ones, None clears.

        Raises ValueError for a string that is no device.
        """
        outer = self._device
        self._device = DeviceSpec() if device_name is None else DeviceSpec.from_string(str(device_name)).over(outer)
        try:
            yield
        finally:
            self._device = outer

    @contextmanager
    def colocate_with(self, op: Any, ignore_existing: bool = False) -> Iterator[None]:
        """Ask for the device that `op`, an operation or a tensor, was asked for; None clears with `ignore_existing`."""
        outer = self._device
        if op is not None:
            self._device = DeviceSpec.from_string(self.as_operation(op).device)
        elif ignore_existing:
            self._device = DeviceSpec()
        try:
            yield
        finally:
            self._device = outer

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
