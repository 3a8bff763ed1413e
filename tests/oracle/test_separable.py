"""Separable convolutions along one axis: names, values and gradients."""

from typing import Any

import numpy as np
import pytest

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]


@pytest.mark.parametrize(
    "options", [{}, {"strides": 2, "padding": "same"}, {"dilation_rate": 2, "depth_multiplier": 2, "use_bias": False}]
)
def test_separable_conv1d(compare: Any, options: dict[str, Any]) -> None:
    def program(tf: Any) -> Any:
        x = tf.constant(np.linspace(-1, 1, 54, dtype=np.float32).reshape(2, 9, 3))
        start = tf.constant_initializer(0.5)
        made = tf.layers.separable_conv1d(
            x, 4, 3, depthwise_initializer=start, pointwise_initializer=start, activation=tf.nn.relu, **options
        )
        return [made, [variable.name for variable in tf.global_variables()], tf.gradients(made, x)]

    compare(program)
