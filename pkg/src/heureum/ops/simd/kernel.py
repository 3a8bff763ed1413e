"""The kernel: c += a @ b, four rows by two vectors of columns at a time, which stay in registers while k passes.

Takes how many bytes a number has; gives a Function of ten integers, in the order of PARAMETERS.
Law: `b` comes in panels, each two vectors wide and k long, so that it is read straight through; the columns of `c` are a
multiple of that width. `a` may lie in memory as it likes. Source: K. Goto and R. van de Geijn 2008, Anatomy of
High-Performance Matrix Multiplication.
"""

from __future__ import annotations

from itertools import pairwise

from .assembly import ADD, LESS, MULTIPLY, SUBTRACT, Function, block, const, get, jump, jump_if, load, loop, set_to, store, vector

__all__ = ["PANEL_BYTES", "PARAMETERS", "multiply_add"]

PARAMETERS = ("a", "a_row_bytes", "a_column_bytes", "b", "c", "c_row_bytes", "m", "k", "panels")
_VECTOR_BYTES = 16
PANEL_BYTES = 2 * _VECTOR_BYTES
_ROWS = 4  # eight sums, two vectors of b and one number of a: as many as sixteen registers hold
_SPLAT, _SUM, _PRODUCT = {4: 9, 8: 10}, {4: 0xE4, 8: 0xF0}, {4: 0xE6, 8: 0xF2}


def multiply_add(name: str, itemsize: int) -> Function:
    """The kernel for float32 (`itemsize` 4) or float64 (8)."""
    made = Function(name, len(PARAMETERS))
    a, a_row, _, b, c, c_row, m, k, panels = range(len(PARAMETERS))
    left, row_of_a, row_of_c = made.integers(3)
    rest = _Rows(made, itemsize)

    def rows(count: int) -> bytes:
        """As long as that many rows are left: work on them, and go on by as many."""
        advance = b"".join(
            set_to(at, get(at) + get(by) + const(count) + MULTIPLY + ADD) for at, by in ((row_of_a, a_row), (row_of_c, c_row))
        )
        one = rest.multiply(count, row_of_a, row_of_c) + advance + set_to(left, get(left) + const(count) + SUBTRACT)
        return block(loop(jump_if(get(left) + const(count) + LESS, 1) + one + jump(0)))

    made.body = loop(
        set_to(left, get(m)) + set_to(row_of_a, get(a)) + set_to(row_of_c, get(c))
        + rows(_ROWS) + rows(1)
        + set_to(b, get(b) + get(k) + const(PANEL_BYTES) + MULTIPLY + ADD)
        + set_to(c, get(c) + const(PANEL_BYTES) + ADD)
        + set_to(panels, get(panels) + const(1) + SUBTRACT)
        + jump_if(get(panels), 0)
    )  # fmt: skip
    return made


class _Rows:
    """A few rows of `a` times one panel of `b`."""

    def __init__(self, function: Function, itemsize: int) -> None:
        self.itemsize = itemsize
        self.at_a = function.integers(_ROWS)
        self.at_c = function.integers(_ROWS)
        self.at_b, self.left = function.integers(2)
        self.sums = [function.vectors(2) for _ in range(_ROWS)]
        self.two = function.vectors(2)
        (self.number,) = function.vectors(1)

    def multiply(self, count: int, row_of_a: int, row_of_c: int) -> bytes:
        _, a_row, _, b, _, c_row, _, k, _ = range(len(PARAMETERS))
        halves = [(row, half) for row in range(count) for half in (0, 1)]
        starts = _spread(self.at_a[:count], row_of_a, a_row) + _spread(self.at_c[:count], row_of_c, c_row)
        begin = (set_to(self.sums[r][h], load(get(self.at_c[r]), h * _VECTOR_BYTES)) for r, h in halves)
        end = (store(get(self.at_c[r]), get(self.sums[r][h]), h * _VECTOR_BYTES) for r, h in halves)
        return (
            starts + b"".join(begin)
            + set_to(self.at_b, get(b)) + set_to(self.left, get(k))
            + loop(self._one_of_k(count))
            + b"".join(end)
        )  # fmt: skip

    def _one_of_k(self, count: int) -> bytes:
        """Each row's number of `a`, in every lane, times the two vectors of `b`."""
        a_column = PARAMETERS.index("a_column_bytes")
        code = b"".join(set_to(self.two[half], load(get(self.at_b), half * _VECTOR_BYTES)) for half in (0, 1))
        for row in range(count):
            code += set_to(self.number, load(get(self.at_a[row]), opcode=_SPLAT[self.itemsize]))
            for half in (0, 1):
                product = vector(_PRODUCT[self.itemsize], get(self.number), get(self.two[half]))
                code += set_to(self.sums[row][half], vector(_SUM[self.itemsize], get(self.sums[row][half]), product))
            code += set_to(self.at_a[row], get(self.at_a[row]) + get(a_column) + ADD)
        code += set_to(self.at_b, get(self.at_b) + const(PANEL_BYTES) + ADD)
        code += set_to(self.left, get(self.left) + const(1) + SUBTRACT)
        return code + jump_if(get(self.left), 0)


def _spread(addresses: list[int], first: int, apart: int) -> bytes:
    """The addresses of rows that are `apart` bytes apart."""
    code = set_to(addresses[0], get(first))
    for before, at in pairwise(addresses):
        code += set_to(at, get(before) + get(apart) + ADD)
    return code
