"""Graphs as data compared, node by node; attributes of modules replaced for a test, and put back.

Source: tf.test.assert_equal_graph_def, tf.test.StubOutForTesting.
"""

from __future__ import annotations

import inspect
import os
from typing import Any

__all__ = ["StubOutForTesting", "assert_equal_graph_def", "test_src_dir_path"]


def assert_equal_graph_def(actual: Any, expected: Any, checkpoint_v2: bool = False, hash_table_shared_name: bool = False) -> None:
    """Fail unless both have the same nodes, in whatever order. The flags are accepted.

    Raises TypeError for what is no GraphDef, AssertionError that names the first node that differs.
    Source: tf.test.assert_equal_graph_def.
    """
    for name, each in (("actual", actual), ("expected", expected)):
        if not hasattr(each, "node"):
            raise TypeError(f"Expected tf.GraphDef for {name}, got {type(each).__name__}")
    found, wanted = ({node.name: node.to_json() for node in each.node} for each in (actual, expected))
    for name in sorted(set(found) | set(wanted)):
        if name not in found or name not in wanted:
            raise AssertionError(f"Node {name!r} is only in the {'expected' if name in wanted else 'actual'} graph")
        if found[name] != wanted[name]:
            raise AssertionError(f"Node {name!r} differs: {found[name]} and {wanted[name]}")


def test_src_dir_path(relative_path: str) -> str:
    """Where a file of TensorFlow's sources would be for a test. Source: tf.test.test_src_dir_path."""
    return os.path.join(os.environ.get("TEST_SRCDIR", ""), "org_tensorflow", "tensorflow", relative_path)


test_src_dir_path.__test__ = False  # type: ignore[attr-defined]  # it is no test, whatever its name begins with


class StubOutForTesting:
    """Replaces attributes of modules, classes and objects, and puts them back at the end of a `with` block, or when asked to.

    Source: tf.test.StubOutForTesting.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Any, str, Any]] = []
        self._smartly_kept: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> StubOutForTesting:
        return self

    def __exit__(self, *_: Any) -> None:
        self.CleanUp()

    def CleanUp(self) -> None:
        """Put everything back."""
        self.SmartUnsetAll()
        self.UnsetAll()

    def SmartSet(self, obj: Any, attr_name: str, new_attr: Any) -> None:
        """Replace an attribute where it is defined: in the object, or in the class that has it.

        Raises AttributeError when there is none of that name.
        """
        owners = [obj] if inspect.ismodule(obj) or attr_name in getattr(obj, "__dict__", {}) else []
        kind = obj if inspect.isclass(obj) else type(obj)
        owners += [each for each in inspect.getmro(kind) if attr_name in each.__dict__]
        if not owners or not hasattr(owners[0], attr_name):
            raise AttributeError(f"Attribute not found: {attr_name} in {obj!r}")
        self._smartly_kept.append((owners[0], attr_name, inspect.getattr_static(owners[0], attr_name)))
        setattr(owners[0], attr_name, new_attr)

    def SmartUnsetAll(self) -> None:
        """Put back what SmartSet replaced, the last first."""
        while self._smartly_kept:
            setattr(*self._smartly_kept.pop())

    def Set(self, parent: Any, child_name: str, new_child: Any) -> None:
        """Replace `parent.child_name`. Raises AttributeError when there is none."""
        self._kept.append((parent, child_name, inspect.getattr_static(parent, child_name)))
        setattr(parent, child_name, new_child)

    def UnsetAll(self) -> None:
        """Put back what Set replaced, the last first."""
        while self._kept:
            setattr(*self._kept.pop())
