"""Lines of comma-separated values, taken apart.

Takes strings, each a record; gives a tensor for each column.
Law: a field may be quoted, a quote inside is doubled; an empty field is the column's default, or an error without one.
Source: tensorflow/core/kernels/decode_csv_op.cc.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..dtypes import DType, float32, float64, int32, int64, string
from ..errors import InvalidArgumentError
from ..graph import Tensor, get_default_graph, op
from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["decode_csv"]

_COLUMNS = (float32, float64, int32, int64, string)
_QUOTE = ord('"')
_ENDS = b"\n\r"


def _refuse(message: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, message)


def _unquoted(record: bytes, at: int, delimiter: bytes, quotes: bool) -> tuple[bytes, int]:
    end = record.find(delimiter, at)
    field = record[at:] if end < 0 else record[at:end]
    if any(each in field for each in _ENDS) or (quotes and _QUOTE in field):
        raise _refuse("Unquoted fields cannot have quotes/CRLFs inside")
    return field, at + len(field) + 1


def _quoted(record: bytes, at: int, delimiter: bytes) -> tuple[bytes, int]:
    field = bytearray()
    last = len(record) - 1
    while at < last and not (record[at] == _QUOTE and record[at + 1 : at + 2] == delimiter):
        if record[at] == _QUOTE:
            if record[at + 1] != _QUOTE:
                raise _refuse("Quote inside a string has to be escaped by another quote")
            at += 1
        field.append(record[at])
        at += 1
    if at > last or record[at] != _QUOTE:
        raise _refuse("Quoted field has to end with quote followed by delim or end")
    return bytes(field), at + 2


def _fields(record: bytes, delimiter: bytes, quotes: bool, wanted: Sequence[int]) -> list[bytes]:
    """The fields of a record, those at `wanted` alone unless that is empty."""
    found: list[bytes] = []
    at = count = 0
    while at < len(record):
        if record[at] in _ENDS:
            at += 1
            continue
        if quotes and record[at] == _QUOTE:
            field, at = _quoted(record, at + 1, delimiter)
        else:
            field, at = _unquoted(record, at, delimiter, quotes)
        if not wanted or wanted[len(found)] == count:
            found.append(field)
            if len(found) == len(wanted):
                return found
        count += 1
    if record.endswith(delimiter) and (not wanted or wanted[len(found)] == count):
        found.append(b"")
    return found


def _integer(bits: int) -> Callable[[bytes], int]:
    def read(field: bytes) -> int:
        value = int(field)
        if b"_" in field or not -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
            raise ValueError
        return value

    return read


def _real(field: bytes) -> float:
    if b"_" in field:
        raise ValueError
    return float(field)


_READ: dict[DType, Callable[[bytes], Any]] = {
    int32: _integer(32),
    int64: _integer(64),
    float32: _real,
    float64: _real,
    string: lambda field: field,
}
_CALLED = {float32: "float", float64: "double"}


def _shape(records: TensorSpec, *record_defaults: TensorSpec, **_: Any) -> list[TensorShape]:
    for each in record_defaults:
        sizes = each.shape.sizes
        if sizes is not None and (len(sizes) > 1 or (len(sizes) == 1 and (sizes[0] or 0) > 1)):
            raise ValueError("Shape of a default must be a length-0 or length-1 vector, or a scalar.")
    return [records.shape] * len(record_defaults)


@op("DecodeCSV(records: string, record_defaults: *any) -> output: *OUT_TYPE", shape=_shape)
def _decode_csv(
    records: Any,
    *record_defaults: Any,
    OUT_TYPE: list[DType],
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    select_cols: Sequence[int] = (),
) -> Any:
    """Records as columns. `[...], k x [1] -> k x [...]`. Source: tf.decode_csv."""
    delimiter, missing = field_delim.encode(), na_value.encode()
    if len(delimiter) != 1:
        raise _refuse("field_delim should be only 1 char")
    given = np.array(records, object) if isinstance(records, bytes) else np.asarray(records)
    defaults = [np.ravel(np.array(each, object) if isinstance(each, bytes) else each) for each in record_defaults]
    columns = [np.zeros(given.size, dtype.as_numpy_dtype) for dtype in OUT_TYPE]
    for row, record in enumerate(given.ravel()):
        fields = _fields(record, delimiter, use_quote_delim, list(select_cols))
        if len(fields) != len(columns):
            raise _refuse(f"Expect {len(columns)} fields but have {len(fields)} in record {row}")
        for index, (field, column, dtype) in enumerate(zip(fields, columns, OUT_TYPE, strict=True)):
            if field in (b"", missing):
                if not defaults[index].size:
                    raise _refuse(f"Field {index} is required but missing in record {row}!")
                column[row] = defaults[index][0]
                continue
            try:
                column[row] = _READ[dtype](field)
            except ValueError:
                text = field.decode(errors="replace")
                called = _CALLED.get(dtype, dtype.name)
                raise _refuse(f"Field {index} in record {row} is not a valid {called}: {text}") from None
    return tuple(column.reshape(given.shape)[()] for column in columns)


def decode_csv(
    records: Any,
    record_defaults: Any,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    name: str | None = None,
    na_value: str = "",
    select_cols: Sequence[int] | None = None,
) -> list[Tensor]:
    """Records of comma-separated values as a tensor for each column, of the dtype of its default. `[...], k x [1] -> k x [...]`.

    An empty field, or one that is `na_value`, is the column's default; a default of no elements, `[0]`, says that the
    column is required. `select_cols` are the columns to keep. Raises TypeError for defaults of other dtypes than
    float32, float64, int32, int64 and string, and ValueError for `select_cols` that do not fit. A run fails with
    InvalidArgumentError for a record that does not fit. Source: tf.decode_csv.
    """
    wanted = [] if select_cols is None else [int(each) for each in select_cols]
    if any(after <= before for before, after in itertools.pairwise(wanted)):
        raise ValueError("select_cols is not strictly increasing.")
    if wanted and wanted[0] < 0:
        raise ValueError("select_cols contains negative values.")
    if select_cols is not None and len(wanted) != len(record_defaults):
        raise ValueError("Length of select_cols and record_defaults do not match.")
    if not len(record_defaults):
        raise ValueError("Attr 'OUT_TYPE' of 'DecodeCSV' Op passed list of length 0 less than minimum 1.")
    graph = get_default_graph()
    with graph.name_scope(name or "DecodeCSV") as scope:
        lines = graph.convert(records, string, name="records")
        defaults = [graph.convert(each, name=f"record_defaults_{i}") for i, each in enumerate(record_defaults)]
        for each in defaults:
            if each.dtype not in _COLUMNS:
                allowed = ", ".join(dtype.name for dtype in _COLUMNS)
                raise TypeError(
                    f"Value passed to parameter 'record_defaults' has DataType {each.dtype.name} not in list of allowed "
                    f"values: {allowed}"
                )
        made = graph.node(
            "DecodeCSV",
            lines,
            *defaults,
            OUT_TYPE=[each.dtype for each in defaults],
            field_delim=field_delim,
            use_quote_delim=use_quote_delim,
            na_value=na_value,
            select_cols=wanted,
            name=scope,
        )
        return made if isinstance(made, list) else [made]
