"""The messages that TensorBoard reads, with TensorFlow's field numbers.

Source: tensorflow/core/framework/{summary,tensor,tensor_shape,graph,node_def,attr_value}.proto, core/util/event.proto.
"""

from __future__ import annotations

from .wire import Message

__all__ = [
    "AttrListValue",
    "AttrValue",
    "Event",
    "GraphProto",
    "HistogramProto",
    "NodeAttr",
    "NodeProto",
    "PluginData",
    "SessionLog",
    "Summary",
    "SummaryImage",
    "SummaryMetadata",
    "SummaryValue",
    "TaggedRunMetadata",
    "TensorProto",
    "TensorShapeDim",
    "TensorShapeProto",
    "VersionDef",
]


class TensorShapeDim(Message):
    """One size, -1 when it is unknown."""

    FIELDS = {"size": (1, "int"), "name": (2, "string")}


class TensorShapeProto(Message):
    """A shape."""

    FIELDS = {"dim": (2, [TensorShapeDim]), "unknown_rank": (3, "bool")}


class TensorProto(Message):
    """An array."""

    FIELDS = {
        "dtype": (1, "int"),
        "tensor_shape": (2, TensorShapeProto),
        "tensor_content": (4, "bytes"),
        "string_val": (8, ["bytes"]),
    }


class PluginData(Message):
    """Which part of TensorBoard shows a value."""

    FIELDS = {"plugin_name": (1, "string"), "content": (2, "bytes")}


class SummaryMetadata(Message):
    """How a value is shown."""

    FIELDS = {"plugin_data": (1, PluginData), "display_name": (2, "string"), "summary_description": (3, "string")}


class SummaryImage(Message):
    """A picture, as the bytes of a PNG file."""

    FIELDS = {"height": (1, "int"), "width": (2, "int"), "colorspace": (3, "int"), "encoded_image_string": (4, "bytes")}


class SummaryAudio(Message):
    """A sound, as the bytes of a WAV file."""

    FIELDS = {
        "sample_rate": (1, "float"),
        "num_channels": (2, "int"),
        "length_frames": (3, "int"),
        "encoded_audio_string": (4, "bytes"),
        "content_type": (5, "string"),
    }


class HistogramProto(Message):
    """How many values lie below each limit and not below the one before. Source: tf.HistogramProto."""

    FIELDS = {
        "min": (1, "double"),
        "max": (2, "double"),
        "num": (3, "double"),
        "sum": (4, "double"),
        "sum_squares": (5, "double"),
        "bucket_limit": (6, ["double"]),
        "bucket": (7, ["double"]),
    }


class SummaryValue(Message):
    """One thing to show, under its tag. Source: tf.Summary.Value."""

    FIELDS = {
        "tag": (1, "string"),
        "simple_value": (2, "float"),
        "image": (4, SummaryImage),
        "histo": (5, HistogramProto),
        "audio": (6, SummaryAudio),
        "node_name": (7, "string"),
        "tensor": (8, TensorProto),
        "metadata": (9, SummaryMetadata),
    }


class Summary(Message):
    """Things to show: `tf.Summary(value=[tf.Summary.Value(tag="loss", simple_value=0.5)])`. Source: tf.Summary."""

    FIELDS = {"value": (1, [SummaryValue])}
    Value = SummaryValue
    Image = SummaryImage
    Audio = SummaryAudio


class SessionLog(Message):
    """A session's start, checkpoint or end. Source: tf.SessionLog."""

    FIELDS = {"status": (1, "int"), "checkpoint_path": (2, "string"), "msg": (3, "string")}
    START, STOP, CHECKPOINT = 1, 2, 3


class TaggedRunMetadata(Message):
    """What was recorded of a run."""

    FIELDS = {"tag": (1, "string"), "run_metadata": (2, "bytes")}


class Event(Message):
    """One record of an event file. Source: tf.Event."""

    FIELDS = {
        "wall_time": (1, "double"),
        "step": (2, "int"),
        "file_version": (3, "string"),
        "graph_def": (4, "bytes"),
        "summary": (5, Summary),
        "session_log": (7, SessionLog),
        "tagged_run_metadata": (8, TaggedRunMetadata),
        "meta_graph_def": (9, "bytes"),
    }


class AttrListValue(Message):
    """A list of values of one kind."""

    FIELDS = {
        "s": (2, ["bytes"]), "i": (3, ["int"]), "f": (4, ["float"]), "b": (5, ["bool"]), "type": (6, ["int"]),
        "shape": (7, [TensorShapeProto]),
    }  # fmt: skip


class AttrValue(Message):
    """The value of an attribute, in the field of its kind."""

    FIELDS = {
        "list": (1, AttrListValue), "s": (2, "bytes"), "i": (3, "int"), "f": (4, "float"), "b": (5, "bool"), "type": (6, "int"),
        "shape": (7, TensorShapeProto), "tensor": (8, TensorProto),
    }  # fmt: skip


class NodeAttr(Message):
    """An entry of a node's attributes."""

    FIELDS = {"key": (1, "string"), "value": (2, AttrValue)}


class NodeProto(Message):
    """One node."""

    FIELDS = {
        "name": (1, "string"), "op": (2, "string"), "input": (3, ["string"]), "device": (4, "string"), "attr": (5, [NodeAttr]),
    }  # fmt: skip


class VersionDef(Message):
    """For which TensorFlow a graph was made."""

    FIELDS = {"producer": (1, "int"), "min_consumer": (2, "int")}


class GraphProto(Message):
    """A graph, as TensorFlow's own GraphDef."""

    FIELDS = {"node": (1, [NodeProto]), "versions": (4, VersionDef)}
