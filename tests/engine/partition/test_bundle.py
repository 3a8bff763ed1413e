"""Bundling as a table of items before and after, and laws over random parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import heureum as tf
from heureum.graph import NodeDef
from heureum.partition import Send
from heureum.partition.bundle import bundle
from heureum.place import CostModel
from heureum.tensor_shape import TensorShape, TensorSpec

ONE_EACH = CostModel(node_s=1.0, operation_s=0.0, message_s=2.0)
SCALAR, UNKNOWN = TensorSpec(tf.float32, TensorShape.of(())), TensorSpec(tf.float32, TensorShape.of((None,)))


def items_of(text: str) -> list[NodeDef | Send]:
    """`c=b` is a node that takes b, `c>` a send of c to one device and `c>>` to another; a capital letter's size is unknown."""
    items: list[NodeDef | Send] = []
    for word in text.split():
        if word.endswith(">"):
            items.append(Send(f"{word.rstrip('>')}:0", "two" if word.endswith(">>") else "one"))
        else:
            name, _, source = word.partition("=")
            items.append(NodeDef(name, "Neg" if source else "VariableV2", (f"{source}:0",) if source else ()))
    return items


def text_of(items: tuple[NodeDef | Send, ...]) -> str:
    words = []
    for item in items:
        if isinstance(item, Send):
            words.append(f"{item.key.removesuffix(':0')}>{'>' * (item.to == 'two')}")
        else:
            words.append("=".join([item.name, *(each.removesuffix(":0") for each in item.inputs)]))
    return " ".join(words)


def bundled(text: str, costs: CostModel = ONE_EACH) -> str:
    items = items_of(text)
    names = [item.name for item in items if isinstance(item, NodeDef)]
    return text_of(bundle(items, {f"{name}:0": UNKNOWN if name.isupper() else SCALAR for name in names}, costs))


TABLE = [
    # Without a send nothing moves.
    ("v b=v c=v", "v b=v c=v"),
    # What is sent comes first.
    ("v x=v y=v y>", "v y=v y> x=v"),
    ("v x=v y=x y> z=v w=y w>", "v x=v y=x w=y y> w> z=v"),
    # As many nodes as a message costs may come between two of one message, and no more, counted from the first tensor.
    ("v a=v a> b=v c=v c> d=c d>", "v a=v c=v d=c a> c> d> b=v"),
    ("v a=v a> b=a c=b d=c d>", "v a=v a> b=a c=b d=c d>"),
    ("v a=v a> b=a b> c=b c> d=c d>", "v a=v b=a c=b a> b> c> d=c d>"),
    # Each device has messages of its own.
    ("v a=v a> b=v b>> c=v c>", "v a=v b=v b>> c=v a> c>"),
    # Nothing waits for a node that may take any time.
    ("v a=v a> B=v B>", "v a=v a> B=v B>"),
    ("v A=v A> b=v b>", "v A=v b=v A> b>"),
    # A variable is there already.
    ("v v> w w>", "v w v> w>"),
]


@pytest.mark.parametrize(("before", "after"), TABLE, ids=[row[0] for row in TABLE])
def test_table(before: str, after: str) -> None:
    assert bundled(before) == after


def test_where_messages_cost_nothing_only_what_is_ready_shares_one() -> None:
    costs = CostModel(node_s=1.0, message_s=0.0)
    assert bundled("v v> w w> a=v a> b=v b>", costs) == "v w v> w> a=v a> b=v b>"


@st.composite
def parts(draw: st.DrawFn) -> str:
    words, names = ["v"], ["v"]
    for name in "abCdefGhi"[: draw(st.integers(0, 9))]:
        words.append(f"{name}={draw(st.sampled_from(names))}")
        names.append(name)
        words.extend(f"{name}{arrow}" for arrow in (">", ">>") if draw(st.booleans()))
    return " ".join(words)


@given(parts())
def test_laws(text: str) -> None:
    """The same items; each comes after what it takes, and no tensor waits for more than a message costs."""
    after, alone = bundled(text).split(), bundled(text, CostModel(message_s=-1.0)).split()
    assert sorted(after) == sorted(text.split())
    for at, word in enumerate(after):
        name, _, source = word.rstrip(">").partition("=")
        if word != "v":
            assert (source or name) in {each.partition("=")[0] for each in after[:at]}
        if word.endswith(">"):
            waited_for = {each for each in after[:at] if "=" in each} - set(alone[: alone.index(word)])
            assert len(waited_for) <= 2
            assert not any(each[0].isupper() for each in waited_for)
