"""Graph to code and back: nothing is lost, and what comes out reads like something a person wrote."""

from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from heureum.dtypes import as_dtype
from heureum_live.run_cell import run_cell
from heureum_live.studio.answering import answer_to
from heureum_live.studio.coding import written
from heureum_live.studio.document import Document, Node
from heureum_live.studio.editing_values import set_dtype
from heureum_live.studio.inferring import arguments_of, inferred
from heureum_live.studio.making import constant, new_nodes
from heureum_live.studio.opening import canonical, graph_def_json
from heureum_live.studio.palette import offered

from .graphs import document, node, number, rebuilt

READABLE = [
    ([number("a", 3.0)], 'a = tf.constant(3.0, name="a")'),
    ([number("a"), number("b"), node("c", "Add", "a:0", "b:0")], 'c = tf.add(a, b, name="c")'),
    ([number("a"), number("b"), node("add", "Add", "a:0", "b:0")], "add = a + b"),
    ([number("a"), number("b"), node("m", "Maximum", "a:0", "b:0")], 'm = tf.maximum(a, b, name="m")'),
    ([number("a"), number("d/y", 1.0), node("d", "Add", "a:0", "d/y:0")], 'd = tf.add(a, 1.0, name="d")'),
    ([number("a"), number("mul/x", 2.0), node("mul", "Mul", "mul/x:0", "a:0")], "mul = 2.0 * a"),
    ([number("a"), node("c", "Cast", "a:0", attrs={"DstT": {"dtype": "int32"}})], 'c = tf.cast(a, tf.int32, name="c")'),
    (
        [number("a"), node("w", "Neg", "a:0", device="/job:worker/task:1")],
        'with tf.device("/job:worker/task:1"):\n    w = tf.negative(a, name="w")',
    ),
    (
        [number("a"), number("b"), node("n", "Neg", "a:0", "^b")],
        'with tf.control_dependencies([b]):\n    n = tf.negative(a, name="n")',
    ),
    ([number("a"), node("n", "NoOp", "^a")], 'n = tf.group(a, name="n")'),
    ([number("a"), node("g", "ReluGrad", "a:0", "a:0")], 'g = graph.node("ReluGrad", a, a, name="g")'),
]


@pytest.mark.parametrize(("nodes", "line"), READABLE, ids=lambda each: each if isinstance(each, str) else None)
def test_code_reads_as_a_person_would_write_it(nodes: list[dict[str, Any]], line: str) -> None:
    made = Document.from_json(document(*nodes))
    code, graph_def = rebuilt(made)
    assert line in code
    assert graph_def == graph_def_json(made)


def test_a_variable_is_one_line() -> None:
    made = Document(tuple(new_nodes("Variable", "v", "", Document())))
    code, graph_def = rebuilt(made)
    assert 'v = tf.Variable(0.0, name="v")' in code
    assert graph_def == graph_def_json(made)


def test_the_readers_names_are_kept() -> None:
    made = Document.from_json(document(number("Const"), node("c", "Neg", "Const:0"), variables={"Const:0": "x", "c:0": "minus"}))
    assert 'minus = tf.negative(x, name="c")' in written(made)


def test_what_runs_is_computed_and_printed() -> None:
    made = Document.from_json(
        document(number("a", 3.0), node("x", "Placeholder", attrs={"dtype": {"dtype": "float32"}, "shape": {"shape": [None]}}),
                 node("e", "Mul", "a:0", "x:0"), fetches=["e:0", "a:0"], workers=1,
                 feeds={"x:0": {"tensor": {"dtype": "float32", "shape": [2], "values": [1.0, 2.0]}}})
    )  # fmt: skip
    printed: list[str] = []
    result = run_cell(written(made), on_output=lambda stream, text: printed.append(text))
    assert result.error is None
    assert "".join(printed) == "e = [3. 6.]\na = 3.0\n"
    assert result.document is not None
    again = Document.from_json(result.document)
    assert (again.fetches, again.workers, again.feeds["x:0"].tolist()) == (made.fetches, 1, [1.0, 2.0])


def test_how_it_is_run_comes_back_too() -> None:
    source = document(number("a", 3.0), fetches=["a:0"], workers=2, placement="spread", transfer_dtype="bfloat16")
    made = Document.from_json(source)
    assert 'with tf.Session(workers=2, placement="spread", transfer_dtype="bfloat16") as sess:' in written(made)
    result = run_cell(written(made), on_output=lambda stream, text: None)
    assert result.document is not None
    assert {key: result.document[key] for key in ("workers", "placement", "transfer_dtype")} == {
        "workers": 2, "placement": "spread", "transfer_dtype": "bfloat16",
    }  # fmt: skip


