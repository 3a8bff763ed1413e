"""Moving the elements of tensors about, under the names of tf.manip. Source: tf.manip."""

from .ops.array import reshape
from .ops.gathering import gather_nd, scatter_nd
from .ops.padding import tile
from .ops.reshaping import reverse, roll
from .ops.spatial import batch_to_space_nd, space_to_batch_nd

__all__ = ["batch_to_space_nd", "gather_nd", "reshape", "reverse", "roll", "scatter_nd", "space_to_batch_nd", "tile"]
