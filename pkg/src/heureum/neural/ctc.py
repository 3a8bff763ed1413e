"""Labels without alignment: CTC's loss and decoders. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..graph.sparse import SparseTensor
from ..ops.sparse.places import as_sparse

__all__ = ["ctc_beam_search_decoder", "ctc_beam_search_decoder_v2", "ctc_greedy_decoder", "ctc_loss"]


def ctc_loss(
    labels: Any,
    inputs: Any = None,
    sequence_length: Any = None,
    preprocess_collapse_repeated: bool = False,
    ctc_merge_repeated: bool = True,
    ignore_longer_outputs_than_inputs: bool = False,
    time_major: bool = True,
    logits: Any = None,
) -> Tensor:
    """-log of the chance of each label sequence, over all alignments; the last class is the blank.

    `sparse int32[n, ...], [t, n, c], int32[n] -> [n]`. Raises TypeError unless labels are sparse. A run fails with
    InvalidArgumentError for labels that are too long or no class. Source: tf.nn.ctc_loss.
    """
    labels = as_sparse(labels, "labels")
    given = inputs if logits is None else logits
    graph = graph_of(given, labels.values)
    if not time_major:
        given = graph.node("Transpose", given, [1, 0, 2])
    found = graph.node(
        "CTCLoss", given, labels.indices, labels.values, sequence_length,
        preprocess_collapse_repeated=preprocess_collapse_repeated, ctc_merge_repeated=ctc_merge_repeated,
        ignore_longer_outputs_than_inputs=ignore_longer_outputs_than_inputs,
    )  # fmt: skip
    loss: Tensor = found[0]
    return loss


def ctc_greedy_decoder(
    inputs: Any, sequence_length: Any, merge_repeated: bool = True, blank_index: int | None = None
) -> tuple[list[SparseTensor], Tensor]:
    """The likeliest class of each step without blanks, and -sum of its logits. `[t, n, c], int32[n] -> [sparse int64], [n, 1]`.

    Source: tf.nn.ctc_greedy_decoder.
    """
    found = graph_of(inputs, sequence_length).node(
        "CTCGreedyDecoder", inputs, sequence_length, merge_repeated=merge_repeated,
        blank_index=-1 if blank_index is None else blank_index,
    )  # fmt: skip
    return [SparseTensor(*found[:3])], found[3]


def ctc_beam_search_decoder(
    inputs: Any, sequence_length: Any, beam_width: int = 100, top_paths: int = 1, merge_repeated: bool = True
) -> tuple[list[SparseTensor], Tensor]:
    """The `top_paths` likeliest sequences and the logarithms of their chances. `[t, n, c], int32[n] -> [sparse int64], [n, k]`.

    Source: tf.nn.ctc_beam_search_decoder.
    """
    found = graph_of(inputs, sequence_length).node(
        "CTCBeamSearchDecoder", inputs, sequence_length, beam_width=beam_width, top_paths=top_paths, merge_repeated=merge_repeated
    )
    decoded = [SparseTensor(*(found[part * top_paths + at] for part in range(3))) for at in range(top_paths)]
    return decoded, found[-1]


def ctc_beam_search_decoder_v2(
    inputs: Any, sequence_length: Any, beam_width: int = 100, top_paths: int = 1
) -> tuple[list[SparseTensor], Tensor]:
    """`ctc_beam_search_decoder` that keeps repeated labels. `[t, n, c], int32[n] -> [sparse int64], [n, k]`.

    Source: tf.nn.ctc_beam_search_decoder_v2.
    """
    return ctc_beam_search_decoder(inputs, sequence_length, beam_width, top_paths, merge_repeated=False)
