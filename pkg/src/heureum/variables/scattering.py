"""Changing and reading a variable in some places, as methods. Source: tf.Variable."""

from __future__ import annotations

from typing import Any

from ..graph import IndexedSlices, Tensor
from ..ops.gathering import gather, gather_nd
from ..ops.state.scatter import scatter_add, scatter_nd_add, scatter_nd_sub, scatter_nd_update, scatter_sub, scatter_update

__all__ = ["Scattering"]


class Scattering:
    """What a variable can do to some of its rows; `sparse_delta` says which, and with what."""

    def scatter_sub(self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None) -> Tensor:
        """Take slices away from its rows; the new value."""
        made: Tensor = scatter_sub(self, *_parts(sparse_delta, "scatter_sub"), use_locking=use_locking, name=name)
        return made

    def scatter_add(self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None) -> Tensor:
        """Add slices to its rows; the new value."""
        made: Tensor = scatter_add(self, *_parts(sparse_delta, "scatter_add"), use_locking=use_locking, name=name)
        return made

    def scatter_update(self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None) -> Tensor:
        """Replace its rows by slices; the new value."""
        made: Tensor = scatter_update(self, *_parts(sparse_delta, "scatter_update"), use_locking=use_locking, name=name)
        return made

    def scatter_nd_sub(self, indices: Any, updates: Any, name: str | None = None) -> Tensor:
        """Take `updates` away from its places; the new value."""
        made: Tensor = scatter_nd_sub(self, indices, updates, use_locking=True, name=name)
        return made

    def scatter_nd_add(self, indices: Any, updates: Any, name: str | None = None) -> Tensor:
        """Add `updates` to its places; the new value."""
        made: Tensor = scatter_nd_add(self, indices, updates, use_locking=True, name=name)
        return made

    def scatter_nd_update(self, indices: Any, updates: Any, name: str | None = None) -> Tensor:
        """Replace its places by `updates`; the new value."""
        made: Tensor = scatter_nd_update(self, indices, updates, use_locking=True, name=name)
        return made

    def sparse_read(self, indices: Any, name: str | None = None) -> Tensor:
        """Some of its rows. `[i] -> [i, ...]`."""
        return gather(self, indices, name=name)

    def gather_nd(self, indices: Any, name: str | None = None) -> Tensor:
        """Some of its places. `[..., k] -> [...]`."""
        return gather_nd(self, indices, name=name)


def _parts(delta: Any, method: str) -> tuple[Any, Any]:
    if not isinstance(delta, IndexedSlices):
        raise TypeError(
            f"sparse_delta is not IndexedSlices: {delta!r}; Variable.{method} takes tf.IndexedSlices(values, indices)"
        )
    return delta.indices, delta.values
