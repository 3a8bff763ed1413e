"""What is in force inside a variable scope, and what a graph remembers of all its scopes.

Takes a name, whether variables are made or found, and defaults; gives a record that can be entered again.
Law: names of variables depend on variable scopes alone, names of nodes on name scopes.
Source: tf.VariableScope.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any

from ..dtypes import DType, as_dtype, float32
from ..graph import GraphKeys, get_default_graph

__all__ = ["AUTO_REUSE", "ScopeMemory", "VariableScope", "get_variable_scope", "scopes_of_graph"]


class _ReuseMode(enum.Enum):
    AUTO_REUSE = 1


AUTO_REUSE = _ReuseMode.AUTO_REUSE


class VariableScope:
    """A prefix for names, and defaults for `get_variable`. Source: tf.VariableScope."""

    def __init__(
        self,
        reuse: Any,
        name: str = "",
        initializer: Any = None,
        regularizer: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        custom_getter: Any = None,
        name_scope: str = "",
        dtype: Any = float32,
        use_resource: Any = None,
        constraint: Any = None,
    ) -> None:
        self.name = name
        self.original_name_scope = name_scope
        self.reuse = reuse
        self.initializer = initializer
        self.regularizer = regularizer
        self.caching_device = caching_device
        self.partitioner = partitioner
        self.custom_getter = custom_getter
        self.dtype: DType = as_dtype(dtype)
        self.use_resource = use_resource
        self.constraint = constraint

    def reuse_variables(self) -> None:
        """From here on, find variables and make none."""
        self.reuse = True

    def set_initializer(self, initializer: Any) -> None:
        """Use `initializer` where `get_variable` is given none."""
        self.initializer = initializer

    def set_regularizer(self, regularizer: Any) -> None:
        """Use `regularizer` where `get_variable` is given none."""
        self.regularizer = regularizer

    def set_caching_device(self, caching_device: Any) -> None:
        """Accepted, without effect."""
        self.caching_device = caching_device

    def set_partitioner(self, partitioner: Any) -> None:
        """Accepted, without effect."""
        self.partitioner = partitioner

    def set_custom_getter(self, custom_getter: Any) -> None:
        """Let `custom_getter` stand between callers and `get_variable`."""
        self.custom_getter = custom_getter

    def set_dtype(self, dtype: Any) -> None:
        """Use `dtype` where `get_variable` is given none."""
        self.dtype = as_dtype(dtype)

    def set_use_resource(self, use_resource: Any) -> None:
        """Accepted, without effect."""
        self.use_resource = use_resource

    def get_collection(self, name: Any) -> list[Any]:
        """The members of a collection whose names begin with this scope."""
        return get_default_graph().get_collection(name, f"{self.name}/" if self.name else "")

    def global_variables(self) -> list[Any]:
        """The global variables of this scope."""
        return self.get_collection(GraphKeys.GLOBAL_VARIABLES)

    def trainable_variables(self) -> list[Any]:
        """The trainable variables of this scope."""
        return self.get_collection(GraphKeys.TRAINABLE_VARIABLES)

    def local_variables(self) -> list[Any]:
        """The local variables of this scope."""
        return self.get_collection(GraphKeys.LOCAL_VARIABLES)

    def get_variable(self, name: str, shape: Any = None, dtype: Any = None, initializer: Any = None, **options: Any) -> Any:
        """`tf.get_variable` as if this scope were open."""
        from .getting import get_in_scope

        return get_in_scope(self, name, shape=shape, dtype=dtype, initializer=initializer, **options)


@dataclass
class ScopeMemory:
    """What a graph remembers: the open scope, every variable by its full name, and how often a scope was opened."""

    current: VariableScope = field(default_factory=lambda: VariableScope(False))
    variables: dict[str, Any] = field(default_factory=dict)
    times_opened: dict[str, int] = field(default_factory=dict)

    def opened(self, name: str) -> None:
        """Count an opening of the scope `name`."""
        self.times_opened[name] = self.times_opened.get(name, 0) + 1

    def forget_inside(self, name: str) -> None:
        """Start counting anew the scopes inside `name`: they may be named the same when it is opened again."""
        for inner in self.times_opened:
            if inner.startswith(f"{name}/"):
                self.times_opened[inner] = 0

    def unique(self, wish: str) -> str:
        """A scope name that was not opened yet: `wish`, `wish_1`, ..."""
        prefix = f"{self.current.name}/" if self.current.name else ""
        if not self.times_opened.get(prefix + wish):
            return wish
        number = 1
        while self.times_opened.get(f"{prefix}{wish}_{number}"):
            number += 1
        return f"{wish}_{number}"


_KEY = ("variable scopes",)  # no string, so it is not listed among the collections


def scopes_of_graph() -> ScopeMemory:
    """What the default graph remembers of its scopes."""
    graph = get_default_graph()
    held = graph.get_collection_ref(_KEY)
    if not held:
        held.append(ScopeMemory())
    memory: ScopeMemory = held[0]
    return memory


def get_variable_scope() -> VariableScope:
    """The variable scope that is open. Source: tf.get_variable_scope."""
    return scopes_of_graph().current
