"""Where nodes may go: what the program pinned, and what was settled already.

Takes what each node asked for, and the groups that must stay together; gives the devices that are left to a node.
Law: a pin always wins; where pins leave no device, the error names the nodes and the devices there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import InvalidArgumentError
from ..graph.device import DeviceSpec
from ..graph.graph_def import NodeDef

__all__ = ["Pins"]


class Pins:
    """The devices of a session, and what each node and fed tensor asked for."""

    def __init__(
        self,
        nodes: Sequence[NodeDef],
        devices: Sequence[str],
        asked: Mapping[str, str],
        groups: Mapping[str, Sequence[str]],
    ) -> None:
        self._nodes = nodes
        self._devices = devices
        self._asked = asked
        self._groups = groups
        self._matching: dict[str, list[str]] = {}

    def allowed(self, name: str, placed: Mapping[str, str]) -> list[str]:
        """The devices for a node and all that share state with it: one only, once one of them is placed."""
        together = self._groups.get(name, [name])
        settled = next((placed[each] for each in together if each in placed), None)
        allowed = [settled] if settled else list(self._devices)
        for each in together:
            matching = self._meant(self._asked.get(each, ""))
            left = [device for device in allowed if device in matching]
            if not left:
                raise self._cannot_assign(name, each, allowed)
            allowed = left
        return allowed

    def is_free(self, name: str) -> bool:
        """Whether a node may go anywhere and takes nobody along."""
        return not self._asked.get(name) and name not in self._groups

    def _meant(self, asked: str) -> list[str]:
        """The devices that a device string means. Graphs have many nodes and few such strings."""
        if asked not in self._matching:
            spec = DeviceSpec.from_string(asked)
            self._matching[asked] = [each for each in self._devices if spec.allows(DeviceSpec.from_string(each))]
        return self._matching[asked]

    def _cannot_assign(self, name: str, pinned: str, allowed: Sequence[str]) -> InvalidArgumentError:
        message = f"Cannot assign a device for operation {name!r}: "
        if name != pinned or len(allowed) < len(self._devices):
            message += f"it shares state with {pinned!r}, and "
        message += (
            f"{pinned!r} was pinned to {self._asked[pinned]!r}, but the session has {', '.join(allowed)}; "
            "change tf.device or open tf.Session(workers=N)"
        )
        node = next((node for node in self._nodes if node.name == name), None)
        return InvalidArgumentError(node, None, message)
