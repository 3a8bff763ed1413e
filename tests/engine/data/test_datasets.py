"""Datasets beyond what TensorFlow is asked for: orders, transports, and what can't leave the process."""

import json

import pytest

import heureum as tf

TARGETS = ["", "inline://2", pytest.param("threads://2", marks=pytest.mark.needs_threads)]


def walked(dataset: tf.data.Dataset, target: str = "") -> list[object]:
    element = dataset.make_one_shot_iterator().get_next()
    seen = []
    with tf.Session(target) as session:
        try:
            while True:
                seen.append(session.run(element))
        except tf.errors.OutOfRangeError:
            return seen


@pytest.mark.parametrize("target", TARGETS)
def test_a_pipeline_on_every_transport(target: str) -> None:
    dataset = tf.data.Dataset.range(10).map(lambda x: x * x).filter(lambda x: x % 2 < 1).batch(3)
    assert [each.tolist() for each in walked(dataset, target)] == [[0, 4, 16], [36, 64]]


def test_shuffling_with_a_seed_repeats_and_without_one_does_not() -> None:
    seeded = [walked(tf.data.Dataset.range(50).shuffle(50, seed=3)) for _ in range(2)]
    assert seeded[0] == seeded[1]
    assert sorted(seeded[0]) == list(range(50))
    assert walked(tf.data.Dataset.range(50).shuffle(50)) != walked(tf.data.Dataset.range(50).shuffle(50))


@pytest.mark.parametrize("again", [True, False])
def test_each_walk_is_in_another_order_unless_told(again: bool) -> None:
    seen = walked(tf.data.Dataset.range(30).shuffle(30, seed=1, reshuffle_each_iteration=again).repeat(2))
    assert (seen[:30] == seen[30:]) != again


def test_random_ops_in_map_draw_anew_for_each_element() -> None:
    seen = walked(tf.data.Dataset.range(20).map(lambda x: tf.random_uniform([])))
    assert len(set(seen)) == 20


def test_a_graph_read_back_walks_through_its_dataset() -> None:
    element = tf.data.Dataset.range(3).map(lambda x: x + 1).make_one_shot_iterator().get_next()
    text = json.dumps(tf.get_default_graph().as_graph_def().to_json())
    with tf.Graph().as_default(), tf.Session() as session:
        tf.import_graph_def(json.loads(text), name="")
        assert [session.run(element.name) for _ in range(3)] == [1, 2, 3]


def test_a_python_function_is_refused_outside_its_process() -> None:
    tf.py_func(lambda: 1, [], tf.int32, name="called")
    text = json.dumps(tf.get_default_graph().as_graph_def().to_json()).replace("pyfunc_", "pyfunc_of_another_process_")
    with tf.Graph().as_default(), tf.Session() as session:
        tf.import_graph_def(json.loads(text), name="")
        with pytest.raises(tf.errors.UnimplementedError, match="can't leave the process"):
            session.run("called:0")


def test_lines_of_files(tmp_path: object) -> None:
    path = tmp_path / "lines.txt"  # type: ignore[operator]
    path.write_bytes("하나\r\ntwo\n\nfour".encode())
    assert walked(tf.data.TextLineDataset(str(path)).skip(1)) == [b"two", b"", b"four"]
    with pytest.raises(tf.errors.NotFoundError):
        walked(tf.data.TextLineDataset(str(path) + ".missing"))


def test_transformations_to_apply() -> None:
    dataset = tf.data.Dataset.range(4).batch(2).apply(tf.data.experimental.unbatch())
    assert walked(dataset.apply(tf.data.experimental.map_and_batch(lambda x: x + 1, 2)))[0].tolist() == [1, 2]
    assert walked(dataset.apply(tf.data.experimental.shuffle_and_repeat(1, 2))) == [0, 1, 2, 3] * 2