def finished(op: str) -> Document:
    """A document with one op from the palette, every input of which comes from something."""
    nodes = new_nodes(op, op, "", Document())
    main = nodes[-1]
    if op == "Variable":
        return Document(tuple(nodes))
    sources: list[Node] = []
    inputs: list[str | None] = []
    for place, (argument, tensor) in enumerate(zip(arguments_of(main.op_def, len(main.inputs)), main.inputs, strict=True)):
        if tensor is None and argument.is_ref:
            variable = Document(tuple(new_nodes("Variable", f"v{place}", "", Document())))
            if argument.type in main.op_def.types:
                variable = set_dtype(variable, {"name": f"v{place}", "dtype": main.op_def.types[argument.type][0].name}).document
            sources += variable.nodes
            inputs.append(f"v{place}:0")
        elif tensor is None:
            allowed = main.op_def.types.get(argument.type)
            is_open = argument.type in ("T", "any", "SrcT")
            dtype = allowed[0].name if allowed else "float32" if is_open else argument.type
            sources.append(
                Node.from_json(node(f"x{place}", "Placeholder", attrs={"dtype": {"dtype": dtype}, "shape": {"shape": None}}))
            )
            inputs.append(f"x{place}:0")
        else:
            inputs.append(tensor)
    return canonical(Document((*sources, *nodes[:-1], Node(main.name, main.op, tuple(inputs), attrs=main.attrs))))


@pytest.mark.parametrize("op", offered())
def test_every_op_of_the_palette_can_be_added_viewed_coded_and_opened_again(op: str) -> None:
    added = answer_to({"do": "add", "op": op, "document": document(), "language": "en"})
    assert "error" not in added
    made = finished(op)
    _, graph_def = rebuilt(made)
    assert graph_def == graph_def_json(made)
    opened = answer_to({"do": "open", "graph": graph_def, "language": "en"})
    assert opened["document"]["nodes"] == made.to_json()["nodes"]


# -- any graph -----------------------------------------------------------------------------------------------------

VALUES = st.sampled_from(
    [1.0, -0.0, 0.1, [1.0, 2.0], [[1, 2], [3, 4]], 7, [], True, "text", float("inf"), float("nan"), [[0.5] * 3] * 40]
)
OPS = (
    "Add", "Mul", "Sub", "MatMul", "Neg", "Cast", "Sum", "Pack", "Identity", "Less", "Softmax", "ConcatV2", "Split", "TopKV2",
    "NoOp", "RealDiv", "Transpose",
)  # fmt: skip
NAMES = st.sampled_from(
    ["a", "b", "add", "add_1", "mul", "Const", "s/a", "s/add", "x/y", "for", "tf", "name", "MatMul", "sum", "w"]
)
DEVICES = st.sampled_from(["", "", "/job:worker/task:0", "/job:worker/task:1"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A finished document: constants, then ops whose inputs fit, on devices, waiting for one another."""
    made = Document()
    for _ in range(draw(st.integers(1, 9))):
        taken = {each.name.lower() for each in made.nodes}
        name = draw(NAMES)
        while name.lower() in taken:
            name += draw(st.sampled_from(["_1", "_2", "x", "/y"]))
        tensors = [f"{each.name}:{place}" for each in made.nodes for place in range(len(inferred(made).specs[each.name] or ()))]
        if not tensors or draw(st.booleans()):
            new = [constant(name, draw(VALUES), draw(DEVICES))]
        else:
            new = _some_op(draw, made, name, tensors)
        larger = canonical(Document((*made.nodes, *new)))
        names = [each.name.lower() for each in larger.nodes]
        if len(set(names)) == len(names) and not inferred(larger).problems:
            made = larger
    return made


def _some_op(draw: st.DrawFn, made: Document, name: str, tensors: list[str]) -> list[Node]:
    device = draw(DEVICES)
    *settings_, main = new_nodes(draw(st.sampled_from(OPS)), name, device, made)
    inputs = tuple(each or draw(st.sampled_from(tensors)) for each in main.inputs)
    controls = tuple(draw(st.lists(st.sampled_from([each.name for each in made.nodes]), max_size=2, unique=True)))
    return [
        *(Node(s.name, s.op, (), controls, device, s.attrs) for s in settings_),
        Node(name, main.op, inputs, controls, device, main.attrs),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_code_gives_back_the_graph_it_was_written_from(made: Document) -> None:
    code, graph_def = rebuilt(made)
    assert graph_def == graph_def_json(made), code


def test_arrays_come_back_bit_for_bit() -> None:
    generator = np.random.default_rng(0)
    arrays: list[Any] = [
        generator.normal(size=(20, 30)).astype(np.float32),
        generator.integers(0, 255, 300, np.uint8),
        np.array([0.1, 1e300]),
        np.array([b"\xff", b"ok"], object),
        np.array([0.1, 65504], np.float16),
        np.array([1 + 2j, complex("nan")]),
        np.zeros((0, 3), np.float32),
    ]
    nodes = []
    for number_, array in enumerate(arrays):
        nodes.append(Node(f"c{number_}", "Const", attrs={"value": array, "dtype": as_dtype(array.dtype)}))
    whole = Document(tuple(nodes))
    _, graph_def = rebuilt(whole)
    assert graph_def == graph_def_json(whole)
