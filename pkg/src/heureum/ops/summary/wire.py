"""Protocol buffers, as far as summaries and events need them.

Takes a class that names its fields; gives bytes in the wire format, and reads them.
Law: what another program added and is not named here is skipped; what is cut off is refused.
Source: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, ClassVar, Self

__all__ = ["Message", "Repeated"]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WIRE_TYPES = {"int": _VARINT, "bool": _VARINT, "double": _FIXED64, "float": _FIXED32}
_DEFAULTS = {"int": 0, "bool": False, "double": 0.0, "float": 0.0, "string": "", "bytes": b""}


class Repeated(list[Any]):
    """A field that holds many values; `add` makes a message at its end."""

    def __init__(self, kind: Any, values: Any = ()) -> None:
        super().__init__(values)
        self._kind = kind

    def add(self, **fields: Any) -> Any:
        """Append a message with these fields, and give it."""
        self.append(self._kind(**fields))
        return self[-1]


class Keyed(dict[str, Any]):
    """A field that maps strings to messages; what is read of it is made when it is not there."""

    def __init__(self, kind: Any, values: Any = ()) -> None:
        super().__init__(values)
        self._kind = kind

    def __missing__(self, key: str) -> Any:
        return self.setdefault(key, self._kind())


class Message:
    """A record. `FIELDS` maps names to a number and a kind: a scalar's name or a Message, in a list when it repeats,
    in a dict with the key "string" when it maps strings to such.
    """

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {}

    def __init__(self, **fields: Any) -> None:
        unknown = fields.keys() - self.FIELDS.keys()
        if unknown:
            raise ValueError(f'Protocol message {type(self).__name__} has no "{min(unknown)}" field; it has {list(self.FIELDS)}')
        self._set: dict[str, Any] = {}
        for name, value in fields.items():
            if value is not None:
                setattr(self, name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in type(self).FIELDS:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        if name not in self._set:
            kind = self.FIELDS[name][1]
            if not isinstance(kind, (list, dict, type)):
                return _DEFAULTS[kind]
            # As in protocol buffers, what is read of a field can be filled in place.
            self._set[name] = _filled(kind, ()) if isinstance(kind, (list, dict)) else kind()
        return self._set[name]

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.FIELDS:
            kind = self.FIELDS[name][1]
            self._set[name] = _filled(kind, value) if isinstance(kind, (list, dict)) else value
        else:
            object.__setattr__(self, name, value)

    def HasField(self, name: str) -> bool:  # the names of Google's protobuf package
        """Whether the field was given."""
        value = self._set.get(name)
        return value is not None and not (isinstance(value, Message) and not value._set)

    def SerializeToString(self) -> bytes:
        """The bytes of the message."""
        return b"".join(
            _encoded(number, kind, self._set[name]) for name, (number, kind) in self.FIELDS.items() if name in self._set
        )

    def ParseFromString(self, serialized: bytes) -> int:
        """Read the message from bytes, in place of what it held. Raises ValueError for bytes that are no message."""
        self._set = {}
        by_number = {number: (name, kind) for name, (number, kind) in self.FIELDS.items()}
        for number, wire_type, content in _fields(bytes(serialized)):
            if number in by_number:
                name, kind = by_number[number]
                if isinstance(kind, dict):
                    entry = {at: part for at, _, part in _fields(content)}
                    getattr(self, name)[_decoded("string", entry.get(1, b""))] = _decoded(kind["string"], entry.get(2, b""))
                elif isinstance(kind, list):
                    getattr(self, name).extend(_repeated(kind[0], wire_type, content))
                else:
                    self._set[name] = _decoded(kind, content)
        return len(serialized)

    MergeFromString = ParseFromString

    def CopyFrom(self, other: Self) -> None:
        """Become like `other`."""
        self.ParseFromString(other.SerializeToString())

    def WhichOneof(self, oneof_group: str) -> str | None:
        """The name of the field that was given; of messages that hold one of several."""
        # What was only read is there, but empty.
        given = [name for name in self.FIELDS if self.HasField(name)] or [name for name in self.FIELDS if name in self._set]
        return given[0] if given else None

    @classmethod
    def FromString(cls, serialized: bytes) -> Self:
        """A message from bytes. Raises ValueError for bytes that are no message."""
        made = cls()
        made.ParseFromString(serialized)
        return made

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.SerializeToString() == other.SerializeToString()

    __hash__ = None  # type: ignore[assignment]  # it can change

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._set.items())})"


def _filled(kind: Any, values: Any) -> Any:
    return Repeated(kind[0], values) if isinstance(kind, list) else Keyed(kind["string"], values)


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # negative numbers are written as 64 bits
    pieces = bytearray()
    while value > 0x7F:
        pieces.append(value & 0x7F | 0x80)
        value >>= 7
    pieces.append(value)
    return bytes(pieces)


def _encoded(number: int, kind: Any, value: Any) -> bytes:
    if isinstance(kind, dict):
        entries = (_encoded(1, "string", key) + _encoded(2, kind["string"], value[key]) for key in sorted(value))
        return b"".join(_encoded(number, "bytes", entry) for entry in entries)
    if isinstance(kind, list):
        if kind[0] in ("double", "float", "int", "bool"):  # numbers are packed into one field
            packed = b"".join(_plain(kind[0], each) for each in value)
            return _varint(number << 3 | _BYTES) + _varint(len(packed)) + packed if packed else b""
        return b"".join(_encoded(number, kind[0], each) for each in value)
    wire_type = _BYTES if isinstance(kind, type) else _WIRE_TYPES.get(kind, _BYTES)
    content = value.SerializeToString() if isinstance(kind, type) else _plain(kind, value)
    if wire_type == _BYTES:
        content = _varint(len(content)) + content
    return _varint(number << 3 | wire_type) + content


def _plain(kind: str, value: Any) -> bytes:
    if kind in ("int", "bool"):
        return _varint(int(value))
    if kind in ("double", "float"):
        return struct.pack("<d" if kind == "double" else "<f", value)
    return value.encode() if isinstance(value, str) else bytes(value)


def _fields(raw: bytes) -> Iterator[tuple[int, int, Any]]:
    at = 0
    while at < len(raw):
        key, at = _read_varint(raw, at)
        number, wire_type = key >> 3, key & 7
        content: Any
        if wire_type == _VARINT:
            content, at = _read_varint(raw, at)
        elif wire_type == _BYTES:
            size, at = _read_varint(raw, at)
            content, at = raw[at : at + size], at + size
        elif wire_type in (_FIXED64, _FIXED32):
            size = 8 if wire_type == _FIXED64 else 4
            content, at = raw[at : at + size], at + size
        else:
            raise ValueError(f"Error parsing message: wire type {wire_type} of field {number} is unknown")
        if at > len(raw):
            raise ValueError(f"Error parsing message: field {number} is cut off")
        yield number, wire_type, content


def _read_varint(raw: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(raw) and shift < 70:
        value |= (raw[at] & 0x7F) << shift
        at += 1
        if raw[at - 1] < 0x80:
            return value, at
        shift += 7
    raise ValueError("Error parsing message: a number is cut off")


def _decoded(kind: Any, content: Any) -> Any:
    if isinstance(kind, type):
        return kind.FromString(content)  # type: ignore[attr-defined]  # kinds that are types are Messages
    if kind == "int":
        return content - (1 << 64) if content >> 63 else content
    if kind == "bool":
        return bool(content)
    if kind in ("double", "float"):
        return struct.unpack("<d" if kind == "double" else "<f", content)[0]
    return content.decode() if kind == "string" else content


def _repeated(kind: Any, wire_type: int, content: Any) -> list[Any]:
    if wire_type != _BYTES or isinstance(kind, type) or kind in ("string", "bytes"):
        return [_decoded(kind, content)]
    if kind in ("double", "float"):
        size = 8 if kind == "double" else 4
        return [_decoded(kind, content[at : at + size]) for at in range(0, len(content), size)]
    values, at = [], 0
    while at < len(content):
        value, at = _read_varint(content, at)
        values.append(_decoded(kind, value))
    return values
