"""What TensorBoard shows: summaries as ops, and event files. TensorFlow 1's `tf.summary`."""

from ..ops.summary.messages import Event, SessionLog, Summary
from .building import audio, histogram, image, merge, merge_all, scalar, text
from .file_writer import FileWriter

__all__ = [
    "Event",
    "FileWriter",
    "SessionLog",
    "Summary",
    "audio",
    "histogram",
    "image",
    "merge",
    "merge_all",
    "scalar",
    "text",
]
