"""Two runs side by side: what differs between them, in numbers.

Takes two records; gives plain JSON, from the first to the second.
Law: only what both measured is compared. Values are compared where both records hold them whole.
"""

from __future__ import annotations

from typing import Any

from .record import RunRecord

__all__ = ["compare_runs"]


def compare_runs(first: RunRecord, second: RunRecord) -> dict[str, Any]:
    """What changed: times and bytes of both, nodes that moved or are in one run only, the largest difference of values.

    `times_as_fast` is above 1 when the second was faster. `value_difference` is null when no value could be compared.
    """
    one, two = first.analysis, second.analysis
    names = {"elapsed_s": (first.elapsed_s, second.elapsed_s)}
    names |= {
        key: (one[key], two[key]) for key in ("work_s", "span_s", "critical_s", "parallelism", "moved_bytes", "transfer_count")
    }
    both = first.placement.keys() & second.placement.keys()
    return {
        **{name: list(pair) for name, pair in names.items()},
        "worker_count": [len(first.workers), len(second.workers)],
        "times_as_fast": first.elapsed_s / second.elapsed_s if second.elapsed_s > 0 else None,
        "wait_s": [_total(one, "wait_s"), _total(two, "wait_s")],
        "idle_s": [_total(one, "idle_s"), _total(two, "idle_s")],
        "transfer_dtypes": [_dtypes(first), _dtypes(second)],
        "moved_nodes": sorted(name for name in both if first.placement[name] != second.placement[name]),
        "only_in_first": sorted(first.placement.keys() - both),
        "only_in_second": sorted(second.placement.keys() - both),
        "value_difference": _value_difference(first.values, second.values),
    }


def _total(analysis: dict[str, Any], key: str) -> float:
    return float(sum(worker[key] for worker in analysis["workers"].values()))


def _dtypes(record: RunRecord) -> list[str]:
    return sorted({transfer.dtype for transfer in record.transfers if transfer.dtype is not None})


def _value_difference(first: dict[str, dict[str, Any]], second: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The tensor in which the runs differ most, and by how much."""
    worst: dict[str, Any] | None = None
    for tensor in sorted(first.keys() & second.keys()):
        pairs = list(zip(_numbers(first[tensor]), _numbers(second[tensor]), strict=False))
        if not pairs or first[tensor]["shape"] != second[tensor]["shape"]:
            continue
        difference = max(abs(one - two) for one, two in pairs)
        if worst is None or difference > worst["difference"]:
            worst = {"tensor": tensor, "difference": difference, "largest": max(abs(one) for one, _ in pairs)}
    return worst


def _numbers(summary: dict[str, Any]) -> list[float]:
    """A summary's numbers, if it holds all of them: scalars and small tables. Truth values and text are none."""
    cells = [summary["value"]] if summary["kind"] == "number" else [cell for row in summary.get("rows", ()) for cell in row]
    numbers = [float(cell) for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    return numbers if len(numbers) == len(cells) else []
