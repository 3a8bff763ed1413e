"""Data sets of tables: the rows of files of comma-separated values, column by column or in batches by name.

Takes names of files; gives datasets.
Source: tf.data.experimental.CsvDataset, tf.data.experimental.make_csv_dataset.
"""

from __future__ import annotations

import csv
import glob
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, float64, int32, int64, string
from ..ops.csv import decode_csv
from .dataset import Dataset, FixedDataset
from .files import TextLineDataset

__all__ = ["CsvDataset", "make_csv_dataset"]


class CsvDataset(FixedDataset):
    """The rows of files, a tuple of `[]` for each. `buffer_size` is accepted.

    `record_defaults` holds for each column its default, or a dtype where a value is required. `header` leaves out the first
    line of each file; `select_cols` keeps some columns, in growing order. Source: tf.data.experimental.CsvDataset.
    """

    def __init__(
        self,
        filenames: Any,
        record_defaults: Sequence[Any],
        compression_type: Any = None,
        buffer_size: Any = None,
        header: bool = False,
        field_delim: str = ",",
        use_quote_delim: bool = True,
        na_value: str = "",
        select_cols: Sequence[int] | None = None,
    ) -> None:
        defaults = [_required(each) if _is_dtype(each) else each for each in record_defaults]

        def lines_of(name: Any) -> Dataset:
            return TextLineDataset(name, compression_type).skip(1 if header else 0)

        def fields_of(line: Any) -> tuple[Any, ...]:
            return tuple(decode_csv(line, defaults, field_delim, use_quote_delim, na_value=na_value, select_cols=select_cols))

        names = [filenames] if isinstance(filenames, (str, bytes)) else filenames
        rows = Dataset.from_tensor_slices(names).flat_map(lines_of).map(fields_of)
        super().__init__(rows.variant, rows.structure)


def make_csv_dataset(
    file_pattern: Any,
    batch_size: int,
    column_names: Sequence[str] | None = None,
    column_defaults: Sequence[Any] | None = None,
    label_name: str | None = None,
    select_columns: Sequence[Any] | None = None,
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    header: bool = True,
    num_epochs: int | None = None,
    shuffle: bool = True,
    shuffle_buffer_size: int = 10000,
    shuffle_seed: int | None = None,
    prefetch_buffer_size: Any = None,
    num_parallel_reads: Any = None,
    sloppy: bool = False,
    num_rows_for_inference: int | None = 100,
    compression_type: Any = None,
    ignore_errors: bool = False,
) -> Dataset:
    """Batches of rows as dicts by column, or pairs of a dict and the column `label_name`; for ever unless told.

    Names are read from the first line, dtypes are the narrowest that the first rows fit into: int32, int64, float32,
    float64 or string. Raises ValueError when no file matches, and for names that are not in the files.
    Source: tf.data.experimental.make_csv_dataset.
    """
    patterns = [file_pattern] if isinstance(file_pattern, str) else file_pattern
    files = sorted(name for pattern in patterns for name in glob.glob(pattern))
    if not files:
        raise ValueError(f"No files match file_pattern {file_pattern!r}.")
    if column_names is None and not header:
        raise ValueError("Cannot infer column names without a header line: give `column_names`.")
    names = list(column_names) if column_names is not None else _first_lines(files[0], field_delim, use_quote_delim, 1)[0]
    if len(set(names)) != len(names):
        raise ValueError(f"Cannot have duplicate column names: {names}.")
    chosen = _chosen(names, select_columns)
    if column_defaults is None:
        rows = _first_lines(files[0], field_delim, use_quote_delim, (num_rows_for_inference or 10**9) + header)[int(header) :]
        columns = [[row[index] for row in rows] for index in chosen]
        column_defaults = [_default([each for each in column if each != na_value]) for column in columns]
    kept = [names[index] for index in chosen]
    if label_name is not None and label_name not in kept:
        raise ValueError(f"`label_name` provided must be one of the columns: {label_name!r} is not in {kept}.")
    table: Dataset = CsvDataset(
        files, column_defaults, compression_type, header=header, field_delim=field_delim,
        use_quote_delim=use_quote_delim, na_value=na_value, select_cols=None if len(chosen) == len(names) else chosen,
    )  # fmt: skip

    def named(*fields: Any) -> Any:
        features = dict(zip(kept, fields, strict=True))
        return features if label_name is None else (features, features.pop(label_name))

    if shuffle:
        table = table.shuffle(shuffle_buffer_size, shuffle_seed)
    return table.repeat(num_epochs).batch(batch_size, drop_remainder=num_epochs is None).map(named)


def _is_dtype(given: Any) -> bool:
    return isinstance(given, DType) or (isinstance(given, type) and issubclass(given, np.generic))


def _required(dtype: Any) -> np.ndarray:
    return np.zeros([0], as_dtype(dtype).as_numpy_dtype)


def _first_lines(name: str, delimiter: str, has_quotes: bool, count: int) -> list[list[str]]:
    with open(name, encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE)
        return [row for row, _ in zip(reader, range(count), strict=False)]


def _chosen(names: list[str], wanted: Sequence[Any] | None) -> list[int]:
    if wanted is None:
        return list(range(len(names)))
    unknown = [each for each in wanted if each not in names and not (isinstance(each, int) and 0 <= each < len(names))]
    if unknown:
        raise ValueError(f"`select_columns` contains {unknown}, which are not columns: {names}.")
    return sorted(each if isinstance(each, int) else names.index(each) for each in wanted)


def _default(values: list[str]) -> np.ndarray:
    """A default of the narrowest dtype that all values fit into."""
    kinds = [dtype for dtype in (int32, int64, float32, float64, string) if all(_fits(value, dtype) for value in values)]
    return np.array([""], object) if kinds[0] is string else np.zeros([1], kinds[0].as_numpy_dtype)


def _fits(text: str, dtype: DType) -> bool:
    if dtype is string:
        return True
    try:
        number = int(text) if dtype.is_integer else float(text)
    except ValueError:
        return False
    if dtype.is_integer:
        limits = np.iinfo(dtype.as_numpy_dtype)
        return bool(limits.min <= number <= limits.max)
    return bool(dtype is float64 or abs(number) <= np.finfo(np.float32).max or not np.isfinite(number))
