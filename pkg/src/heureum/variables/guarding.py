"""Initial values that depend on other variables.

Takes the tensor of an initial value; gives one that can be computed before those variables have values.
Law: all initializers may run in one step, in any order.
Source: tf.Variable's _try_guard_against_uninitialized_dependencies.
"""

from __future__ import annotations

from typing import Any

from ..graph import GraphKeys, Operation, Tensor, needed_for

__all__ = ["without_reading_variables"]


def without_reading_variables(initial: Tensor, name: str) -> Tensor:
    """`initial`, with each variable it reads replaced by what that variable is or will be initialised to.

    The nodes in between are made again, and `name` is put behind theirs.
    """
    operations = needed_for([initial.op])
    if not any(each.type == "VariableV2" for each in operations):
        return initial
    graph = initial.graph
    variables = {each.op: each for each in graph.get_collection(GraphKeys.GLOBAL_VARIABLES) if hasattr(each, "initialized_value")}
    replaced: dict[Tensor, Tensor] = {}
    for operation in operations:
        if operation.type == "VariableV2":
            if operation in variables:
                replaced[operation.outputs[0]] = variables[operation].initialized_value()
        elif operation.type != "InitializedValue" and any(tensor in replaced for tensor in operation.inputs):
            copy = _again(graph, operation, [replaced.get(tensor, tensor) for tensor in operation.inputs], name)
            replaced.update(zip(operation.outputs, copy.outputs, strict=True))
    return replaced.get(initial, initial)


def _again(graph: Any, operation: Operation, inputs: list[Tensor], name: str) -> Operation:
    with graph.name_scope(None), graph.control_dependencies(operation.control_inputs):
        graph.node(operation.type, *inputs, name=f"{operation.name}_{name}".replace(":", "_"), **operation.attrs)
    made: Operation = graph.get_operations()[-1]
    return made
