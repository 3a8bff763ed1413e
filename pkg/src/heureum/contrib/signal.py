"""What came to tf.signal later. `tf.contrib.signal`."""

from ..signal import *  # noqa: F403
from ..signal import __all__ as __all__
