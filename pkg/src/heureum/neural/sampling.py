"""Losses over very many classes that look at a few of them, drawn at random. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..dtypes import int32, int64
from ..graph import Graph, Tensor, graph_of
from ..graph.seeds import get_seed
from .cross_entropy import sigmoid_cross_entropy_with_logits, softmax_cross_entropy_with_logits_v2
from .embedding import embedding_lookup

__all__ = [
    "Samples",
    "compute_accidental_hits",
    "log_uniform_candidate_sampler",
    "nce_loss",
    "sampled_classes",
    "sampled_softmax_loss",
    "uniform_candidate_sampler",
]

Samples = tuple[Tensor, Tensor, Tensor]


def log_uniform_candidate_sampler(
    true_classes: Any,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Samples:
    """Classes, the frequent ones more often, and how often the true and the drawn ones are expected.

    P(k) = log((k + 2) / (k + 1)) / log(range_max + 1). `[n, t] -> [s], [n, t], [s]`.
    Source: tf.nn.log_uniform_candidate_sampler.
    """
    return sampled_classes("LogUniformCandidateSampler", true_classes, num_true, num_sampled, unique, range_max, seed, name)


def uniform_candidate_sampler(
    true_classes: Any,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Samples:
    """Classes, all equally often, and how often the true and the drawn ones are expected. `[n, t] -> [s], [n, t], [s]`.

    Source: tf.nn.uniform_candidate_sampler.
    """
    return sampled_classes("UniformCandidateSampler", true_classes, num_true, num_sampled, unique, range_max, seed, name)


def sampled_classes(
    op_type: str,
    true_classes: Any,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int | None,
    seed: int | None,
    name: str | None,
    **attrs: Any,
) -> Samples:
    """The three outputs of a sampler. Raises ValueError for more unique samples than there are classes."""
    if range_max is not None:
        attrs["range_max"] = range_max
    if range_max is not None and unique and num_sampled > range_max:
        raise ValueError(f"unique samples are at most as many as there are classes: {num_sampled} of {range_max}")
    graph = graph_of(true_classes)
    seed1, seed2 = get_seed(seed)
    sampled, true_count, sampled_count = graph.node(
        op_type, graph.convert(true_classes, int64 if not isinstance(true_classes, Tensor) else None),
        num_true=num_true, num_sampled=num_sampled, unique=unique, seed=seed1 or 0, seed2=seed2 or 0, name=name, **attrs,
    )  # fmt: skip
    return sampled, true_count, sampled_count


def compute_accidental_hits(
    true_classes: Any, sampled_candidates: Any, num_true: int, seed: int | None = None, name: str | None = None
) -> Samples:
    """Where a sample is a true class of a row: the row, the sample's place, and the lowest number there is.

    `[n, t] x [s] -> [hits], [hits], [hits]`. Source: tf.nn.compute_accidental_hits.
    """
    graph = graph_of(true_classes, sampled_candidates)
    rows, places, weights = graph.node("ComputeAccidentalHits", true_classes, sampled_candidates, num_true=num_true, name=name)
    return rows, places, weights


def _logits(
    graph: Graph, weights: Any, biases: Any, labels: Tensor, inputs: Tensor, samples: Samples, num_true: int,
    remove_hits: bool, strategy: str,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """The logits of the true and the drawn classes, and the labels that go with them. `[n, t + s], [n, t + s]`."""
    sampled, true_expected, sampled_expected = (graph.node("StopGradient", each) for each in samples)
    count = sampled.shape[0].value
    flat = graph.node("Reshape", labels, [-1])
    every = graph.node("ConcatV2", flat, sampled, 0, name="concat")
    all_weights = embedding_lookup(weights, every, strategy)
    all_biases = embedding_lookup(biases, every, strategy)
    width = inputs.shape[1].value if inputs.shape.rank else None
    width = all_weights.shape[-1].value if width is None else width
    true_weights, drawn_weights = all_weights[:-count], all_weights[-count:]
    rows = graph.node("Reshape", true_weights, [-1, num_true, width])
    true_logits = graph.node("Sum", graph.node("ExpandDims", inputs, 1) * rows, [2])
    true_logits += graph.node("Reshape", all_biases[:-count], [-1, num_true])
    drawn_logits = graph.node("MatMul", inputs, drawn_weights, transpose_b=True) + all_biases[-count:]
    if remove_hits:
        hit_rows, hit_places, lowest = compute_accidental_hits(labels, sampled, num_true)
        places = graph.node("Pack", hit_rows, graph.node("Cast", hit_places, DstT=int32), axis=1)
        hits = graph.node("ScatterNd", places, lowest, graph.node("Shape", drawn_logits))
        drawn_logits += hits
    # What was drawn often counts less.
    true_logits -= graph.node("Log", true_expected)
    drawn_logits -= graph.node("Log", sampled_expected)
    logits = graph.node("ConcatV2", true_logits, drawn_logits, 1, name="concat")
    # Each true class has its part of the label.
    out = graph.node(
        "ConcatV2", graph.node("OnesLike", true_logits) / num_true, graph.node("ZerosLike", drawn_logits), 1, name="concat"
    )
    return logits, out


def _prepared(
    graph: Graph,
    labels: Any,
    inputs: Any,
    sampled_values: Any,
    num_true: int,
    num_sampled: int,
    num_classes: int,
    seed: int | None,
) -> tuple[Tensor, Tensor, Samples]:
    labels, inputs = graph.convert(labels, name="labels"), graph.convert(inputs, name="inputs")
    if labels.dtype is not int64:
        labels = graph.node("Cast", labels, DstT=int64)
    if labels.shape.rank == 1:
        labels = graph.node("Reshape", labels, [-1, num_true])
    if sampled_values is None:
        sampled_values = log_uniform_candidate_sampler(labels, num_true, num_sampled, True, num_classes, seed=seed)
    return labels, inputs, sampled_values


def _listed(params: Any) -> list[Any]:
    return list(params) if isinstance(params, (list, tuple)) else [params]


def nce_loss(
    weights: Any,
    biases: Any,
    labels: Any,
    inputs: Any,
    num_sampled: int,
    num_classes: int,
    num_true: int = 1,
    sampled_values: Any = None,
    remove_accidental_hits: bool = False,
    partition_strategy: str = "mod",
    name: str = "nce_loss",
) -> Tensor:
    """The noise-contrastive loss of each row: is a class the true one, or was it drawn?

    `[classes, d] x [classes] x [n, t] x [n, d] -> [n]`. Source: tf.nn.nce_loss; M. Gutmann, A. Hyvärinen 2010.
    """
    graph = graph_of(*_listed(weights), inputs, labels)
    with graph.name_scope(name or "nce_loss"):
        labels, inputs, samples = _prepared(graph, labels, inputs, sampled_values, num_true, num_sampled, num_classes, None)
        logits, out = _logits(
            graph, weights, biases, labels, inputs, samples, num_true, remove_accidental_hits, partition_strategy
        )  # fmt: skip
    losses = sigmoid_cross_entropy_with_logits(labels=out, logits=logits, name="sampled_losses")
    return _row_sums(graph, losses)


def _row_sums(graph: Graph, x: Tensor) -> Tensor:
    """The sum of each row, as TensorFlow takes it here: a product with ones. `[n, m] -> [n]`."""
    ones = graph.node("OnesLike", x[:1], name="ones")
    made: Tensor = graph.node("Reshape", graph.node("MatMul", x, ones, transpose_b=True), [-1])
    return made


def sampled_softmax_loss(
    weights: Any,
    biases: Any,
    labels: Any,
    inputs: Any,
    num_sampled: int,
    num_classes: int,
    num_true: int = 1,
    sampled_values: Any = None,
    remove_accidental_hits: bool = True,
    partition_strategy: str = "mod",
    name: str = "sampled_softmax_loss",
    seed: int | None = None,
) -> Tensor:
    """The softmax loss of each row over its true classes and the drawn ones. For training only: it underestimates.

    `[classes, d] x [classes] x [n, t] x [n, d] -> [n]`. Source: tf.nn.sampled_softmax_loss; S. Jean et al. 2014.
    """
    graph = graph_of(*_listed(weights), inputs, labels)
    with graph.name_scope(name or "sampled_softmax_loss"):
        labels, inputs, samples = _prepared(graph, labels, inputs, sampled_values, num_true, num_sampled, num_classes, seed)
        logits, out = _logits(
            graph, weights, biases, labels, inputs, samples, num_true, remove_accidental_hits, partition_strategy
        )  # fmt: skip
    return softmax_cross_entropy_with_logits_v2(
        labels=graph.node("StopGradient", out, name="labels_stop_gradient"), logits=logits
    )
