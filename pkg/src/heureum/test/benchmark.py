"""Times of runs, for programs that measure beside testing: `tf.test.Benchmark`.

Source: tensorflow/python/platform/benchmark.py.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..session import ConfigProto, Session

__all__ = ["Benchmark", "benchmark_config"]


class Benchmark:
    """What is derived from it measures in methods called benchmark..., and reports. Source: tf.test.Benchmark."""

    def run_op_benchmark(
        self,
        sess: Session,
        op_or_tensor: Any,
        feed_dict: Mapping[Any, Any] | None = None,
        burn_iters: int = 2,
        min_iters: int = 10,
        store_trace: bool = False,
        store_memory_usage: bool = True,
        name: str | None = None,
        extras: Mapping[str, Any] | None = None,
        mbs: float = 0,
    ) -> dict[str, Any]:
        """Run it `min_iters` times after `burn_iters` that do not count; reports and gives the median, in seconds.

        `mbs` megabytes handled by each run add the throughput. `store_trace` and `store_memory_usage` are accepted.
        Source: tf.test.Benchmark.run_op_benchmark.
        """
        for _ in range(burn_iters):
            sess.run(op_or_tensor, feed_dict)
        times_s = np.zeros(min_iters)
        for index in range(min_iters):
            start_s = time.perf_counter()
            sess.run(op_or_tensor, feed_dict)
            times_s[index] = time.perf_counter() - start_s
        median_s = float(np.median(times_s)) if min_iters else -1.0
        more = dict(extras or {})
        if min_iters:
            more |= {"wall_time_mean": float(np.mean(times_s)), "wall_time_stdev": float(np.std(times_s))}
        found = {
            "iters": min_iters,
            "wall_time": median_s,
            "extras": more,
            "name": name or self._name(),
            "throughput": mbs / median_s if median_s > 0 else -1.0,
        }
        self.report_benchmark(iters=min_iters, wall_time=median_s, extras=more, name=name)
        return found

    def report_benchmark(
        self,
        iters: int | None = None,
        cpu_time: float | None = None,
        wall_time: float | None = None,
        throughput: float | None = None,
        extras: Mapping[str, Any] | None = None,
        name: str | None = None,
        metrics: Any = None,
    ) -> None:
        """Write one line of what was measured to stderr. Source: tf.test.Benchmark.report_benchmark."""
        values = {"iters": iters, "wall_time_s": wall_time, "cpu_time_s": cpu_time, "throughput": throughput}
        known = {key: value for key, value in {**values, **(extras or {}), "metrics": metrics}.items() if value is not None}
        print(name or self._name(), *(f"{key}={value}" for key, value in known.items()), file=sys.stderr)

    def evaluate(self, tensors: Any) -> Any:
        """The values of `tensors`, in a session of its own. Source: tf.test.Benchmark.evaluate."""
        with Session() as session:
            return session.run(tensors)

    def _name(self) -> str:
        frame = sys._getframe(1)
        while frame is not None and not frame.f_code.co_name.startswith("benchmark"):
            frame = frame.f_back  # type: ignore[assignment]
        return f"{type(self).__name__}.{frame.f_code.co_name if frame is not None else 'unnamed'}"


def benchmark_config() -> ConfigProto:
    """The options of a session that is measured: as many threads as there are cores. Source: tf.test.benchmark_config."""
    return ConfigProto(inter_op_parallelism_threads=os.cpu_count() or 1)
