"""From a document to the Python that rebuilds it, in the reader's variable names.

Takes a document; gives code. Law: run, the code of a finished document gives its GraphDef again: same nodes, same order. The code
of an unfinished one shows None where an input is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from heureum.graph.names import Names
from heureum_live.studio.calling import Call, Given, friendly_call, general_call, operator_call
from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.inferring import Inferred, arguments_of, inferred
from heureum_live.studio.literals import attr_literal, constant_literals, convertible
from heureum_live.studio.naming import identifier, is_identifier
from heureum_live.studio.opening import canonical, in_building_order
from heureum_live.studio.script import Statement, script
from heureum_live.studio.trying import Made, operator_name, tried, tried_variable

__all__ = ["code_of", "written"]

CONST_DEFAULT_NAME = "Const"


def code_of(document: Document) -> str:
    """The reader's own text while the graph is as that made it, else what `written` gives."""
    return document.code if document.code is not None else written(document)


def written(document: Document) -> str:
    """Worked out once for a document, which never changes."""
    found: str | None = document.__dict__.get("_written")
    if found is None:
        found = document.__dict__["_written"] = _write(document)
    return found


def _write(document: Document) -> str:
    writer = _Writer(canonical(document))
    return script(writer.document, writer.write(), writer.texts, writer.initializers)


@dataclass(frozen=True, slots=True)
class _Variable:
    """The nodes that `tf.Variable` adds: the value's constant if it was written there, the place, `Assign`, `read`."""

    nodes: tuple[Node, ...]
    place: Node
    call: Call


