"""Goes over a document's nodes in building order and writes each as the statement that a reader would have written.

Takes a document; gives statements, and by which text each tensor and node can be named. What `tf.Variable` adds is found by
`writing_variables`, what `tf.cond` and `tf.while_loop` add by `branching`. Law: a call is written only after it was tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heureum.graph.names import Names
from heureum_live.studio import branching, writing_variables
from heureum_live.studio.calling import Call, Given, friendly_call, general_call, operator_call
from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.inferring import Inferred, arguments_of, inferred
from heureum_live.studio.literals import attr_literal, constant_literals, convertible
from heureum_live.studio.naming import identifier, is_identifier
from heureum_live.studio.opening import in_building_order
from heureum_live.studio.script import Statement
from heureum_live.studio.trying import Made, operator_name, tried

__all__ = ["Writer"]

CONST_DEFAULT_NAME = "Const"


class Writer:
    """Knows by which text each tensor and node can be named so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known: Inferred = inferred(document)
        self.texts: dict[str, str] = {}
        self.initializers: dict[str, str] = {}
        self.order = in_building_order(document)
        self.names = Names()
        self.taken = {name for name in document.variables.values() if is_identifier(name)}
        self.reads: set[str] = set()
        self.places: set[str] = set()
        self.is_inside = False
        """It writes a function of a graph."""

    def write(self) -> list[Statement]:
        statements = []
        at = 0
        while at < len(self.order):
            count, statement = self._next(at)
            statements.append(statement)
            at += count
        return statements

    def _next(self, at: int) -> tuple[int, Statement]:
        """How many nodes the next statement stands for, and the statement."""
        variable = writing_variables.found(self, at)
        if variable is not None:
            return len(variable.nodes), writing_variables.write(self, variable)
        branched = branching.found(self, at)
        if branched is not None:
            return len(branched.nodes), branching.write(self, branched)
        folded = self._settings(at)
        main = self.order[at + len(folded)]
        for settings in (folded, []) if folded else ([],):
            node = main if settings or not folded else self.order[at]
            found = self._called(node, settings)
            if found is not None:
                return len(settings) + 1, self._write_call(node, *found)
        node = self.order[at]
        return 1, self._write_plainly(node)

    def _settings(self, at: int) -> list[Node]:
        """The constants at `at` and after it that may be written inside the call of the node behind them."""
        found: list[Node] = []
        owner: Node | None = None
        for node in self.order[at:]:
            if node is owner:
                return found
            takers = self.document.takers[node.name]
            if node.op != "Const" or len(takers) != 1 or self.is_mentioned(node):
                return []
            owner = owner or takers[0]
            if takers[0] is not owner or not node.name.startswith(f"{owner.name}/"):
                return []
            if node.device != owner.device or node.controls != owner.controls or owner.inputs.count(f"{node.name}:0") != 1:
                return []
            found.append(node)
        return []

    def is_mentioned(self, node: Node) -> bool:
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
                given.append(self.tensor(tensor, place, wants_reference=wants_reference))
        return given

    def tensor(self, tensor: str, place: int, *, wants_reference: bool) -> Given:
        spec = self.known.spec(tensor)
        source = self.document.by_name[node_of(tensor)]
        is_reference = len(source.op_def.outputs) == 1 and source.op_def.outputs[0].is_ref
        text = self.texts.get(tensor, f'graph.get_tensor_by_name("{tensor}")')
        if node_of(tensor) in self.places and not wants_reference:
            text = f"{text}.op.outputs[0]"
        return Given(text, place, spec, is_variable=tensor in self.reads, is_reference=is_reference)

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
            if call.is_operator and self.names.unique(operator_name(node.op), mark_as_used=False) != node.name:
                continue
            made = tried(call, node, settings)
            if made is not None and self.is_named_so(call, node, made):
                return call, made
        return None

    def is_named_so(self, call: Call, node: Node, made: Made) -> bool:
        if call.is_operator:
            return self.names.unique(made.root, mark_as_used=False) == node.name
        return self.names.unique(node.name, mark_as_used=False) == node.name

    def _write_call(self, node: Node, call: Call, made: Made) -> Statement:
        self.names.unique(made.root if call.is_operator else node.name)
        text = call.text(node.name)
        return self._statement(node, text, made.gives, uses_graph="graph." in text)

    def _write_plainly(self, node: Node) -> Statement:
        self.names.unique(node.name)
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
            name = self.identifier(node.name, node)
            self.texts[node.name] = name
            return name
        if isinstance(gives, int):
            name = self.identifier(f"{node.name}:{gives}", node)
            self.texts[node.name] = name
            self.texts |= {f"{node.name}:{each}": f"{name}.op.outputs[{each}]" for each in range(count)}
            self.texts[f"{node.name}:{gives}"] = name
            return name
        wanted = [self.document.variables.get(f"{node.name}:{each}", "") for each in gives]
        if len(wanted) > 1 and all(is_identifier(each) for each in wanted) and len(set(wanted)) == len(wanted):
            self.texts |= {f"{node.name}:{each}": name for each, name in zip(gives, wanted, strict=True)}
            self.texts[node.name] = wanted[0]
            return ", ".join(wanted)
        name = self.identifier(node.name, node)
        self.texts |= {f"{node.name}:{each}": f"{name}[{each}]" for each in gives}
        self.texts[node.name] = f"{name}[0]" if gives else name
        return name

    def identifier(self, key: str, node: Node) -> str:
        """The reader's name for a tensor or node, else one made of the node's name."""
        name = self.document.variables.get(key, "")
        if is_identifier(name) and name not in self.texts.values():
            return name
        name = identifier(node.name, self.taken)
        self.taken.add(name)
        return name
