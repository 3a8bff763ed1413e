"""Device strings: `/job:worker/task:1`, `/device:CPU:0`, in full or in part.

Takes a string; gives a DeviceSpec that can be merged over another.
Law: what is not said is left open, and placement decides it.
Source: tf.DeviceSpec.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

__all__ = ["DeviceSpec"]

_PART = re.compile(
    r"/(?:job:(?P<job>\w+)|replica:(?P<replica>\d+|\*)|task:(?P<task>\d+|\*)"
    r"|(?:device:)?(?P<device_type>[A-Za-z_]+):(?P<device_index>\d+|\*))"
)


@dataclass(frozen=True, slots=True)
class DeviceSpec:
    """Where an op is to run, as far as it was said."""

    job: str | None = None
    replica: int | None = None
    task: int | None = None
    device_type: str | None = None
    device_index: int | None = None

    @classmethod
    def from_string(cls, spec: str) -> DeviceSpec:
        """Read a device string. Raises ValueError when a part of it is not understood."""
        found: dict[str, str | int | None] = {}
        position = 0
        text = spec if spec.startswith("/") or not spec else f"/{spec}"  # "cpu:0" is said too
        while position < len(text):
            part = _PART.match(text, position)
            if part is None:
                raise ValueError(
                    f"Malformed device specification {spec!r} at {text[position:]!r}; write e.g. '/job:worker/task:1' or '/cpu:0'"
                )
            for name, value in part.groupdict().items():
                if value is not None:
                    found[name] = int(value) if value.isdigit() and name != "job" else None if value == "*" else value
            position = part.end()
        if isinstance(found.get("device_type"), str):
            found["device_type"] = str(found["device_type"]).upper()
        return cls(**found)  # type: ignore[arg-type]  # the pattern gives each field its type

    def over(self, outer: DeviceSpec) -> DeviceSpec:
        """This spec with its gaps filled from `outer`."""
        chosen = {}
        for field in fields(self):
            mine = getattr(self, field.name)
            chosen[field.name] = getattr(outer, field.name) if mine is None else mine
        return DeviceSpec(**chosen)

    def allows(self, device: DeviceSpec) -> bool:
        """Whether `device`, a whole worker, is one of those meant; the kind of processor is the worker's own affair."""
        return all(
            wanted is None or wanted == getattr(device, name)
            for name, wanted in (("job", self.job), ("replica", self.replica), ("task", self.task))
        )

    def __str__(self) -> str:
        parts = [
            ("job", self.job),
            ("replica", self.replica),
            ("task", self.task),
        ]
        text = "".join(f"/{name}:{value}" for name, value in parts if value is not None)
        if self.device_type is not None:
            text += f"/device:{self.device_type}:{'*' if self.device_index is None else self.device_index}"
        return text