class _Writer:
    """Goes over the nodes in building order; knows by which text each tensor and node can be named so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known: Inferred = inferred(document)
        self.texts: dict[str, str] = {}
        self.initializers: dict[str, str] = {}
        self._order = in_building_order(document)
        self._names = Names()
        self._taken = {name for name in document.variables.values() if is_identifier(name)}
        self._reads: set[str] = set()
        self._places: set[str] = set()

    def write(self) -> list[Statement]:
        statements = []
        at = 0
        while at < len(self._order):
            count, statement = self._next(at)
            statements.append(statement)
            at += count
        return statements

    def _next(self, at: int) -> tuple[int, Statement]:
        """How many nodes the next statement stands for, and the statement."""
        variable = self._variable(at)
        if variable is not None:
            return len(variable.nodes), self._write_variable(variable)
        folded = self._settings(at)
        main = self._order[at + len(folded)]
        for settings in (folded, []) if folded else ([],):
            node = main if settings or not folded else self._order[at]
            found = self._called(node, settings)
            if found is not None:
                return len(settings) + 1, self._write_call(node, *found)
        node = self._order[at]
        return 1, self._write_plainly(node)

    def _settings(self, at: int) -> list[Node]:
        """The constants at `at` and after it that may be written inside the call of the node behind them."""
        found: list[Node] = []
        owner: Node | None = None
        for node in self._order[at:]:
            if node is owner:
                return found
            takers = self.document.takers[node.name]
            if node.op != "Const" or len(takers) != 1 or self._is_mentioned(node):
                return []
            owner = owner or takers[0]
            if takers[0] is not owner or not node.name.startswith(f"{owner.name}/"):
                return []
            if node.device != owner.device or node.controls != owner.controls or owner.inputs.count(f"{node.name}:0") != 1:
                return []
            found.append(node)
        return []

    def _is_mentioned(self, node: Node) -> bool:
        tensor = f"{node.name}:0"
        return tensor in self.document.fetches or tensor in self.document.feeds or tensor in self.document.variables

    def _given(self, node: Node, settings: Sequence[Node]) -> list[Given]:
        inside = {f"{each.name}:0": each for each in settings}
        arguments = arguments_of(node.op_def, len(node.inputs))
        given = []
        for place, tensor in enumerate([*node.inputs, *[None] * (len(arguments) - len(node.inputs))]):
            wants_reference = place < len(arguments) and arguments[place].is_ref
            if tensor is None:
                given.append(Given("None", place))
            elif tensor in inside:
                value, dtype = inside[tensor].attrs["value"], inside[tensor].attrs["dtype"]
                literal = convertible(value, None) or convertible(value, dtype)
                given.append(Given(literal.text if literal else "?", place, literal=literal))
            else:
                given.append(self._tensor(tensor, place, wants_reference=wants_reference))
        return given

    def _tensor(self, tensor: str, place: int, *, wants_reference: bool) -> Given:
        spec = self.known.spec(tensor)
        source = self.document.by_name[node_of(tensor)]
        is_reference = len(source.op_def.outputs) == 1 and source.op_def.outputs[0].is_ref
        text = self.texts.get(tensor, f'graph.get_tensor_by_name("{tensor}")')
        if node_of(tensor) in self._places and not wants_reference:
            text = f"{text}.op.outputs[0]"
        return Given(text, place, spec, is_variable=tensor in self._reads, is_reference=is_reference)

    def _called(self, node: Node, settings: Sequence[Node]) -> tuple[Call, Made] | None:
        """The most readable call that adds the settings and the node, and nothing else."""
        if node.op in ("Const", "VariableV2") or (node.op == "NoOp" and node.controls):
            return None
        given = self._given(node, settings)
        if any((each.spec is None and each.literal is None) or each.text == "?" for each in given):
            return None
        for write in (operator_call, friendly_call, general_call):
            call = write(node, given)
            if call is None or (write is general_call and not settings):
                continue
            if call.is_operator and self._names.unique(operator_name(node.op), mark_as_used=False) != node.name:
                continue
            made = tried(call, node, settings)
            if made is not None and self._is_named_so(call, node, made):
                return call, made
        return None

    def _is_named_so(self, call: Call, node: Node, made: Made) -> bool:
        if call.is_operator:
            return self._names.unique(made.root, mark_as_used=False) == node.name
        return self._names.unique(node.name, mark_as_used=False) == node.name

    def _write_call(self, node: Node, call: Call, made: Made) -> Statement:
        self._names.unique(made.root if call.is_operator else node.name)
        text = call.text(node.name)
        return self._statement(node, text, made.gives, uses_graph="graph." in text)

    def _write_plainly(self, node: Node) -> Statement:
        self._names.unique(node.name)
        if node.op == "Const":
            parts = constant_literals(node.attrs["value"], node.attrs["dtype"])
            texts = [f"{key}={literal.text}" if key else literal.text for key, literal in parts]
            name = "" if node.name == CONST_DEFAULT_NAME else f", name={attr_literal(node.name).text}"
            return self._statement(node, f"tf.constant({', '.join(texts)}{name})", 0)
        if node.op == "NoOp" and node.controls:
            waited = [self.texts.get(each, f'graph.get_operation_by_name("{each}")') for each in node.controls]
            text = f"tf.group({', '.join(waited)}, name={attr_literal(node.name).text})"
            return self._statement(replace(node, controls=()), text, None, uses_graph="graph." in text)
        given = self._given(node, ())
        is_whole = all(each.spec is not None for each in given)
        fits = is_whole and self.known.specs.get(node.name) is not None
        call = general_call(node, given)
        if not fits:
            call = friendly_call(node, given) or call
        text = call.text(node.name)
        outputs = self.known.specs.get(node.name)
        count = len(outputs) if outputs is not None else len(node.op_def.outputs)
        gives = 0 if count == len(node.op_def.outputs) == 1 else tuple(range(count)) if count else None
        note = "" if is_whole else self._lack(node)
        return self._statement(node, text, gives, uses_graph="graph." in text, note=note)

    def _lack(self, node: Node) -> str:
        if any(each is None for each in node.inputs):
            return "# an input is missing"
        return "# its type is not known yet"

    def _statement(
        self, node: Node, text: str, gives: tuple[int, ...] | int | None, *, uses_graph: bool = False, note: str = ""
    ) -> Statement:
        target = self._target(node, gives)
        controls = tuple(self.texts.get(each, f'graph.get_operation_by_name("{each}")') for each in node.controls)
        uses_graph = uses_graph or any("graph." in each for each in controls)
        return Statement(f"{target} = {text}", node.device, controls, uses_graph=uses_graph, note=note)

    def _target(self, node: Node, gives: tuple[int, ...] | int | None) -> str:
        """The Python name that the statement sets; notes how each output can be called from now on."""
        outputs = self.known.specs.get(node.name)
        count = len(outputs) if outputs is not None else len(node.op_def.outputs)
        if gives is None:
            name = self._identifier(node.name, node)
            self.texts[node.name] = name
            return name
        if isinstance(gives, int):
            name = self._identifier(f"{node.name}:{gives}", node)
            self.texts[node.name] = name
            self.texts |= {f"{node.name}:{each}": f"{name}.op.outputs[{each}]" for each in range(count)}
            self.texts[f"{node.name}:{gives}"] = name
            return name
        wanted = [self.document.variables.get(f"{node.name}:{each}", "") for each in gives]
        if len(wanted) > 1 and all(is_identifier(each) for each in wanted) and len(set(wanted)) == len(wanted):
            self.texts |= {f"{node.name}:{each}": name for each, name in zip(gives, wanted, strict=True)}
            self.texts[node.name] = wanted[0]
            return ", ".join(wanted)
        name = self._identifier(node.name, node)
        self.texts |= {f"{node.name}:{each}": f"{name}[{each}]" for each in gives}
        self.texts[node.name] = f"{name}[0]" if gives else name
        return name

    def _identifier(self, key: str, node: Node) -> str:
        """The reader's name for a tensor or node, else one made of the node's name."""
        name = self.document.variables.get(key, "")
        if is_identifier(name) and name not in self.texts.values():
            return name
        name = identifier(node.name, self._taken)
        self._taken.add(name)
        return name

    # -- variables -------------------------------------------------------------------------------------------------

    def _variable(self, at: int) -> _Variable | None:
        """The variable whose nodes begin here, if `tf.Variable` would add just them."""
        first = self._order[at]
        has_value = first.op == "Const" and first.name.endswith("/initial_value") and not self._is_mentioned(first)
        nodes = self._order[at + 1 if has_value else at :][:3]
        if [each.op for each in nodes] != ["VariableV2", "Assign", "Identity"]:
            return None
        place, assign, read = nodes
        name = place.name
        whole = (first, *nodes) if has_value else tuple(nodes)
        if any(each.device != place.device or each.controls for each in whole) or "shared_name" in place.attrs:
            return None
        value = assign.inputs[1] if len(assign.inputs) == 2 else None
        if value is None or (assign.name, read.name) != (f"{name}/Assign", f"{name}/read"):
            return None
        if has_value and (first.name != f"{name}/initial_value" or value != f"{first.name}:0" or len(self._uses(first)) != 1):
            return None
        return self._tried_variable(place, whole, value)

    def _uses(self, node: Node) -> list[Node]:
        return self.document.takers[node.name]

    def _tried_variable(self, place: Node, nodes: tuple[Node, ...], value: str) -> _Variable | None:
        name = place.name
        if len(nodes) == 4:
            parts = constant_literals(nodes[0].attrs["value"], nodes[0].attrs["dtype"])
            if any(key == "shape" for key, _ in parts):
                return None  # tf.Variable has no shape to fill; a constant of its own is written
            (_, literal), *more = parts
            initial = Given(literal.text, 0, literal=literal)
            call = Call("tf.Variable", (initial,), tuple(more))
        else:
            source = self._tensor(value, 0, wants_reference=False)
            if source.spec is None:
                return None
            call = Call("tf.Variable", (source,))
        made = tried_variable(call, nodes, value)
        return _Variable(nodes, place, call) if made and self._is_named_so(call, place, Made(name, None)) else None

    def _write_variable(self, variable: _Variable) -> Statement:
        node = variable.place
        self._names.unique(node.name)
        name = self._identifier(f"{node.name}:0", node)
        self.texts |= {
            node.name: f"{name}.op",
            f"{node.name}:0": name,
            f"{node.name}/read": f"{name}.value()",
            f"{node.name}/read:0": name,
            f"{node.name}/Assign": f"{name}.initializer",
            f"{node.name}/Assign:0": f"{name}.initializer.outputs[0]",
            f"{node.name}/initial_value": f"{name}.initial_value",
            f"{node.name}/initial_value:0": f"{name}.initial_value",
        }
        self.initializers[node.name] = f"{name}.initializer"
        self._places.add(node.name)
        self._reads.add(f"{node.name}/read:0")
        return Statement(f"{name} = {variable.call.text(node.name)}", node.device)
