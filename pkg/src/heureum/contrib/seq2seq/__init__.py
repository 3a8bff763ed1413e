"""Decoders, attention, and the loss of sequences. `tf.contrib.seq2seq`."""

from .attention import *
from .decoding import *
from .loss import *

__all__ = [
    "AttentionWrapper",
    "AttentionWrapperState",
    "BahdanauAttention",
    "BasicDecoder",
    "BasicDecoderOutput",
    "Decoder",
    "GreedyEmbeddingHelper",
    "Helper",
    "LuongAttention",
    "SampleEmbeddingHelper",
    "TrainingHelper",
    "dynamic_decode",
    "sequence_loss",
    "tile_batch",
]
