"""tf.data, queues, checks and py_func against TensorFlow: structures, elements, ends, kinds of errors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

NAMES = ["a", "b", "c", "d"]


def _walked(tf: Any, dataset: Any, most: int = 40) -> list[Any]:
    """What is known of the elements, then all of them, then how it ended."""
    iterator = dataset.make_initializable_iterator()
    element = iterator.get_next()
    known = [str(dataset.output_types), str(dataset.output_shapes)]
    seen: list[Any] = []
    with tf.Session() as session:
        session.run([tf.global_variables_initializer(), iterator.initializer])
        for _ in range(most):
            try:
                seen.append(session.run(element))
            except tf.errors.OpError as error:
                return [*known, element, *seen, type(error).__name__]
    return [*known, element, *seen, "goes on"]


def _rows(tf: Any) -> Any:
    return tf.data.Dataset.from_tensor_slices((np.arange(6.0, dtype=np.float32).reshape(3, 2), {"k": np.array([1, 2, 3])}))


def _growing(tf: Any) -> Any:
    return tf.data.Dataset.range(1, 5).map(lambda x: tf.fill([tf.cast(x, tf.int32)], x))


def _added(tf: Any, captured: Any) -> Any:
    return tf.data.Dataset.range(3).map(lambda x: x + captured)


def _counting() -> Any:
    yield from ((i, [i] * i) for i in range(1, 4))


DATASETS: dict[str, Callable[[Any], Any]] = {
    "from_tensors": lambda tf: tf.data.Dataset.from_tensors((1, [2.0, 3.0])),
    "from_tensor_slices": _rows,
    "from_tensor_slices, lists": lambda tf: tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]),
    "from_tensor_slices, strings": lambda tf: tf.data.Dataset.from_tensor_slices(["a", "bc"]),
    "from_tensor_slices, other lengths": lambda tf: tf.data.Dataset.from_tensor_slices((np.zeros(3), np.zeros(2))),
    "from_tensor_slices, scalar": lambda tf: tf.data.Dataset.from_tensor_slices(3),
    "range": lambda tf: tf.data.Dataset.range(2, 9, 3),
    "range, backwards": lambda tf: tf.data.Dataset.range(3, 0, -1),
    "from_generator": lambda tf: tf.data.Dataset.from_generator(_counting, (tf.int64, tf.float32), ([], [None])),
    "from_generator, one": lambda tf: tf.data.Dataset.from_generator(lambda: iter([1, 2]), tf.int32),
    "from_generator, args": lambda tf: tf.data.Dataset.from_generator(lambda n: iter(range(n)), tf.int32, args=(3,)),
    "from_generator, other shape": lambda tf: tf.data.Dataset.from_generator(lambda: iter([[1]]), tf.int32, tf.TensorShape([2])),
    "zip": lambda tf: tf.data.Dataset.zip((tf.data.Dataset.range(3), _rows(tf))),
    "concatenate": lambda tf: tf.data.Dataset.range(2).concatenate(tf.data.Dataset.range(5, 7)),
    "concatenate, other dtypes": lambda tf: tf.data.Dataset.range(2).concatenate(tf.data.Dataset.from_tensors(1.0)),
    "map": lambda tf: tf.data.Dataset.range(3).map(lambda x: x * 2),
    "map, tuple": lambda tf: _rows(tf).map(lambda x, y: (y["k"], x * 2.0), num_parallel_calls=4),
    "map, dict": lambda tf: tf.data.Dataset.range(2).map(lambda x: {"b": x, "a": (x, x + 1)}),
    "map, captures": lambda tf: _added(tf, tf.constant(5, tf.int64)),
    "map, variable": lambda tf: _added(tf, tf.Variable(5, dtype=tf.int64)),
    "map, cond": lambda tf: tf.data.Dataset.range(4).map(lambda x: tf.cond(x > 1, lambda: x * 10, lambda: -x)),
    "map, py_func": lambda tf: tf.data.Dataset.range(3).map(lambda x: tf.py_func(lambda v: v * v, [x], tf.int64)),
    "filter": lambda tf: tf.data.Dataset.range(6).filter(lambda x: tf.equal(x % 2, 0)),
    "filter, no truth value": lambda tf: tf.data.Dataset.range(6).filter(lambda x: x),
    "flat_map": lambda tf: tf.data.Dataset.range(4).flat_map(tf.data.Dataset.range),
    "interleave": lambda tf: tf.data.Dataset.range(5).interleave(
        lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2, block_length=2
    ),
    "interleave, wide": lambda tf: tf.data.Dataset.range(3).interleave(lambda x: tf.data.Dataset.range(x + 1), cycle_length=5),
    "batch": lambda tf: _rows(tf).batch(2),
    "batch, drop_remainder": lambda tf: _rows(tf).batch(2, drop_remainder=True),
    "batch, other sizes": lambda tf: _growing(tf).batch(3),
    "batch, 0": lambda tf: _rows(tf).batch(tf.constant(0, tf.int64)),
    "padded_batch": lambda tf: _growing(tf).padded_batch(3, [None]),
    "padded_batch, told": lambda tf: _growing(tf).padded_batch(2, [6], padding_values=tf.constant(-1, tf.int64)),
    "padded_batch, too small": lambda tf: _growing(tf).padded_batch(4, [2]),
    "shuffle": lambda tf: tf.data.Dataset.range(9).shuffle(20, seed=3).map(lambda x: x * 0),
    "repeat": lambda tf: tf.data.Dataset.range(2).repeat(3),
    "repeat, for ever": lambda tf: tf.data.Dataset.range(2).repeat(),
    "repeat, nothing": lambda tf: tf.data.Dataset.range(0).repeat(),
    "take": lambda tf: tf.data.Dataset.range(5).take(2),
    "take, all": lambda tf: tf.data.Dataset.range(3).take(-1),
    "skip": lambda tf: tf.data.Dataset.range(5).skip(3),
    "skip, all": lambda tf: tf.data.Dataset.range(5).skip(-1),
    "shard": lambda tf: tf.data.Dataset.range(7).shard(3, 1),
    "cache": lambda tf: tf.data.Dataset.range(3).cache().repeat(2),
    "prefetch": lambda tf: tf.data.Dataset.range(3).prefetch(2),
    "enumerate": lambda tf: _rows(tf).enumerate(5),
    "apply": lambda tf: tf.data.Dataset.range(3).apply(lambda d: d.take(1)),
    "pipeline": lambda tf: _rows(tf).shuffle(1).repeat(2).batch(4).prefetch(1),
}


@pytest.mark.parametrize("name", DATASETS)
def test_dataset(name: str, compare: Any) -> None:
    compare(lambda tf: _walked(tf, DATASETS[name](tf)))


def _reinitializable(tf: Any) -> Any:
    iterator = tf.data.Iterator.from_structure(tf.int64, tf.TensorShape([]))
    starts = [iterator.make_initializer(tf.data.Dataset.range(2)), iterator.make_initializer(tf.data.Dataset.range(7, 9))]
    element = iterator.get_next()
    with tf.Session() as session:
        seen = []
        for start in (*starts, starts[0]):
            session.run(start)
            seen.append(session.run(element))
    return [element, *seen]


def _feedable(tf: Any) -> Any:
    handle = tf.placeholder(tf.string, [])
    element = tf.data.Iterator.from_string_handle(handle, tf.int64, tf.TensorShape([])).get_next()
    one = tf.data.Dataset.range(3).make_one_shot_iterator()
    other = tf.data.Dataset.range(5, 9).make_initializable_iterator()
    with tf.Session() as session:
        session.run(other.initializer)
        handles = [session.run(each.string_handle()) for each in (one, other)]
        return [element, *(session.run(element, {handle: handles[i]}) for i in (0, 1, 1, 0))]


def _placeholders(tf: Any) -> Any:
    values, size = tf.placeholder(tf.float32, [None]), tf.placeholder(tf.int64, [])
    iterator = tf.data.Dataset.from_tensor_slices(values).batch(size).make_initializable_iterator()
    element = iterator.get_next()
    with tf.Session() as session:
        session.run(iterator.initializer, {values: [1.0, 2.0, 3.0], size: 2})
        return [element, session.run(element), session.run(element)]


ITERATORS: dict[str, Callable[[Any], Any]] = {
    "one shot": lambda tf: tf.data.Dataset.range(3).make_one_shot_iterator().get_next(),
    "reinitializable": _reinitializable,
    "feedable": _feedable,
    "placeholders": _placeholders,
    "uninitialized": lambda tf: tf.data.Dataset.range(3).make_initializable_iterator().get_next(),
    "one shot over state": lambda tf: _added(tf, tf.Variable(5, dtype=tf.int64)).make_one_shot_iterator(),
    "one shot over a placeholder": lambda tf: tf.data.Dataset.from_tensors(tf.placeholder(tf.int32, [])).make_one_shot_iterator(),
    "other dtypes": lambda tf: tf.data.Iterator.from_structure(tf.int64, tf.TensorShape([])).make_initializer(
        tf.data.Dataset.from_tensors(1.0)
    ),
    "reduce": lambda tf: tf.data.Dataset.range(5).reduce(np.int64(1), lambda state, x: state + x),
}


@pytest.mark.parametrize("name", ITERATORS)
def test_iterator(name: str, compare: Any) -> None:
    compare(ITERATORS[name])


def _known(node: Any) -> Any:
    """What a node is called and what is known of it; fetching it would wait for a queue."""
    if isinstance(node, dict):
        return {key: _known(each) for key, each in node.items()}
    if isinstance(node, list):
        return [_known(each) for each in node]
    return [node.name, *([node.dtype.name, str(node.shape)] if hasattr(node, "dtype") else [])]


def _queued(tf: Any, queue: Any, values: Any, *taken: Callable[[Any], Any]) -> Any:
    """Fill and close the queue, then take from it; what fails is told by its class."""
    nodes = [take(queue) for take in taken]
    fill, close = queue.enqueue_many(values), queue.close()
    seen: list[Any] = []
    with tf.Session() as session:
        session.run(fill)
        session.run(close)
        for each in nodes:
            try:
                seen.append(session.run(each))
            except tf.errors.OpError as error:
                seen.append(type(error).__name__)
    return [queue.name, *map(_known, nodes), *seen]


def _fifo(tf: Any, **options: Any) -> Any:
    return tf.FIFOQueue(10, [tf.float32, tf.int32], shapes=[[], [2]], **options)


PAIRS = [[1.0, 2.0, 3.0], [[1, 2], [3, 4], [5, 6]]]
QUEUES: dict[str, Callable[[Any], Any]] = {
    "fifo": lambda tf: _queued(
        tf, _fifo(tf), PAIRS, lambda q: q.size(), lambda q: q.dequeue(), lambda q: q.dequeue_many(3), lambda q: q.dequeue_up_to(3)
    ),
    "fifo, closed": lambda tf: _queued(
        tf, _fifo(tf), PAIRS, lambda q: q.dequeue_many(3), lambda q: q.dequeue(), lambda q: q.enqueue((1.0, [1, 2]))
    ),
    "fifo, names": lambda tf: _queued(
        tf, _fifo(tf, names=["x", "y"]), dict(zip("xy", PAIRS, strict=True)), lambda q: q.dequeue()["x"], lambda q: q.is_closed()
    ),
    "shuffle": lambda tf: _queued(
        tf,
        tf.RandomShuffleQueue(10, 1, tf.float32, shapes=[[]]),
        [[7.0, 7.0]],
        lambda q: q.dequeue_many(2),
        lambda q: q.dequeue(),
    ),
    "padding": lambda tf: _queued(
        tf, tf.PaddingFIFOQueue(10, tf.int32, shapes=[[None]]), [[[1, 2]]], lambda q: q.dequeue_many(1), lambda q: q.size()
    ),
    "priority": lambda tf: _queued(
        tf, tf.PriorityQueue(10, tf.string, [[]]), [np.array([3, 1, 2], np.int64), NAMES[:3]], lambda q: q.dequeue_many(3)
    ),
    "no dict": lambda tf: _fifo(tf, names=["x", "y"]).enqueue((1.0, [1, 2])),
    "other dtype": lambda tf: tf.FIFOQueue(2, tf.float32).enqueue(tf.constant(1)),
    "other shape": lambda tf: tf.FIFOQueue(2, tf.float32, shapes=[[2]]).enqueue([1.0]),
    "too many shapes": lambda tf: tf.FIFOQueue(2, tf.float32, shapes=[[2], [3]]),
}


@pytest.mark.parametrize("name", QUEUES)
def test_queue(name: str, compare: Any) -> None:
    compare(QUEUES[name])


def _batches(tf: Any, build: Callable[[Any, Any], Any]) -> Any:
    rows = tf.train.slice_input_producer(
        [tf.constant([[1.0], [2.0], [3.0]]), tf.constant(NAMES[:3])], num_epochs=2, shuffle=False
    )
    batch = build(tf, rows)
    seen: list[Any] = []
    with tf.Session() as session:
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(session, coordinator)
        try:
            while not coordinator.should_stop():
                seen.append(session.run(batch))
        except tf.errors.OutOfRangeError:
            seen.append("end")
        coordinator.request_stop()
        coordinator.join(threads)
    return [_known(rows), _known(batch), [v.name for v in tf.local_variables()], *seen]


BATCHES: dict[str, Callable[[Any, Any], Any]] = {
    "batch": lambda tf, rows: tf.train.batch(rows, 2),
    "batch, the rest": lambda tf, rows: tf.train.batch(rows, 4, allow_smaller_final_batch=True),
    "batch, dict": lambda tf, rows: tf.train.batch({"x": rows[0]}, 3),
    "shuffle_batch": lambda tf, rows: tf.train.shuffle_batch([rows[0] * 0.0], 3, 10, 2),
}


@pytest.mark.parametrize("name", BATCHES)
def test_batches(name: str, compare: Any) -> None:
    compare(lambda tf: _batches(tf, BATCHES[name]))


def _p(tf: Any, *values: float) -> Any:
    return tf.placeholder_with_default(np.array(values, np.float32), [len(values)])


def _checked(tf: Any, check: Callable[[Any], Any]) -> Any:
    with tf.control_dependencies([check(tf)]):
        return tf.constant("held")


CHECKS: dict[str, Callable[[Any], Any]] = {
    "Assert": lambda tf: tf.Assert(_p(tf, 1.0)[0] > 0, ["x"]),
    "Assert fails": lambda tf: tf.Assert(_p(tf, 1.0)[0] < 0, ["x"]),
    **{
        f"{name} {y}": lambda tf, name=name, y=y: getattr(tf, name)(_p(tf, 1.0, 2.0), _p(tf, *y))
        for name in ("assert_equal", "assert_none_equal", "assert_less", "assert_less_equal", "assert_greater", "assert_near")
        for y in ((1.0, 2.0), (0.0, 5.0), (3.0, 3.0))
    },
    **{
        f"{name} {x}": lambda tf, name=name, x=x: getattr(tf, name)(_p(tf, x))
        for name in ("assert_positive", "assert_negative", "assert_non_negative", "assert_non_positive")
        for x in (-1.0, 0.0, 1.0)
    },
    "assert_equal, constants": lambda tf: tf.assert_equal(tf.constant([1]), tf.constant([2])),
    "assert_rank": lambda tf: tf.assert_rank(_p(tf, 1.0), 1),
    "assert_rank fails": lambda tf: tf.assert_rank(_p(tf, 1.0), 2),
    "assert_rank fails later": lambda tf: tf.assert_rank(tf.placeholder_with_default([1.0], None), 2),
    "assert_rank_in": lambda tf: tf.assert_rank_in(_p(tf, 1.0), [2, 3]),
    "assert_type": lambda tf: tf.assert_type(_p(tf, 1.0), tf.int32),
    "assert_integer": lambda tf: tf.assert_integer(_p(tf, 1.0)),
}


@pytest.mark.parametrize("name", CHECKS)
def test_check(name: str, compare: Any) -> None:
    compare(lambda tf: _checked(tf, CHECKS[name]))


def _raises(value: Any) -> Any:
    raise ValueError("no")


OTHERS: dict[str, Callable[[Any], Any]] = {
    "py_func": lambda tf: tf.py_func(lambda x: x * 2, [_p(tf, 1.0, 2.0)], tf.float32),
    "py_func, several": lambda tf: tf.py_func(
        lambda x, y: (x + y, x.sum()), [_p(tf, 1.0), _p(tf, 2.0)], [tf.float32, tf.float32]
    ),
    "py_func, strings": lambda tf: tf.py_func(lambda x: x.upper(), [tf.constant("a")], tf.string),
    "py_func, other dtype": lambda tf: tf.py_func(lambda x: x.astype(np.float64), [_p(tf, 1.0)], tf.float32),
    "py_func, fails": lambda tf: tf.py_func(_raises, [_p(tf, 1.0)], tf.float32),
    "Print": lambda tf: tf.Print(_p(tf, 1.0), [_p(tf, 2.0)], "said "),
    "check_numerics": lambda tf: tf.check_numerics(_p(tf, 1.0, np.nan), "here"),
    "verify_tensor_all_finite": lambda tf: tf.verify_tensor_all_finite(_p(tf, 1.0), "here"),
    "verify_tensor_all_finite fails": lambda tf: tf.verify_tensor_all_finite(_p(tf, np.inf), "here"),
    "is_non_decreasing": lambda tf: [tf.is_non_decreasing(_p(tf, 1.0, 1.0)), tf.is_strictly_increasing(_p(tf, 1.0, 1.0))],
    "ensure_shape": lambda tf: tf.ensure_shape(_p(tf, 1.0), [1]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other(name: str, compare: Any) -> None:
    compare(OTHERS[name])
