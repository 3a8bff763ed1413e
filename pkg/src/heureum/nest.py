"""Structures: tensors nested in lists, tuples, named tuples and dicts.

Takes a structure; gives its leaves in order, and puts other leaves into its shape.
Law: a dict is walked by sorted key, whatever else is no list, tuple or dict is a leaf, and so is a string.
Source: tf.nest, tf.contrib.framework.nest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["assert_same_structure", "flatten", "is_nested", "is_sequence", "map_structure", "pack_sequence_as"]


def is_nested(structure: Any) -> bool:
    """Whether `structure` is no leaf."""
    return isinstance(structure, (list, tuple, Mapping))


is_sequence = is_nested  # TensorFlow 1's name


def flatten(structure: Any) -> list[Any]:
    """The leaves: `{"b": 2, "a": (0, [1])} -> [0, 1, 2]`. Source: tf.nest.flatten."""
    return list(_leaves(structure))


def _leaves(structure: Any) -> Iterator[Any]:
    if not is_nested(structure):
        yield structure
        return
    for each in _children(structure):
        yield from _leaves(each)


def _children(structure: Any) -> Iterable[Any]:
    return [structure[key] for key in _keys(structure)] if isinstance(structure, Mapping) else structure


def _keys(mapping: Mapping[Any, Any]) -> list[Any]:
    try:
        return sorted(mapping)
    except TypeError:
        raise TypeError("nest only supports dicts with sortable keys.") from None


def pack_sequence_as(structure: Any, flat_sequence: Sequence[Any]) -> Any:
    """The leaves of `flat_sequence` in the shape of `structure`.

    Raises ValueError when their number does not fit. Source: tf.nest.pack_sequence_as.
    """
    count = len(flatten(structure))
    if count != len(flat_sequence):
        raise ValueError(
            f"Could not pack sequence. Structure had {count} elements, but flat_sequence had {len(flat_sequence)} elements. "
            f"Structure: {structure!r}, flat_sequence: {list(flat_sequence)!r}."
        )
    return _packed(structure, iter(flat_sequence))


def _packed(structure: Any, leaves: Iterator[Any]) -> Any:
    if not is_nested(structure):
        return next(leaves)
    if isinstance(structure, Mapping):
        values = {key: _packed(structure[key], leaves) for key in _keys(structure)}
        kind: Any = type(structure)
        # A dict keeps the order in which it was written, though leaves are taken by sorted key.
        return kind((key, values[key]) for key in structure)
    parts = [_packed(each, leaves) for each in structure]
    return type(structure)(*parts) if hasattr(structure, "_fields") else type(structure)(parts)


def map_structure(func: Callable[..., Any], *structures: Any) -> Any:
    """`func` of the leaves that stand at the same place, in the shape of the first structure.

    Raises ValueError or TypeError when the structures differ. Source: tf.nest.map_structure.
    """
    for each in structures[1:]:
        assert_same_structure(structures[0], each)
    leaves = zip(*(flatten(each) for each in structures), strict=True)
    return pack_sequence_as(structures[0], [func(*each) for each in leaves])


def assert_same_structure(nest1: Any, nest2: Any, check_types: bool = True) -> None:
    """Raises ValueError when the structures differ, TypeError when only their types do. Source: tf.nest.assert_same_structure."""
    try:
        _compare(nest1, nest2, check_types)
    except (TypeError, ValueError) as reason:
        raise type(reason)(
            f"The two structures don't have the same nested structure.\n\nFirst structure: type={type(nest1).__name__} "
            f"str={nest1}\n\nSecond structure: type={type(nest2).__name__} str={nest2}\n\nMore specifically: {reason}"
        ) from None


def _compare(one: Any, other: Any, check_types: bool) -> None:
    if is_nested(one) != is_nested(other):
        nested, leaf = (one, other) if is_nested(one) else (other, one)
        raise ValueError(
            f'Substructure "type={type(nested).__name__} str={nested}" is a sequence, '
            f'while substructure "type={type(leaf).__name__} str={leaf}" is not'
        )
    if not is_nested(one):
        return
    both_dicts = isinstance(one, Mapping) and isinstance(other, Mapping)
    if check_types and type(one) is not type(other) and not both_dicts:
        raise TypeError(f"The two namedtuples or sequences have different types: {type(one).__name__} and {type(other).__name__}")
    if len(one) != len(other):
        raise ValueError(f"The two structures don't have the same number of elements: {one} and {other}")
    if both_dicts and set(one) != set(other):
        raise ValueError(f"The two dictionaries don't have the same set of keys: {sorted(one)} and {sorted(other)}")
    for a, b in zip(_children(one), _children(other), strict=True):
        _compare(a, b, check_types)
