"""The nodes that `tf.cond` and `tf.while_loop` add, found again in a graph and written as that one call.

Takes a writer and a place in its order. A function of the graph becomes a lambda, or a `def` before the call. Law: the call is
made in a graph of its own first; where it adds anything else, functions are written as the data they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import TYPE_CHECKING

from heureum.graph import Function
from heureum.graph.names import Names
from heureum.tensor_shape import TensorShape
from heureum_live.studio.calling import GENERAL, Given
from heureum_live.studio.document import Node, node_of
from heureum_live.studio.inside import PARAMETERS, document_of, inside_of
from heureum_live.studio.literals import attr_literal, convertible, shape_literal
from heureum_live.studio.naming import identifier, is_identifier
from heureum_live.studio.script import Statement, lines_of
from heureum_live.studio.trying import script_adds

if TYPE_CHECKING:
    from heureum_live.studio.writer import Writer

__all__ = ["Branching", "found", "write"]

# Op -> what its call is, the scope it has when nobody chose one, its outputs' names, and the functions it holds.
CALLS = {
    "If": ("tf.cond", "cond", "Merge", ("then_branch", "else_branch")),
    "While": ("tf.while_loop", "while", "Exit", ("cond", "body")),
}
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Branching:
    """`nodes` are the constants that a loop starts with if they were written there, the op, and an Identity for each output."""

    scope: str
    starts: tuple[Node, ...]
    main: Node
    ends: tuple[Node, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        return (*self.starts, self.main, *self.ends)


@dataclass(frozen=True, slots=True)
class _Script:
    """Functions that are written before the call, and the call."""

    before: tuple[str, ...]
    call: str


def found(writer: Writer, at: int) -> Branching | None:
    """The call whose nodes begin here, if it adds just them."""
    starts = tuple(takewhile(lambda node: node.op == "Const" and "/loop_var_" in node.name, writer.order[at:]))
    main = next(iter(writer.order[at + len(starts) :]), None)
    if main is None or main.op not in CALLS or None in main.inputs or main.controls or writer.known.specs.get(main.name) is None:
        return None
    scope, _, op = main.name.rpartition("/")
    if not scope or op != main.op or any(_is_of_elsewhere(writer, start, main, scope) for start in starts):
        return None
    outputs = len(writer.known.specs[main.name] or ())
    ends = tuple(writer.order[at + len(starts) + 1 :][:outputs])
    names = [f"{scope}/{CALLS[op][2]}{f'_{place}' if place else ''}" for place in range(outputs)]
    wanted = [("Identity", name, (f"{main.name}:{place}",), (), main.device) for place, name in enumerate(names)]
    if not wanted or [(end.op, end.name, end.inputs, end.controls, end.device) for end in ends] != wanted:
        return None
    branching = Branching(scope, starts, main, ends)
    is_added = _is_there(writer, branching) if writer.is_inside else _is_added(writer, branching)
    return branching if is_added else None


def _is_of_elsewhere(writer: Writer, start: Node, main: Node, scope: str) -> bool:
    """Whether a constant is more than the value that a loop begins with."""
    takers = writer.document.takers[start.name]
    is_written_there = start.name.startswith(f"{scope}/loop_var_") and start.device == main.device and not start.controls
    return not is_written_there or takers != [main] or main.inputs.count(f"{start.name}:0") != 1 or writer.is_mentioned(start)


def _is_there(writer: Writer, branching: Branching) -> bool:
    """Inside a function it is tried with all that is around it."""
    return _script(writer, branching, dict.fromkeys(_outside(branching), "in0")) is not None


def _is_added(writer: Writer, branching: Branching) -> bool:
    outside = _outside(branching)
    script = _script(writer, branching, {tensor: f"in{place}" for place, tensor in enumerate(outside)})
    if script is None:
        return False
    given = [_given(writer, tensor, place) for place, tensor in enumerate(outside)]
    if any(each.spec is None or (each.is_reference and not each.is_variable) for each in given):
        return False
    text = "\n".join([*script.before, f"made = {script.call}"])
    return script_adds(text, given, branching.nodes, outside, writer.names)


def _given(writer: Writer, tensor: str, place: int = 0) -> Given:
    """What stands for a tensor from outside: for a variable that a function changes the variable itself."""
    given = writer.tensor(tensor, place, wants_reference=True)
    return replace(given, is_variable=True) if node_of(tensor) in writer.places else given


def _outside(branching: Branching) -> list[str]:
    """The tensors of other nodes that it takes."""
    own = {node.name for node in branching.starts}
    return [each for each in dict.fromkeys(branching.main.inputs) if each is not None and node_of(each) not in own]


def write(writer: Writer, branching: Branching) -> Statement:
    """The call, whose outputs are known by name from now on."""
    texts = {tensor: _given(writer, tensor).text for tensor in _outside(branching)}
    script = _script(writer, branching, texts)
    assert script is not None  # it was tried
    main, ends = branching.main, branching.ends
    for name in (branching.scope, *_names(branching)):
        writer.names.unique(name)
    # An output is called like the whole call, unless the reader has a name for it.
    wish = "loop" if branching.scope == "while" else branching.scope
    targets = [writer.identifier(f"{end.name}:0", replace(end, name=wish)) for end in ends]
    for place, (end, target) in enumerate(zip(ends, targets, strict=True)):
        writer.texts |= {end.name: target, f"{end.name}:0": target, f"{main.name}:{place}": f"{target}.op.inputs[0]"}
    writer.texts[main.name] = f"{targets[0]}.op.inputs[0].op"
    return Statement(f"{', '.join(targets)} = {script.call}", main.device, before=script.before)


def _names(branching: Branching) -> Iterable[str]:
    """All names that the call takes: of nodes, and of nodes of its functions."""
    for node in branching.nodes:
        for value in node.attrs.values():
            if isinstance(value, Function):
                yield from (inner.name for inner in value.nodes)
        yield node.name


def _script(writer: Writer, branching: Branching, texts: Mapping[str, str]) -> _Script | None:
    """The call, with these texts for what it takes from outside; None where it cannot be written so."""
    main, scope = branching.main, branching.scope
    function, default_scope, _, keys = CALLS[main.op]
    bodies = [main.attrs[key] for key in keys]
    starts = {f"{start.name}:0": convertible(start.attrs["value"], None) for start in branching.starts}
    if not all(isinstance(each, Function) for each in bodies) or None in starts.values():
        return None
    given = [starts[each].text if each in starts else texts[each] for each in map(str, main.inputs)]  # type: ignore[union-attr]
    loops = main.attrs["variables"] if main.op == "While" else 0
    if loops and (loops != len(main.attrs["T"]) or main.attrs.get("is_gradient")):
        return None
    captured = given[loops:] if loops else given[1:]
    arguments = _arguments(given[:loops], captured)
    before: list[str] = []
    functions = []
    names = Names()  # one supply for the functions of a call, as they stand in one scope
    for key, body in zip(keys, bodies, strict=True):
        name = identifier(f"{scope}_{key.removesuffix('_branch')}", {*writer.taken, *captured})
        inside = inside_of(body, scope)
        if inside is None:
            return None
        inner = type(writer)(document_of(inside, main.device))
        inner.names, inner.is_inside = names, True
        inner.taken |= {*writer.taken, *arguments, *captured}
        inner.texts |= dict(zip(body.parameters, [*arguments, *captured], strict=True))
        written = _function(inner, inside.results, arguments, name)
        if written is None:
            return None
        before += written.before
        functions.append(written.call)
    parts = [*functions, f"[{', '.join(given[:loops])}]"] if loops else [given[0], *functions]
    parts += [*_options(writer, main, loops), *([] if scope == default_scope else [f"name={attr_literal(scope).text}"])]
    return _Script(tuple(before), f"{function}({', '.join(parts)})")


def _options(writer: Writer, main: Node, loops: int) -> Iterable[str]:
    if not loops:
        return
    shapes: Sequence[TensorShape] = main.attrs["output_shapes"]
    starts = [writer.known.spec(each) for each in main.inputs[:loops]]
    if [each.shape.sizes if each else None for each in starts] != [shape.sizes for shape in shapes]:
        texts = [shape_literal(each).text for each in shapes]
        yield f"shape_invariants=[{', '.join(f'tf.TensorShape({each})' for each in texts)}]"
    if main.attrs.get("back_prop") is False:
        yield "back_prop=False"


def _arguments(starts: Sequence[str], captured: Sequence[str]) -> list[str]:
    """What the loop variables are called inside: as outside, where that says one thing."""
    made: list[str] = []
    for start in starts:
        if is_identifier(start) and start not in captured and start not in made:
            made.append(start)
        else:
            free = (f"{letter}{number or ''}" for number in count() for letter in "xyz")
            made.append(next(each for each in free if each not in {*made, *captured, *starts}))
    return made


def _function(inner: Writer, returned: Sequence[str], arguments: Sequence[str], name: str) -> _Script | None:
    """A function of the graph: a lambda where it is one expression, else a `def` and its name."""
    inner.order = [node for node in inner.order if node.op not in PARAMETERS]
    statements = [_local(each) for each in inner.write()]
    if any(each is None for each in statements):
        return None
    results = [inner.texts.get(each, "?") for each in returned]
    if "?" in results:
        return None
    result = results[0] if len(results) == 1 else f"[{', '.join(results)}]"
    head = f"lambda {', '.join(arguments)}:" if arguments else "lambda:"
    if not statements:
        return _Script((), f"{head} {result}")
    first = statements[0]
    if len(statements) == 1 and first is not None and not (first.context or first.before):
        target, _, text = first.text.partition(" = ")
        if target == result:
            return _Script((), f"{head} {text}")
    body = lines_of([each for each in statements if each is not None])
    lines = (f"def {name}({', '.join(arguments)}):", *(INDENT + line for line in [*body, f"return {result}"]))
    return _Script(("", *lines, ""), name)


def _local(statement: Statement) -> Statement | None:
    """Inside a function the graph is another one, which is asked for where it is needed."""
    if not statement.uses_graph:
        return statement
    text = statement.text.replace(f" = {GENERAL}(", f" = tf.get_default_graph().{GENERAL.partition('.')[2]}(", 1)
    rest = text.replace("tf.get_default_graph().", "")
    is_clear = "graph." not in rest and not any("graph." in each for each in statement.controls)
    return replace(statement, text=text, uses_graph=False) if is_clear else None
