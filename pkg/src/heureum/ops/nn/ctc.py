"""Connectionist temporal classification: the loss of labels without alignment, and decoders.

Takes logits `[t, n, c]`, the last class a blank, and label sequences as a sparse tensor; gives losses and sequences.
Law: sums of chances are taken as logarithms, so that long sequences do not vanish.
Source: A. Graves et al. 2006, Connectionist Temporal Classification; tensorflow/core/util/ctc.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from ...dtypes import int64
from ...errors import InvalidArgumentError
from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING
from ...tensor_shape import TensorShape, TensorSpec

__all__: list[str] = []

_NEVER = -np.inf


def _log_softmax(x: np.ndarray) -> np.ndarray:
    x = x - x.max(axis=-1, keepdims=True)
    return np.asarray(x - np.log(np.exp(x).sum(axis=-1, keepdims=True)))


def _check_lengths(lengths: np.ndarray, steps: int, batch: int) -> None:
    if len(lengths) != batch:
        message = f"len(sequence_length) != batch_size.  len(sequence_length): {len(lengths)} batch_size: {batch}"
        raise InvalidArgumentError(None, None, message)
    if np.any(lengths > steps):
        raise InvalidArgumentError(None, None, f"sequence_length({int(np.argmax(lengths))}) <= {steps}")


def _loss_shapes(inputs: TensorSpec, indices: TensorSpec, values: TensorSpec, lengths: TensorSpec, **_: Any) -> list[TensorShape]:
    sizes = inputs.shape.with_rank(3)
    indices.shape.with_rank(2)
    values.shape.with_rank(1)
    batch = sizes[1:2].merge_with(lengths.shape.with_rank(1))
    return [batch, sizes]


def _loss_gradient(op: Operation, dy: Tensor, _: Tensor) -> list[Any]:
    spread = node("ExpandDims", node("ExpandDims", dy, 1), 0)
    # A second derivative would be wrong: what the loss hands out is no function of the logits to the graph.
    why = "Currently there is no way to take the second derivative of ctc_loss"
    held = node("PreventGradient", op.outputs[1], message=why)
    return [spread * held, None, None, None]


@op(
    "CTCLoss(inputs: T, labels_indices: int64, labels_values: int32, sequence_length: int32) -> loss: T, gradient: T",
    shape=_loss_shapes,
    gradient=_loss_gradient,
    T=FLOATING[:2],
)
def _ctc_loss(
    inputs: Any,
    labels_indices: Any,
    labels_values: Any,
    sequence_length: Any,
    *,
    preprocess_collapse_repeated: bool = False,
    ctc_merge_repeated: bool = True,
    ignore_longer_outputs_than_inputs: bool = False,
) -> Any:
    """-log of the chance of the labels, and its gradient. `[t, n, c], [m, 2], [m], [n] -> [n], [t, n, c]`.

    Source: tf.nn.ctc_loss.
    """
    steps, batch, classes = inputs.shape
    _check_lengths(sequence_length, steps, batch)
    labels: list[list[int]] = [[] for _ in range(batch)]
    ended: set[int] = set()
    for row, value in zip(labels_indices[:, 0].tolist(), labels_values.tolist(), strict=True):
        if row in ended or not 0 <= value < classes:
            message = f"Saw a non-null label (index >= num_classes - 1) following a null label, batch: {row}"
            raise InvalidArgumentError(None, None, message)
        if value == classes - 1:
            ended.add(row)  # blanks may fill up the end
        elif not (preprocess_collapse_repeated and labels[row] and labels[row][-1] == value):
            labels[row].append(value)
    loss, gradient = np.zeros(batch, inputs.dtype), np.zeros_like(inputs)
    for row, (target, length) in enumerate(zip(labels, sequence_length.tolist(), strict=True)):
        if not target:
            raise InvalidArgumentError(None, None, f"Labels length is zero in batch {row}")
        if len(target) > length:
            if ignore_longer_outputs_than_inputs:
                continue
            message = f"Not enough time for target transition sequence (required: {len(target)}, available: {length}){row}"
            raise InvalidArgumentError(None, None, message)
        if length:
            logs = _log_softmax(inputs[:length, row].astype(np.float64))
            loss[row], gradient[:length, row] = _one_sequence(logs, target, classes - 1, ctc_merge_repeated)
    return loss, gradient


def _one_sequence(logs: np.ndarray, target: list[int], blank: int, merges: bool) -> tuple[float, np.ndarray]:
    """The loss of one sequence and its gradient, by sums over all alignments forwards and backwards."""
    states = np.full(2 * len(target) + 1, blank)
    states[1::2] = target
    # A label may follow the one before it at once, unless both are the same: then a blank stands between.
    skips = np.zeros(len(states), np.bool_)
    if merges:
        skips[3::2] = states[3::2] != states[1:-2:2]
    else:
        skips[3::2] = True
    here = logs[:, states]
    stays = np.ones(len(states), np.bool_)
    stays[1::2] = merges  # unless equal labels are merged, a label lasts one step
    forwards = _alphas(here, skips, stays)
    turned = np.zeros_like(skips)
    turned[:-2] = skips[2:]
    backwards = _alphas(here[::-1, ::-1], turned[::-1], stays[::-1])[::-1, ::-1]
    total = np.logaddexp(forwards[-1, -1], forwards[-1, -2])
    if total == _NEVER:
        return np.inf, np.exp(logs)  # no alignment is long enough
    through = np.exp(forwards + backwards - here - total)
    expected = np.zeros_like(logs)
    np.add.at(expected.T, states, through.T)
    return -float(total), np.exp(logs) - expected


def _alphas(here: np.ndarray, skips: np.ndarray, stays: np.ndarray) -> np.ndarray:
    made = np.full(here.shape, _NEVER)
    made[0, :2] = here[0, :2]
    for at in range(1, len(here)):
        before = made[at - 1]
        found = np.where(stays, before, _NEVER)
        found[1:] = np.logaddexp(found[1:], before[:-1])
        found[2:] = np.where(skips[2:], np.logaddexp(found[2:], before[:-2]), found[2:])
        made[at] = found + here[at]
    return made


def _decoded_shapes(count: int, batch: Any) -> list[TensorShape]:
    parts = [TensorShape.of((None, 2)), TensorShape.of((None,)), TensorShape.of((2,))]
    return [*(part for part in parts for _ in range(count)), TensorShape.of((batch, count))]


def _greedy_shapes(inputs: TensorSpec, lengths: TensorSpec, **_: Any) -> list[TensorShape]:
    batch = inputs.shape.with_rank(3)[1:2].merge_with(lengths.shape.with_rank(1)).sizes or (None,)
    return _decoded_shapes(1, batch[0])


def _as_parts(sequences: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    places = [(row, i) for row, found in enumerate(sequences) for i in range(len(found))]
    values = np.array([value for found in sequences for value in found], np.int64)
    sizes = [len(sequences), max(map(len, sequences), default=0)]
    return np.array(places, np.int64).reshape(-1, 2), values, np.array(sizes, np.int64)


@op(
    "CTCGreedyDecoder(inputs: T, sequence_length: int32)"
    " -> decoded_indices: int64, decoded_values: int64, decoded_shape: int64, log_probability: T",
    shape=_greedy_shapes,
    T=FLOATING[:2],
)
def _greedy(inputs: Any, sequence_length: Any, *, merge_repeated: bool = False, blank_index: int = -1) -> Any:
    """The likeliest class of each step, without blanks. `[t, n, c], [n] -> [m, 2], [m], [2], [n, 1]`.

    Source: tf.nn.ctc_greedy_decoder.
    """
    steps, batch, classes = inputs.shape
    _check_lengths(sequence_length, steps, batch)
    blank = blank_index % classes
    sequences, scores = [], np.zeros((batch, 1), inputs.dtype)
    for row, length in enumerate(sequence_length.tolist()):
        path = inputs[:length, row].argmax(axis=-1).tolist()
        scores[row] = -inputs[:length, row].max(axis=-1).sum() if length else 0
        kept = [each for i, each in enumerate(path) if not (merge_repeated and i and path[i - 1] == each)]
        sequences.append([each for each in kept if each != blank])
    return *_as_parts(sequences), scores


def _beam_shapes(inputs: TensorSpec, lengths: TensorSpec, *, top_paths: int, **_: Any) -> list[TensorSpec]:
    batch = inputs.shape.with_rank(3)[1:2].merge_with(lengths.shape.with_rank(1)).sizes or (None,)
    shapes = _decoded_shapes(top_paths, batch[0])
    return [*(TensorSpec(int64, shape) for shape in shapes[:-1]), TensorSpec(inputs.dtype, shapes[-1])]


@op("CTCBeamSearchDecoder(inputs: T, sequence_length: int32) -> *any", shape=_beam_shapes, T=FLOATING[:2])
def _beam_search(
    inputs: Any, sequence_length: Any, *, beam_width: int, top_paths: int, merge_repeated: bool = True, any: Any = None
) -> Any:
    """The likeliest sequences, by a search that keeps `beam_width` of them. `[t, n, c], [n] -> k x ([m, 2], [m], [2]), [n, k]`.

    Source: tf.nn.ctc_beam_search_decoder.
    """
    steps, batch, _ = inputs.shape
    _check_lengths(sequence_length, steps, batch)
    if top_paths > beam_width:
        raise InvalidArgumentError(None, None, "requested more paths than the beam width.")
    paths: list[list[list[int]]] = [[] for _ in range(top_paths)]
    scores = np.zeros((batch, top_paths), inputs.dtype)
    for row, length in enumerate(sequence_length.tolist()):
        found = _best(_log_softmax(inputs[:length, row].astype(np.float64)), beam_width)
        if len(found) < top_paths:
            raise InvalidArgumentError(None, None, "Less leaves in the beam search than requested.")
        for at, (prefix, score) in enumerate(found[:top_paths]):
            merged = [each for i, each in enumerate(prefix) if not (merge_repeated and i and prefix[i - 1] == each)]
            paths[at].append(merged)
            scores[row, at] = score
    parts = [_as_parts(each) for each in paths]
    return *(each[which] for which in range(3) for each in parts), scores


def _best(logs: np.ndarray, width: int) -> list[tuple[tuple[int, ...], float]]:
    """Prefixes with the logarithms of their chances, likeliest first. Each has a chance to end in a blank, and not to."""
    blank = logs.shape[1] - 1 if logs.size else 0
    beams: dict[tuple[int, ...], tuple[float, float]] = {(): (0.0, _NEVER)}
    for step in logs.tolist():
        following: dict[tuple[int, ...], list[float]] = defaultdict(lambda: [_NEVER, _NEVER])
        for prefix, (with_blank, without) in beams.items():
            either = np.logaddexp(with_blank, without)
            same = following[prefix]
            same[0] = np.logaddexp(same[0], either + step[blank])
            for label in range(blank):
                repeats = bool(prefix) and prefix[-1] == label
                grown = following[(*prefix, label)]
                grown[1] = np.logaddexp(grown[1], (with_blank if repeats else either) + step[label])
                if repeats:
                    same[1] = np.logaddexp(same[1], without + step[label])
        ranked = sorted(following.items(), key=lambda each: -float(np.logaddexp(each[1][0], each[1][1])))[:width]
        beams = {prefix: (chances[0], chances[1]) for prefix, chances in ranked}
    found = [(prefix, float(np.logaddexp(*chances))) for prefix, chances in beams.items()]
    return sorted(found, key=lambda each: -each[1])
