"""A function: a graph with parameters and results, held by an attribute of the op that calls it.

Takes a Python function of tensors; gives the nodes that it builds, as data.
Law: a tensor of an outer graph that is used inside becomes a further parameter, so a function is closed. Its nodes
take their names from the outer graph's supply, so a name means one node wherever it is read.
Source: tf.function's FuncGraph; tf.FunctionDef.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..op_def import OpDef
from ..tensor_shape import TensorSpec
from . import attr_values
from .graph import Graph, get_default_graph
from .graph_def import GraphDef, NodeDef, as_graph_def
from .importing import add_node
from .names import Names
from .operation import Operation
from .tensor import Tensor
from .traversal import needed_for

__all__ = ["Function", "FunctionGraph"]


@dataclass(frozen=True, slots=True)
class Function:
    """Nodes, and the names of the tensors that a call gives and takes back."""

    nodes: tuple[NodeDef, ...]
    parameters: tuple[str, ...]
    results: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        graph = GraphDef(self.nodes).to_json()
        return {**graph, "parameters": list(self.parameters), "results": list(self.results)}

    @classmethod
    def from_json(cls, record: Any) -> Function:
        """Read a function. Raises ValueError for a malformed graph, or a name that none of its nodes gives."""
        nodes = GraphDef.from_json(record).nodes
        made = {node.name for node in nodes}
        names = [record.get("parameters"), record.get("results")]
        for each in names:
            if not isinstance(each, list) or not all(isinstance(n, str) and n.rpartition(":")[0] in made for n in each):
                raise ValueError("a function lists tensors of its own nodes as 'parameters' and 'results'")
        return cls(nodes, tuple(names[0]), tuple(names[1]))


attr_values.record_kinds["function"] = Function


class FunctionGraph(Graph):
    """The graph of a function while it is described. `captures` maps tensors of outer graphs to parameters.

    `outer_controls` are operations of outer graphs that something inside waits for: the caller has to wait for them.
    """

    def __init__(self, outer: Graph | None = None) -> None:
        super().__init__()
        self.outer = get_default_graph() if outer is None else outer
        self._names = self.outer._names
        self._collections = self.outer._collections  # losses and the like belong to the whole graph
        self.captures: dict[Tensor, Tensor] = {}
        self.outer_controls: list[Operation] = []
        self.parameters: list[Tensor] = []

    def outer_graphs(self) -> tuple[Graph, ...]:
        """The graph it is described in, and those around that one."""
        return (self.outer, *self.outer.outer_graphs())

    def parameter(self, spec: TensorSpec, *, is_ref: bool = False) -> Tensor:
        """A new parameter."""
        made: Tensor = self.node("RefParameter" if is_ref else "Parameter", dtype=spec.dtype, shape=spec.shape)
        self.parameters.append(made)
        return made

    def own(self, tensor: Tensor) -> Tensor:
        """The tensor itself when it is of this graph, else the parameter that stands for it."""
        return tensor if tensor.graph is self else self._adopt(tensor, "", None)

    def _adopt(self, tensor: Tensor, name: str, op_def: OpDef | None) -> Tensor:
        if tensor.graph not in self.outer_graphs():
            raise ValueError(f"{tensor} must be from the same graph as node {name!r}, or from one around it")
        if tensor not in self.captures:
            with self.control_dependencies(None), self.name_scope(None):
                made = self.parameter(tensor.spec, is_ref=tensor.is_ref)
            made.spec = tensor.spec  # its value too, where that is known
            self.captures[tensor] = made
        return self.captures[tensor]

    def as_operation(self, element: Any) -> Operation:
        """Like Graph's; an operation of an outer graph is kept for the caller to wait for."""
        operation = element.op if isinstance(element, Tensor) else getattr(element, "op", element)
        if isinstance(operation, Operation) and operation.graph in self.outer_graphs():
            self.outer_controls.append(operation)
            return self._nothing()
        return super().as_operation(element)

    def _nothing(self) -> Operation:
        made: Operation = self.node("NoOp", name="waited_for_outside")
        return made

    @classmethod
    def trace(
        cls, describe: Callable[..., Any], parameters: Sequence[TensorSpec], outer: Graph | None = None
    ) -> tuple[FunctionGraph, Any]:
        """Call `describe` with a tensor per parameter inside a new graph; gives the graph and what it returned."""
        graph = cls(outer)
        with graph.as_default():
            with graph.name_scope(None):
                made = [graph.parameter(spec) for spec in parameters]
            return graph, describe(*made)

    @classmethod
    def of(cls, function: Function, outer: Graph, specs: Sequence[TensorSpec | None] = ()) -> tuple[FunctionGraph, list[Tensor]]:
        """The graph of a function again, and its results. `specs` tell what more is known of its arguments."""
        graph = cls(outer)
        graph._names = Names()  # the names that its nodes had are the names they keep
        known = dict(zip(function.parameters, specs, strict=False))
        made: dict[str, Operation] = {}
        with graph.as_default():
            for each in function.nodes:
                made[each.name] = add_node(graph, each, made)
                spec = known.get(f"{each.name}:0")
                if spec is not None:
                    made[each.name].outputs[0].spec = spec
        graph.parameters = [graph.get_tensor_by_name(name) for name in function.parameters]
        return graph, [graph.get_tensor_by_name(name) for name in function.results]

    def function(self, results: Sequence[Tensor], targets: Sequence[Operation] | None = None) -> Function:
        """The function with these results. Every operation in it runs on each call.

        With `targets`, only what the results and the targets need.
        """
        owned = [self._value(self.own(result)) for result in results]
        operations = self.get_operations()
        if targets is not None:
            operations = needed_for([*(tensor.op for tensor in (*self.parameters, *owned)), *targets])
        return Function(as_graph_def(operations).nodes, tuple(p.name for p in self.parameters), tuple(r.name for r in owned))

    def _value(self, result: Tensor) -> Tensor:
        """What a reference holds when the function ends: a result does not change with it later."""
        if not result.is_ref:
            return result
        with self.as_default(), self.control_dependencies(None):
            value: Tensor = self.node("Identity", result)
            return value
