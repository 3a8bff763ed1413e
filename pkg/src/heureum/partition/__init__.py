"""Partitioning: from a placed graph to a part for each device.

`cut` puts a send and a receive at the two ends of every edge between devices; `bundle` says in which order a device works,
and which tensors share a message.
"""

from .cut import partition
from .records import TRANSFER_TYPES, Partition, Receive, Send

__all__ = ["TRANSFER_TYPES", "Partition", "Receive", "Send", "partition"]
