"""WebAssembly, instruction by instruction: just what a loop over vectors needs.

Takes functions of 32-bit integers that give nothing; gives the bytes of a side module, which shares the caller's memory.
Law: bytes in, bytes out; nothing is run here. Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ADD",
    "LESS",
    "MULTIPLY",
    "SUBTRACT",
    "Function",
    "block",
    "const",
    "get",
    "jump",
    "jump_if",
    "load",
    "loop",
    "set_to",
    "side_module",
    "store",
    "vector",
]

_INT32, _VECTOR = 0x7F, 0x7B
ADD, SUBTRACT, MULTIPLY, LESS = b"\x6a", b"\x6b", b"\x6c", b"\x48"
_END = b"\x0b"


def _unsigned(number: int) -> bytes:
    """LEB128: seven bits a byte, the lowest first."""
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*made, number])


def const(number: int) -> bytes:
    """Push a number. LEB128 with a sign: bit 6 of the last byte is it."""
    made = bytearray()
    while not -64 <= number < 64:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return b"\x41" + bytes([*made, number & 0x7F])


def get(local: int) -> bytes:
    """Push a local."""
    return b"\x20" + _unsigned(local)


def set_to(local: int, value: bytes) -> bytes:
    """Pop what `value` pushes into a local."""
    return value + b"\x21" + _unsigned(local)


def loop(body: bytes) -> bytes:
    """Code to whose start a jump goes; without a jump it is run once."""
    return b"\x03\x40" + body + _END


def block(body: bytes) -> bytes:
    """Code behind whose end a jump goes."""
    return b"\x02\x40" + body + _END


def jump(outwards: int) -> bytes:
    """Leave that many loops and blocks for the next one around."""
    return b"\x0c" + _unsigned(outwards)


def jump_if(condition: bytes, outwards: int) -> bytes:
    """Jump unless `condition` pushes 0."""
    return condition + b"\x0d" + _unsigned(outwards)


def vector(opcode: int, *operands: bytes) -> bytes:
    """A vector instruction, after its operands."""
    return b"".join(operands) + b"\xfd" + _unsigned(opcode)


def load(address: bytes, offset: int = 0, opcode: int = 0) -> bytes:
    """Push the vector at an address, or with another opcode the number there, in every lane."""
    return vector(opcode, address) + _unsigned(2) + _unsigned(offset)


def store(address: bytes, value: bytes, offset: int = 0) -> bytes:
    """Put a vector where the address says."""
    return vector(11, address, value) + _unsigned(2) + _unsigned(offset)


class Function:
    """A function of integers, and its locals: each is known by a number, parameters first."""

    def __init__(self, name: str, parameters: int) -> None:
        self.name = name
        self.parameters = parameters
        self._integers = 0
        self._vectors: list[int] = []
        self.body = b""

    def integers(self, count: int) -> list[int]:
        """More locals for integers. All of them are asked for before any vector."""
        assert not self._vectors, "integers come before vectors"
        first = self.parameters + self._integers
        self._integers += count
        return list(range(first, first + count))

    def vectors(self, count: int) -> list[int]:
        """More locals for vectors."""
        first = self.parameters + self._integers + len(self._vectors)
        made = list(range(first, first + count))
        self._vectors += made
        return made

    def code(self) -> bytes:
        """Its locals and its body, as a module holds them."""
        declared = [_unsigned(self._integers) + bytes([_INT32]), _unsigned(len(self._vectors)) + bytes([_VECTOR])]
        return _sized(_listed(declared) + self.body + _END)


def _sized(content: bytes) -> bytes:
    return _unsigned(len(content)) + content


def _listed(items: Sequence[bytes]) -> bytes:
    return _unsigned(len(items)) + b"".join(items)


def _section(number: int, content: bytes) -> bytes:
    return bytes([number]) + _sized(content)


def side_module(functions: Sequence[Function]) -> bytes:
    """A module for a dynamic linker: it exports the functions, imports the memory, and wants none of its own.

    Source: WebAssembly/tool-conventions, DynamicLinking.md (the section dylink.0).
    """
    wants_nothing = b"\x01" + _sized(_unsigned(0) * 4)
    types = [b"\x60" + _listed([bytes([_INT32])] * each.parameters) + _listed([]) for each in functions]
    memory = _sized(b"env") + _sized(b"memory") + b"\x02\x00" + _unsigned(0)
    exports = [_sized(each.name.encode()) + b"\x00" + _unsigned(index) for index, each in enumerate(functions)]
    return b"\0asm\1\0\0\0" + b"".join(
        (
            _section(0, _sized(b"dylink.0") + wants_nothing),
            _section(1, _listed(types)),
            _section(2, _listed([memory])),
            _section(3, _listed([_unsigned(index) for index, _ in enumerate(functions)])),
            _section(7, _listed(exports)),
            _section(10, _listed([each.code() for each in functions])),
        )
    )
