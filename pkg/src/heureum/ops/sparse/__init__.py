"""Sparse tensors: made, rearranged, joined, added up and multiplied. Source: tf.sparse."""

from . import arithmetic, converting, elements, joining, making, places, reducing, rows

__all__ = ["arithmetic", "converting", "elements", "joining", "making", "places", "reducing", "rows"]
