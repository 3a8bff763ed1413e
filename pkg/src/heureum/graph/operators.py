"""What Python's operators build: `x + y` a node called `add`, `x < y` one called `Less`, as TensorFlow names them.

Gives a class to inherit from, for whatever stands for a tensor; an operand that is no tensor takes the other's dtype.
Law: `==` compares identity, as in TensorFlow 1, so that tensors can be keys; values are compared by tf.equal.
Source: tf.Tensor's overloaded operators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dtypes import bool as boolean
from .indexing import index

if TYPE_CHECKING:
    from .tensor import Tensor

__all__ = ["Operators"]


class Operators:
    """The operators of tensors and of what stands for them."""

    __slots__ = ()

    # NumPy must not take `array + tensor` apart element by element: it asks Tensor.__radd__ instead.
    __array_priority__ = 100

    def as_tensor(self) -> Tensor:
        """The tensor that it stands for."""
        raise NotImplementedError

    def _binary(self, op_type: str, scope: str, other: Any, *, reflected: bool = False) -> Tensor:
        x = self.as_tensor()
        return x.graph.current().binary(op_type, scope, *((other, x) if reflected else (x, other)))

    def _node(self, op_type: str, *others: Any, name: str | None = None) -> Tensor:
        x = self.as_tensor()
        made: Tensor = x.graph.current().node(op_type, x, *others, name=name)
        return made

    def __add__(self, other: Any) -> Tensor:
        return self._binary("Add", "add", other)

    def __radd__(self, other: Any) -> Tensor:
        return self._binary("Add", "add", other, reflected=True)

    def __sub__(self, other: Any) -> Tensor:
        return self._binary("Sub", "sub", other)

    def __rsub__(self, other: Any) -> Tensor:
        return self._binary("Sub", "sub", other, reflected=True)

    def __mul__(self, other: Any) -> Tensor:
        return self._binary("Mul", "mul", other)

    def __rmul__(self, other: Any) -> Tensor:
        return self._binary("Mul", "mul", other, reflected=True)

    def __truediv__(self, other: Any) -> Tensor:
        x = self.as_tensor()
        return x.graph.current().true_divide(x, other)

    def __rtruediv__(self, other: Any) -> Tensor:
        x = self.as_tensor()
        return x.graph.current().true_divide(other, x)

    __div__, __rdiv__ = __truediv__, __rtruediv__

    def __floordiv__(self, other: Any) -> Tensor:
        return self._binary("FloorDiv", "floordiv", other)

    def __rfloordiv__(self, other: Any) -> Tensor:
        return self._binary("FloorDiv", "floordiv", other, reflected=True)

    def __mod__(self, other: Any) -> Tensor:
        return self._binary("FloorMod", "mod", other)

    def __rmod__(self, other: Any) -> Tensor:
        return self._binary("FloorMod", "mod", other, reflected=True)

    def __pow__(self, other: Any) -> Tensor:
        return self._binary("Pow", "pow", other)

    def __rpow__(self, other: Any) -> Tensor:
        return self._binary("Pow", "pow", other, reflected=True)

    def __matmul__(self, other: Any) -> Tensor:
        x = self.as_tensor()
        return x.graph.current().matrix_product(x, other)

    def __rmatmul__(self, other: Any) -> Tensor:
        x = self.as_tensor()
        return x.graph.current().matrix_product(other, x)

    def __neg__(self) -> Tensor:
        return self._node("Neg")

    def __abs__(self) -> Tensor:
        return self._node("ComplexAbs" if self.as_tensor().dtype.is_complex else "Abs", name="Abs")

    def __invert__(self) -> Tensor:
        return self._node("LogicalNot" if self.as_tensor().dtype is boolean else "Invert")

    def __lt__(self, other: Any) -> Tensor:
        return self._node("Less", other)

    def __le__(self, other: Any) -> Tensor:
        return self._node("LessEqual", other)

    def __gt__(self, other: Any) -> Tensor:
        return self._node("Greater", other)

    def __ge__(self, other: Any) -> Tensor:
        return self._node("GreaterEqual", other)

    def __and__(self, other: Any) -> Tensor:
        return self._logical("and", other)

    def __rand__(self, other: Any) -> Tensor:
        return self._logical("and", other, reflected=True)

    def __or__(self, other: Any) -> Tensor:
        return self._logical("or", other)

    def __ror__(self, other: Any) -> Tensor:
        return self._logical("or", other, reflected=True)

    def __xor__(self, other: Any) -> Tensor:
        return self._logical("xor", other)

    def __rxor__(self, other: Any) -> Tensor:
        return self._logical("xor", other, reflected=True)

    def _logical(self, scope: str, other: Any, *, reflected: bool = False) -> Tensor:
        """Of truth values the logical op, of integers the bitwise one."""
        x = self.as_tensor()
        graph = x.graph.current()
        with graph.name_scope(scope) as name:
            y = graph.convert(other, x.dtype, name="x" if reflected else "y")
            x, y = (y, x) if reflected else (x, y)
            if x.dtype is not boolean:
                return graph.node(f"Bitwise{scope.capitalize()}", x, y)
            if scope == "xor":
                either, both = graph.node("LogicalOr", x, y), graph.node("LogicalAnd", x, y)
                return graph.node("LogicalAnd", either, graph.node("LogicalNot", both), name=name)
            return graph.node(f"Logical{scope.capitalize()}", x, y, name=name)

    def __getitem__(self, key: Any) -> Tensor:
        return index(self.as_tensor(), key)
