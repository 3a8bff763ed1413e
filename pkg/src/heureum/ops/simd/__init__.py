"""The product of matrices with SIMD instructions, in WebAssembly, where NumPy has neither a BLAS nor SIMD of its own.

A kernel of a few hundred bytes is assembled here, instruction by instruction, and loaded beside NumPy. Read `kernel` first.
"""

from .product import LEAST_ROWS, can_multiply, product

__all__ = ["LEAST_ROWS", "can_multiply", "product"]
