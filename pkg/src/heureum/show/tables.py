"""Tables and captions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from .numbers import Number, plain_number
from .receivers import emit

__all__ = ["table", "text"]

_MOST_ROWS, _MOST_COLUMNS = 200, 20
_LONGEST_CELL, _LONGEST_TEXT = 200, 10_000


def table(rows: Any, *, columns: Any = None, title: str = "") -> None:
    """Rows of numbers and text: a list of rows, an array `[rows, columns]`, or a dict of columns by name.

    Raises ValueError for rows that differ in length from each other or from `columns`, and beyond 200 rows or 20 columns.
    """
    if isinstance(rows, Mapping):
        if columns is not None:
            raise ValueError("show.table: a dict names its columns itself; leave columns out")
        columns, rows = list(rows), list(zip(*rows.values(), strict=True))
    if isinstance(rows, str) or not isinstance(rows, Iterable):
        raise TypeError(f"show.table: rows must be a list of rows, found a {type(rows).__name__}")
    cells = [_row(row) for row in rows]
    names = None if columns is None else [str(name) for name in columns]
    widths = {len(row) for row in cells} | ({len(names)} if names is not None else set())
    if len(widths) > 1:
        raise ValueError(f"show.table: rows and columns must have one length, found {sorted(widths)}")
    if len(cells) > _MOST_ROWS or max(widths, default=0) > _MOST_COLUMNS:
        raise ValueError(
            f"show.table: at most {_MOST_ROWS} rows of {_MOST_COLUMNS} cells, found {len(cells)} of {max(widths, default=0)}; "
            f"take rows[:{_MOST_ROWS}]"
        )
    emit({"kind": "table", "title": str(title), "columns": names, "rows": cells})


def text(caption: str) -> None:
    """A sentence between plots, set as text and not as output. Raises ValueError beyond 10,000 characters."""
    if len(str(caption)) > _LONGEST_TEXT:
        raise ValueError(f"show.text: at most {_LONGEST_TEXT} characters, found {len(str(caption))}; print takes more")
    emit({"kind": "text", "title": "", "text": str(caption)})


def _row(row: Any) -> list[Number]:
    if isinstance(row, str) or not isinstance(row, Iterable):
        raise TypeError(f"show.table: each row must be a list of cells, found {row!r}")
    return [_cell(each) for each in row]


def _cell(value: Any) -> Number:
    if isinstance(value, bool | int | float | np.generic | np.ndarray) and np.ndim(value) == 0:
        value = value[()] if isinstance(value, np.ndarray) else value
        if not isinstance(value, np.str_ | np.bytes_ | np.complexfloating):
            return plain_number(value)
    shown = str(value)
    return shown if len(shown) <= _LONGEST_CELL else f"{shown[: _LONGEST_CELL - 1]}…"
