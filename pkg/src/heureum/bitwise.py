"""Operations on the bits of integers. Source: tf.bitwise."""

from .ops.comparing import bitwise_and, bitwise_or, bitwise_xor, invert

__all__ = [
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "invert",
]
