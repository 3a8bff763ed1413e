"""Elements kept between runs. Source: tf.contrib.staging."""

from ..staging import StagingArea

__all__ = ["StagingArea"]
