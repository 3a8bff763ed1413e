"""The ops that a reader can add, from the engine's registry: what each does, in the reader's language, what it takes and gives.

Takes a query and a language, gives categories of ops, the likeliest first. Law: an op is offered when a reader can give all that
it takes; ops that hold functions, handles or files, and those that only gradients are made of, are left out by rule, not by list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import heureum as tf
from heureum.op_def import REQUIRED, OpDef, all_ops, find_op
from heureum_live.labels import SYMBOLS
from heureum_live.studio.attributes import first_value, kind_of
from heureum_live.studio.functions import function_of
from heureum_live.studio.sentences_ko import SENTENCES

__all__ = ["CATEGORIES", "COMMON", "SETTINGS", "about", "category_of", "entry", "has", "offered", "palette"]

# Most wanted first: what graphs for beginners are made of.
COMMON = (
    "Const", "Add", "Mul", "MatMul", "Placeholder", "Variable", "Sub", "RealDiv", "Sum", "Mean", "Square", "Relu",
    "Sigmoid", "Softmax", "Exp", "Log", "Sqrt", "Neg", "Pow", "Tanh", "Maximum", "Minimum", "Reshape", "Transpose", "Cast",
    "ConcatV2", "ArgMax", "Assign", "AssignAdd", "AssignSub", "RandomStandardNormal", "RandomUniform", "AddN", "Identity",
    "BiasAdd", "Conv2D", "MaxPool",
)  # fmt: skip
CATEGORIES = {
    "start": ("시작", "Where a graph starts"),
    "arithmetic": ("산술", "Arithmetic"),
    "functions": ("함수", "Functions of one number"),
    "comparison": ("비교와 논리", "Comparison and logic"),
    "matrices": ("행렬", "Matrices"),
    "reduction": ("줄이기", "Reduction"),
    "shape": ("모양과 조각", "Shapes and pieces"),
    "network": ("신경망", "Neural networks"),
    "random": ("난수", "Random numbers"),
    "state": ("변수와 학습", "Variables and learning"),
    "text": ("문자열", "Strings"),
    "order": ("순서와 출력", "Order and printing"),
}
# By the module that declares the op.
CATEGORY_OF_MODULE = {
    "inputs": "start", "filling": "start", "ranging": "start",
    "math": "arithmetic", "division": "arithmetic", "clipping": "arithmetic",
    "elementwise": "functions", "fourier": "functions", "trigonometry": "functions", "special": "functions",
    "spectral": "matrices",
    "comparing": "comparison", "selecting": "comparison", "ordering": "shape",
    "linear": "matrices", "matrix": "matrices", "decompose": "matrices", "contraction": "matrices", "norms": "reduction",
    "reduce": "reduction", "reductions": "reduction", "scanning": "reduction", "segments": "reduction", "segment": "reduction",
    "arguments": "reduction", "random_kernels": "random", "random": "random", "strings": "text", "string_codes": "text",
    "passing": "order", "printing": "order",
}  # fmt: skip
CATEGORY_OF_OP = {
    **dict.fromkeys(("AddN", "Complex"), "arithmetic"),
    **dict.fromkeys(("Unique", "UniqueWithCounts", "ListDiff", "Identity", "StopGradient"), "shape"),
}
# The inputs that set how an op works, with what they are at first.
SETTINGS: dict[str, dict[str, Any]] = {
    **{
        op: {"reduction_indices": [0]}
        for op in ("Sum", "Mean", "Max", "Min", "Prod", "All", "Any", "EuclideanNorm", "ReduceJoin")
    },
    **{op: {"dimension": 0} for op in ("ArgMax", "ArgMin")},
    **{op: {"axis": 0} for op in ("ConcatV2", "Cumsum", "Cumprod", "GatherV2")},
    **{op: {"shape": [2, 2]} for op in ("RandomStandardNormal", "RandomUniform", "TruncatedNormal")},
    "RandomUniformInt": {"shape": [2, 2], "minval": 0, "maxval": 10},
    "Reshape": {"shape": [-1]},
    "BroadcastTo": {"shape": [2, 2]},
    "Transpose": {"perm": [1, 0]},
    "ExpandDims": {"dim": 0},
    "Fill": {"dims": [2, 2], "value": 0.0},
    "Range": {"start": 0, "limit": 10, "delta": 1},
    "LinSpace": {"start": 0.0, "stop": 1.0, "num": 5},
    "OneHot": {"depth": 10, "on_value": 1.0, "off_value": 0.0},
    "Split": {"split_dim": 0},
    "SplitV": {"size_splits": [1, -1], "split_dim": 0},
    "Tile": {"multiples": [2]},
    "Pad": {"paddings": [[1, 1]]},
    "PadV2": {"paddings": [[1, 1]], "constant_values": 0.0},
    "MirrorPad": {"paddings": [[1, 1]]},
    "Slice": {"begin": [0], "size": [1]},
    "StridedSlice": {"begin": [0], "end": [1], "strides": [1]},
    "ReverseV2": {"axis": [0]},
    "Roll": {"shift": 1, "axis": 0},
    "TopKV2": {"k": 2},
    "ClipByValue": {"clip_value_min": 0.0, "clip_value_max": 1.0},
    "ApplyGradientDescent": {"alpha": 0.1},
    "ApplyMomentum": {"lr": 0.1, "momentum": 0.9},
}
# What only the engine makes: parts of sparse tensors, parameters of functions, what gradients need, questions about other nodes.
INTERNAL = re.compile(
    r"Grad(?!ient)|Backprop|Parameter|^SumTo|^Spread|^AllAxes|^SumRows|^History|^Uninitialized|^InitializedValue"
    r"|^Broadcast(?!To)|^PyFunc|^EmptyHandle|^Sparse(?!SoftmaxCross)|CandidateSampler|^Compute"
)
FILES_AND_QUEUES = re.compile(r"File|Queue|Reader|Dataset|Iterator|Summary|TensorArray|CSV")
# Packages of ops that work on records of files, or on what several tensors stand for together.
NOT_OFFERED = {"sparse", "examples", "datasets", "queues", "summary"}


@cache
def offered() -> tuple[str, ...]:
    """Every op that a reader can add, the common ones first, then by name."""
    rank = {name: place for place, name in enumerate(COMMON)}
    names = [op.name for op in all_ops() if _can_be_added(op)]
    return tuple(sorted((*names, "Variable"), key=lambda name: (rank.get(name, len(rank)), name)))


def _can_be_added(op_def: OpDef) -> bool:
    if op_def.name == "VariableV2":
        return False  # "Variable" adds it with all that belongs to it
    if op_def.kernel.__module__.removeprefix("heureum.ops.").partition(".")[0] in NOT_OFFERED:
        return False
    if INTERNAL.search(op_def.name) or FILES_AND_QUEUES.search(op_def.name):
        return False
    if any(argument.type in ("variant", "resource") for argument in (*op_def.inputs, *op_def.outputs)):
        return False
    for name, default in op_def.attrs.items():
        if default is REQUIRED:
            try:
                first_value(op_def, name)
            except KeyError:
                return False
    return True


def has(op: str) -> bool:
    return op in offered()


def category_of(op: str) -> str:
    if op == "Variable":
        return "state"
    if op in CATEGORY_OF_OP:
        return CATEGORY_OF_OP[op]
    module = find_op(op).kernel.__module__.removeprefix("heureum.ops.")
    package = module.partition(".")[0]
    return {"nn": "network", "state": "state"}.get(package) or CATEGORY_OF_MODULE.get(module, "shape")


SHAPES_OR_SOURCE = re.compile(r"\s*(?:`&?\[|`-> |Source: |Gradient: |N x|k x).*", re.DOTALL)


def about(op: str, language: str) -> str:
    """One sentence: in English the docstring's, in Korean the table's."""
    if language == "ko":
        return SENTENCES.get(op, "")
    if op == "Variable":
        return "A tensor that is kept from run to run, with its initial value, its initializer and a node that reads it."
    return " ".join(SHAPES_OR_SOURCE.sub("", find_op(op).doc).split()).replace("`", "")


def entry(op: str, language: str) -> dict[str, Any]:
    """An op as STUDIO has it."""
    if op == "Variable":
        inputs: list[dict[str, Any]] = []
        outputs = [{"name": "output", "type": "dtype", "list": False}]
        attributes = ["dtype", "shape"]
    else:
        op_def = find_op(op)
        settings = SETTINGS.get(op, {})
        inputs = [{"name": a.name, "type": a.type, "list": a.is_list, "given": a.name in settings} for a in op_def.inputs]
        outputs = [{"name": a.name, "type": a.type, "list": a.is_list} for a in op_def.outputs]
        attributes = [name for name in op_def.attrs if kind_of(op_def, name) != "other"]
    return {
        "op": op,
        "title": op,
        "symbol": SYMBOLS.get(op, ""),
        "about": about(op, language),
        "function": _function(op),
        "category": category_of(op),
        "inputs": inputs,
        "outputs": outputs,
        "attributes": attributes,
    }


@cache
def _searched(op: str) -> tuple[str, str, str]:
    function = f"{_function(op)} {SYMBOLS.get(op, '')}"
    return op.lower(), function.lower(), f"{about(op, 'en')} {about(op, 'ko')}".lower()


def _function(op: str) -> str:
    return "tf.Variable" if op == "Variable" else function_of(op)


def palette(language: str, query: str = "", only: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The categories with what matches all words of the query, in either language; best first."""
    names: Iterable[str] = offered() if only is None else [op for op in offered() if op in only]
    words = query.lower().split()
    scored = [(score, place, op) for place, op in enumerate(names) if (score := _score(op, words)) is not None]
    found = [op for *_, op in sorted(scored)]
    by_category: dict[str, list[str]] = {}
    for op in found:
        by_category.setdefault(category_of(op), []).append(op)
    # With a query the category of the best match comes first, without one they come in their own order.
    order = list(by_category) if words else [each for each in CATEGORIES if each in by_category]
    place = 0 if language == "ko" else 1
    return [
        {"id": each, "title": CATEGORIES[each][place], "ops": [entry(op, language) for op in by_category[each]]} for each in order
    ]


def _score(op: str, words: list[str]) -> int | None:
    """How well an op fits, smaller is better; None when a word is nowhere."""
    total = 0
    name, function, text = _searched(op)
    for word in words:
        if word in (name, _function(op).rpartition(".")[2]):
            continue
        if name.startswith(word):
            total += 1
        elif word in name or word in function:
            total += 2
        elif word in text:
            total += 3
        else:
            return None
    return total


assert tf  # the ops are declared when heureum is imported
