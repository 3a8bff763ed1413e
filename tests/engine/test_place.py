"""Placing: a table of graphs and where their nodes go."""

import pytest
from hypothesis import given

import heureum as tf
from heureum.ops.shapes import MULTIPLY_ADD
from heureum.optimize import prune
from heureum.partition import partition
from heureum.place import SPREAD, CostModel, place

from .random_graphs import Recipe, build, recipes

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"
COSTS = CostModel()


def placed(fetches: list[tf.Tensor], costs: CostModel, *, feeds: tuple[tf.Tensor, ...] = (), count: int = 2) -> dict[str, str]:
    devices = [f"/job:worker/task:{task}" for task in range(count)]
    return place(prune(fetches, [], feeds), devices, costs)


def example() -> tf.Tensor:
    """e = (a + b) * (b + 1)"""
    a, b, one = tf.constant(2.0, name="a"), tf.constant(1.0, name="b"), tf.constant(1.0, name="one")
    c, d = tf.add(a, b, name="c"), tf.add(b, one, name="d")
    return tf.multiply(c, d, name="e")


def test_spreading_puts_independent_nodes_on_different_workers() -> None:
    found = placed([example()], SPREAD)
    assert found["c"] != found["d"]
    assert set(found.values()) == {ONE, TWO}


def test_scalars_stay_together() -> None:
    assert set(placed([example()], COSTS).values()) == {ONE}


def branches(size: int, count: int = 2) -> list[tf.Tensor]:
    """Independent chains of products, each worth a worker when they are large."""
    ends = []
    for branch in range(count):
        x = tf.placeholder(tf.float32, [size, size], name=f"x{branch}")
        for link in range(3):
            x = tf.matmul(x, x, name=f"b{branch}_{link}")
        ends.append(x)
    return ends


BRANCHES = [(512, 2, 2), (512, 3, 3), (512, 1, 1), (2, 2, 1)]


@pytest.mark.parametrize(("size", "count", "workers_used"), BRANCHES)
def test_heavy_independent_branches_are_split_and_chains_are_not(size: int, count: int, workers_used: int) -> None:
    ends = branches(size, count)
    total = ends[0]
    for end in ends[1:]:
        total = total + end
    feeds = tuple(tf.get_default_graph().get_tensor_by_name(f"x{branch}:0") for branch in range(count))
    found = placed([total], COSTS, feeds=feeds, count=3)
    assert len(set(found.values())) == workers_used
    for branch in range(count):
        links = {found[f"b{branch}_{link}"] for link in range(3)}
        assert len(links) == 1, "a chain has nothing to gain from moving"
        assert found[f"x{branch}:0"] in links, "a feed goes where it is needed"


@pytest.mark.parametrize(("count", "transfers"), [(1, 0), (2, 3), (4, 6)])
def test_a_chain_of_small_nodes_stays_whole_where_a_hand_off_costs_about_a_node(count: int, transfers: int) -> None:
    x = tf.placeholder(tf.float32, [300_000], name="x")
    ends = []
    for k in range(4):
        y = (k + 2.0) * x
        for _ in range(8):
            y = tf.exp(-y)
        ends.append(tf.reduce_sum(y))
    total = tf.add_n(ends)
    subgraph = prune([total], [], (x,))
    found = place(subgraph, [f"/job:worker/task:{task}" for task in range(count)], CostModel(hand_off_s=2e-4, byte_s=1e-9))
    assert len(set(found.values())) == count
    crossing = {(edge, found[node.name]) for node in subgraph.nodes for edge in node.inputs
                if found[subgraph.source_of(edge)] != found[node.name]}  # fmt: skip
    assert len([edge for edge, _ in crossing if edge == "x:0"]) == count - 1, "x goes to every other worker once"
    assert len(crossing) <= transfers, "and of each chain at most its end crosses"


def test_a_pin_ends_a_chain() -> None:
    x = tf.placeholder(tf.float32, [512, 512], name="x")
    with tf.device(ONE):
        p = tf.matmul(x, x, name="p")
    with tf.device(TWO):
        q = tf.matmul(p, p, name="q")
    found = placed([tf.negative(q, name="r")], COSTS, feeds=(x,))
    assert (found["p"], found["q"], found["r"]) == (ONE, TWO, TWO)


