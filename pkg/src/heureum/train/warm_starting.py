"""Initial values out of a checkpoint: fine-tuning a model with what another one learned.

Takes a checkpoint and which of its tensors go into which variables; changes the variables' initializers.
Law: everything is checked before a variable is changed.
Source: tensorflow/python/training/checkpoint_utils.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..graph import get_default_graph
from ..logging import warning
from ..variable_scopes.scope import scopes_of_graph
from ..variables import Variable
from .checkpoint_file import CheckpointReader
from .checkpoint_state import load_checkpoint

__all__ = ["init_from_checkpoint"]


def init_from_checkpoint(ckpt_dir_or_file: str, assignment_map: Mapping[str, Any]) -> None:
    """Let variables begin with what a checkpoint holds: run their initializers afterwards.

    The map's keys are tensors of the checkpoint, its values variables or the names that get_variable gave them;
    or both are scopes that end in "/", "/" being the whole of either. Raises ValueError for a tensor or variable that
    is not there, and for shapes that differ. Source: tf.train.init_from_checkpoint.
    """
    reader = load_checkpoint(ckpt_dir_or_file)
    known = scopes_of_graph().variables
    found: list[tuple[Variable, Any]] = []
    for key, target in assignment_map.items():
        for name, variable in _pairs(key, target, known):
            found.append((variable, _value(reader, name, variable, ckpt_dir_or_file)))
    for variable, value in found:
        graph = get_default_graph()
        with graph.as_default(), graph.control_dependencies(None), graph.device(variable.device or None):
            variable.start_with(graph.convert(value, variable.dtype, name="checkpoint_initializer"))


def _pairs(key: str, target: Any, known: Mapping[str, Any]) -> Iterator[tuple[str, Variable]]:
    if not key.endswith("/"):
        for each in target if isinstance(target, (list, tuple)) else [target]:
            yield key, _variable(each, known)
        return
    if not isinstance(target, str) or not target.endswith("/"):
        raise ValueError(
            f"Assignment map with scope only name {key} should map to scope only {target}. Should be 'scope/': 'other_scope/'."
        )
    inside, scope = key.removesuffix("/"), target.removesuffix("/")
    there = {name: each for name, each in known.items() if not scope or name.startswith(f"{scope}/")}
    if not there:
        warning("init_from_checkpoint: the scope %r has no variable: there are %s", target, sorted(known))
    for name, variable in there.items():
        rest = name[len(scope) :].removeprefix("/")
        yield f"{inside}/{rest}" if inside else rest, variable


def _variable(target: Any, known: Mapping[str, Any]) -> Variable:
    if isinstance(target, Variable):
        return target
    variable = known.get(target) if isinstance(target, str) else None
    if not isinstance(variable, Variable):
        raise ValueError(f"Variable {target!r} is not in the graph: get_variable made {sorted(known)}")
    return variable


def _value(reader: CheckpointReader, name: str, variable: Variable, place: str) -> Any:
    shapes = reader.get_variable_to_shape_map()
    if name not in shapes:
        raise ValueError(f"Tensor {name} is not found in {place} checkpoint {shapes}")
    if not variable.shape.is_compatible_with(shapes[name]):
        raise ValueError(
            f"Shape of variable {variable.name} ({variable.shape}) doesn't match with shape of "
            f"tensor {name} ({shapes[name]}) from checkpoint reader."
        )
    return reader.get_tensor(name)
