"""Hyperparameters as an object. `tf.contrib.training.HParams`."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["HParams"]


class HParams:
    """Named values that a model is made with; each keeps the type that it began with. Source: tf.contrib.training.HParams."""

    def __init__(self, **kwargs: Any) -> None:
        self._hparam_types: dict[str, type] = {}
        for name, value in kwargs.items():
            self.add_hparam(name, value)

    def __contains__(self, key: object) -> bool:
        return key in self._hparam_types

    def __repr__(self) -> str:
        return f"HParams({', '.join(f'{name}={value!r}' for name, value in self.values().items())})"

    def add_hparam(self, name: str, value: Any) -> None:
        """A new hyperparameter. Raises ValueError when its name is taken."""
        if getattr(self, name, None) is not None:
            raise ValueError(f"Hyperparameter name is reserved: {name}")
        self._hparam_types[name] = type(value[0]) if isinstance(value, (list, tuple)) and value else type(value)
        setattr(self, name, value)

    def del_hparam(self, name: str) -> None:
        """Forget one."""
        if name in self:
            delattr(self, name)
            del self._hparam_types[name]

    def set_hparam(self, name: str, value: Any) -> None:
        """Another value. Raises KeyError for a name that is none, ValueError for a value of another type."""
        if name not in self:
            raise KeyError(f"{name!r} is not a hyperparameter: they are {', '.join(sorted(self.values()))}")
        wanted = self._hparam_types[name]
        if isinstance(value, (list, tuple)):
            setattr(self, name, [_as_type(each, wanted, name) for each in value])
        else:
            setattr(self, name, _as_type(value, wanted, name))

    def get(self, key: str, default: Any = None) -> Any:
        """The value of one; `default` when there is none of that name."""
        return getattr(self, key) if key in self else default

    def values(self) -> dict[str, Any]:
        """All, by name."""
        return {name: getattr(self, name) for name in self._hparam_types}

    def override_from_dict(self, values_dict: dict[str, Any]) -> HParams:
        """Other values for those named. Raises as `set_hparam`."""
        for name, value in values_dict.items():
            self.set_hparam(name, value)
        return self

    def parse(self, values: str) -> HParams:
        """Other values from text such as `rate=0.1,units=[16,32]`. Raises ValueError for what can't be read."""
        for part in _split(values):
            name, equals, text = part.partition("=")
            if not equals or name.strip() not in self:
                raise ValueError(f"Could not parse {part!r}: give name=value, with a name of {', '.join(sorted(self.values()))}")
            text = text.strip()
            if text.startswith("["):
                self.set_hparam(name.strip(), [each.strip() for each in text.strip("[]").split(",") if each.strip()])
            else:
                self.set_hparam(name.strip(), text)
        return self

    def parse_json(self, values_json: str) -> HParams:
        """Other values from a JSON object. Raises as `set_hparam`."""
        return self.override_from_dict(json.loads(values_json))

    def to_json(self, indent: int | None = None, separators: Any = None, sort_keys: bool = False) -> str:
        """All as a JSON object."""
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)


def _split(text: str) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [each for each in parts if each.strip()]


def _as_type(value: Any, wanted: type, name: str) -> Any:
    if wanted is type(None) or isinstance(value, wanted):
        return value
    try:
        if wanted is bool:
            return {"true": True, "1": True, "false": False, "0": False}[str(value).lower()]
        if wanted is int and float(value) != int(float(value)):
            raise ValueError
        return wanted(value)
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"Could not cast hparam '{name}' of type {wanted.__name__!r} from value {value!r}") from None