def test_a_product_is_worth_what_it_costs_to_move() -> None:
    x = tf.placeholder(tf.float32, [512, 512], name="x")
    y = tf.add(tf.matmul(x, x, name="p"), tf.matmul(x, x, transpose_a=True, name="q"))
    assert len(set(placed([y], COSTS, feeds=(x,)).values())) == 2
    assert len(set(placed([y], CostModel(byte_s=1.0), feeds=(x,)).values())) == 1


def test_pins_win() -> None:
    with tf.device(TWO):
        a = tf.constant(1.0, name="a")
        p = tf.placeholder(tf.float32, [], name="p")
    with tf.device("/job:worker/task:0"):
        b = tf.add(a, p, name="b")
    with tf.device("/job:worker"):
        c = tf.negative(b, name="c")
    for costs in (COSTS, SPREAD):
        found = placed([c], costs, feeds=(p,))
        assert (found["a"], found["b"], found["p:0"]) == (TWO, ONE, TWO)
        assert found["c"] in (ONE, TWO)


def test_a_pinned_consumer_draws_its_sources() -> None:
    p = tf.placeholder(tf.float32, [], name="p")
    with tf.device(TWO):
        y = tf.add(p, tf.constant(1.0, name="k"), name="y")
    with tf.device(None):
        k = tf.constant(2.0, name="free")
    found = placed([y, k], COSTS, feeds=(p,))
    assert (found["p:0"], found["y"]) == (TWO, TWO)
    assert found["free"] == ONE


UNKNOWN = ["/job:worker/task:2", "/job:ps", "/job:worker/replica:1"]


@pytest.mark.parametrize("device", UNKNOWN)
def test_an_unknown_device_names_the_node_and_what_there_is(device: str) -> None:
    with tf.device(device):
        x = tf.constant(1.0, name="x")
    with pytest.raises(tf.errors.InvalidArgumentError) as caught:
        placed([tf.negative(x)], COSTS)
    for part in ("'x'", repr(device), ONE, TWO, "tf.Session(workers=N)"):
        assert part in str(caught.value)


@given(recipes(workers=3))
def test_every_node_gets_a_device_that_it_allows(recipe: Recipe) -> None:
    with tf.Graph().as_default():
        made = build(recipe)
    for costs in (COSTS, SPREAD):
        subgraph = prune(made.tensors, [], made.feeds)
        found = place(subgraph, [f"/job:worker/task:{task}" for task in range(3)], costs)
        assert set(found) == {node.name for node in subgraph.nodes} | set(subgraph.feeds)
        for node in subgraph.nodes:
            assert not node.device or found[node.name] == node.device
        assert place(subgraph, [f"/job:worker/task:{task}" for task in range(3)], costs) == found
        assert set(partition(subgraph, found)) <= {f"/job:worker/task:{task}" for task in range(3)}


def test_what_is_foreseen_of_a_node() -> None:
    """A time where every size is known; nothing where one is not, or the node may wait or runs others."""
    known, unknown = tf.placeholder(tf.float32, [2, 3], name="known"), tf.placeholder(tf.float32, [None], name="unknown")
    product = tf.matmul(known, known, transpose_b=True, name="product")
    tf.negative(unknown, name="open")
    tf.cond(product[0, 0] > 0.0, lambda: product, lambda: -product, name="branch")
    tf.Variable([1.0], name="state")
    tf.FIFOQueue(1, tf.float32, name="queue").dequeue(name="next")
    graph = tf.get_default_graph()
    specs = {tensor.name: tensor.spec for op in graph.get_operations() for tensor in op.outputs}
    costs = CostModel(node_s=1.0, operation_s=10.0)

    def foreseen(name: str) -> float | None:
        return costs.foreseen_s(graph.get_operation_by_name(name).node_def, specs)

    assert foreseen("product") == pytest.approx(1.0 + 10.0 * MULTIPLY_ADD * 2 * 3 * 2)
    assert foreseen("state") == foreseen("state/initial_value") == 0.0
    assert [foreseen(name) for name in ("open", "branch/If", "next")] == [None] * 3
