"""Clusters by name: who is who, and a server that is this process. Sessions divide a graph themselves, tf.Session(workers=2).

Takes the addresses of jobs; gives specifications that scripts pass about.
Source: tf.train.ClusterSpec, tf.train.Server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

__all__ = ["ClusterSpec", "SaverDef", "Server"]


class ClusterSpec:
    """The tasks of each job, by their numbers. Raises TypeError for what is no such table. Source: tf.train.ClusterSpec."""

    def __init__(self, cluster: Any) -> None:
        if isinstance(cluster, ClusterSpec):
            cluster = cluster._jobs
        if not isinstance(cluster, Mapping):
            raise TypeError("`cluster` must be a dictionary mapping one or more job names to lists of network addresses")
        self._jobs: dict[str, dict[int, str]] = {}
        for job, tasks in cluster.items():
            numbered = tasks if isinstance(tasks, Mapping) else dict(enumerate(tasks))
            self._jobs[job] = {int(task): str(address) for task, address in numbered.items()}

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClusterSpec) and self._jobs == other._jobs

    def __hash__(self) -> int:
        return hash(tuple(self.jobs))

    @property
    def jobs(self) -> list[str]:
        """The names of the jobs."""
        return list(self._jobs)

    def as_dict(self) -> dict[str, Any]:
        """Lists of addresses by job; a dict where numbers are left out."""
        return {
            job: list(tasks.values()) if list(tasks) == list(range(len(tasks))) else dict(tasks)
            for job, tasks in self._jobs.items()
        }

    def num_tasks(self, job_name: str) -> int:
        """How many tasks a job has. Raises ValueError for a job that is none."""
        return len(self._tasks(job_name))

    def task_indices(self, job_name: str) -> list[int]:
        """The numbers of a job's tasks. Raises ValueError for a job that is none."""
        return sorted(self._tasks(job_name))

    def task_address(self, job_name: str, task_index: int) -> str:
        """The address of a task. Raises ValueError for a task that is none."""
        tasks = self._tasks(job_name)
        if task_index not in tasks:
            raise ValueError(f"No task with index {task_index!r} in job {job_name!r}: there are {sorted(tasks)}")
        return tasks[task_index]

    def job_tasks(self, job_name: str) -> list[str | None]:
        """The addresses of a job, None for numbers that are left out. Raises ValueError for a job that is none."""
        tasks = self._tasks(job_name)
        return [tasks.get(number) for number in range(max(tasks, default=-1) + 1)]

    def _tasks(self, job_name: str) -> dict[int, str]:
        if job_name not in self._jobs:
            raise ValueError(f"No such job in cluster: {job_name!r}: there are {self.jobs}")
        return self._jobs[job_name]


class Server:
    """A server that is this process, alone: its `target` is that of a session here. Source: tf.train.Server.

    Raises ValueError for a cluster of several tasks: processes here are joined by a session's target, as `dask://...`.
    """

    def __init__(
        self,
        server_or_cluster_def: Any,
        job_name: str | None = None,
        task_index: int | None = None,
        protocol: str | None = None,
        config: Any = None,
        start: bool = True,
    ) -> None:
        cluster = ClusterSpec(server_or_cluster_def)
        count = sum(cluster.num_tasks(job) for job in cluster.jobs)
        if count > 1:
            raise ValueError(
                f"A server here is one process, and the cluster has {count} tasks: divide the graph in one program instead, "
                "tf.Session(workers=2) on this machine, tf.Session('dask://tcp://host:8786') over several"
            )
        self._cluster = cluster

    @property
    def target(self) -> str:
        """What to make a session with: the empty string, this process."""
        return ""

    @property
    def server_def(self) -> ClusterSpec:
        """The cluster that it was made of."""
        return self._cluster

    def start(self) -> None:
        """Nothing: it is there."""

    def join(self) -> None:
        """Raises RuntimeError: it would wait for ever for others."""
        raise RuntimeError("A server of one process has nobody to wait for: only parameter servers join")

    @staticmethod
    def create_local_server(config: Any = None, start: bool = True) -> Server:
        """A server of this process alone."""
        return Server({"local": ["localhost:0"]})


@dataclass
class SaverDef:
    """How a saver writes; the versions are accepted. Source: tf.train.SaverDef."""

    LEGACY: ClassVar[int] = 0
    V1: ClassVar[int] = 1
    V2: ClassVar[int] = 2

    filename_tensor_name: str = ""
    save_tensor_name: str = ""
    restore_op_name: str = ""
    max_to_keep: int = 5
    sharded: bool = False
    keep_checkpoint_every_n_hours: float = 10000.0
    version: int = 2
