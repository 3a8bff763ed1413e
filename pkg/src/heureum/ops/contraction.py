"""Sums of products over chosen axes: tensordot and einsum."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .adjoint import conjugate, summed_to
from .products import einsum_of_two
from .shapes import least_elements

__all__ = ["adjoint", "einsum", "logdet", "matvec", "slogdet", "tensordot"]


def _axes_of_both(a: Tensor, axes: Any) -> tuple[list[int], list[int]]:
    if isinstance(axes, (int, np.integer)):
        rank = a.shape.rank
        if axes < 0 or (rank is not None and axes > rank):
            raise ValueError(f"`axes` must be an integer between 0 and the rank {rank} of `a`. Received: {axes}")
        if rank is None:
            raise ValueError("tf.tensordot with a number of axes needs the rank of `a`")
        return list(range(rank - int(axes), rank)), list(range(int(axes)))
    if isinstance(axes, Tensor):
        axes = axes.spec.value
    if axes is None or len(axes) != 2:
        raise ValueError("`axes` must be an integer or have length 2, and be known when the graph is built.")
    of_a, of_b = ([int(each) for each in np.ravel(axis)] for axis in axes)
    if len(of_a) != len(of_b):
        raise ValueError(f"Different number of contraction axes `a` and `b`, {len(of_a)} != {len(of_b)}.")
    return of_a, of_b


def _as_matrix(x: Tensor, axes: list[int], *, flipped: bool) -> tuple[Tensor, Any, list[int | None]]:
    """The tensor as a matrix with the contracted axes on one side; what its free axes are, and what is known of them."""
    graph, sizes = x.graph.current(), x.shape.sizes
    if sizes is None:
        raise ValueError(f"tf.tensordot needs tensors of known rank, got {x}")
    axes = [axis + len(sizes) * (axis < 0) for axis in axes]
    free = [axis for axis in range(len(sizes)) if axis not in axes]
    order = [*axes, *free] if flipped else [*free, *axes]
    known = [sizes[axis] for axis in free]
    if None not in sizes:
        counts = [int(np.prod([sizes[axis] or 0 for axis in group], dtype=np.int64)) for group in (axes, free)]
        wanted = counts if flipped else counts[::-1]
        turned = x if order == list(range(len(sizes))) else _transposed(x, order)
        return turned if turned.shape == TensorShape(wanted) else graph.node("Reshape", turned, wanted), known, known
    chosen, rest = graph.convert(axes, int32, name="axes"), graph.convert(free or np.zeros(0, np.int32), int32, name="free")
    shape = graph.node("Shape", x)
    dims = graph.node("GatherV2", shape, rest, 0)
    counts = [graph.node("Prod", each, graph.convert([0])) for each in (dims, graph.node("GatherV2", shape, chosen, 0))]
    groups, counts = ((chosen, rest), counts[::-1]) if flipped else ((rest, chosen), counts)
    turned = graph.node("Transpose", x, graph.node("ConcatV2", *groups, 0), name="transpose")
    return graph.node("Reshape", turned, graph.convert(counts, name="stack")), dims, known


def _transposed(x: Tensor, order: list[int]) -> Tensor:
    graph = x.graph.current()
    with graph.name_scope("transpose") as scope:
        made: Tensor = graph.node("Transpose", x, graph.convert(order, int32, name="perm"), name=scope)
        return made


def tensordot(a: Any, b: Any, axes: Any, name: str | None = None) -> Tensor:
    """The products summed over `axes` of both: a number of axes, or a list of axes of each. `[i, j] x [j, k] -> [i, k]`.

    Raises ValueError for axes that do not fit. Source: tf.tensordot.
    """
    graph = graph_of(a, b)
    with graph.name_scope(name or "Tensordot") as scope:
        a = graph.convert(a, b.dtype if isinstance(b, Tensor) and not isinstance(a, Tensor) else None, name="a")
        b = graph.convert(b, a.dtype, name="b")
        of_a, of_b = _axes_of_both(a, axes)
        left, left_dims, left_known = _as_matrix(a, of_a, flipped=False)
        right, right_dims, right_known = _as_matrix(b, of_b, flipped=True)
        product = graph.node("MatMul", left, right)
        made: Tensor
        if isinstance(left_dims, list) and isinstance(right_dims, list):
            wanted = left_dims + right_dims
            if product.shape == TensorShape(wanted):
                return product
            made = graph.node("Reshape", product, np.array(wanted, np.int32), name=scope)
            return made
        dims = [graph.convert(np.array(each, np.int32)) if isinstance(each, list) else each for each in (left_dims, right_dims)]
        made = graph.node("Reshape", product, graph.node("ConcatV2", *dims, 0, name="concat"), name=scope)
        made.set_shape(left_known + right_known)
        return made


def _parts(equation: str, count: int) -> tuple[list[str], str]:
    """The letters of each input and of the output, `...` as one letter that no one may write."""
    equation = equation.replace(" ", "").replace("...", ".")
    inputs, arrow, output = equation.partition("->")
    letters = inputs.split(",")
    if len(letters) != count:
        raise ValueError(f"Got {count} inputs for equation {equation!r}, expecting {len(letters)}")
    if not arrow:
        joined = "".join(letters)
        output = "." * ("." in joined) + "".join(sorted(c for c in set(joined) - {"."} if joined.count(c) == 1))
    unknown = set(output) - set("".join(letters))
    if unknown:
        raise ValueError(f"the output of equation {equation!r} has {sorted(unknown)}, which no input has")
    return letters, output


def _einsum_shape(*inputs: TensorSpec, equation: str) -> TensorShape:
    letters, output = _parts(equation, len(inputs))
    known: dict[str, int | None] = {}
    batch: list[int | None] | None = []
    for spec, labels in zip(inputs, letters, strict=True):
        sizes = spec.shape.sizes
        if sizes is None:
            batch = None if "." in labels else batch
            continue
        more = len(sizes) - len(labels) + ("." in labels)
        if more < 0 or (more and "." not in labels):
            raise ValueError(f"{spec} does not fit the axes {labels!r} of equation {equation!r}")
        at = labels.find(".")
        if at >= 0:
            batch = _joined(batch, sizes[at : at + more])
            sizes = sizes[:at] + sizes[at + more :]
        for label, size in zip(labels.replace(".", ""), sizes, strict=True):
            if known.setdefault(label, size) not in (None, size) and size is not None:
                raise ValueError(
                    f"Dimensions must be equal, but are {known[label]} and {size} for axis {label!r} of {equation!r}"
                )
            known[label] = size if known[label] is None else known[label]
    if "." in output and batch is None:
        return TensorShape.of(None)
    found: list[int | None] = []
    for label in output:
        found.extend((batch or []) if label == "." else [known.get(label)])
    return TensorShape.of(tuple(found))


def _joined(batch: list[int | None] | None, sizes: tuple[int | None, ...]) -> list[int | None] | None:
    if batch is None:
        return None
    length = max(len(batch), len(sizes))
    pairs = zip([1] * (length - len(batch)) + batch, [1] * (length - len(sizes)) + list(sizes), strict=True)
    return [q if p == 1 else p if q == 1 or p is not None else q for p, q in pairs]


def _einsum_gradient(op: Operation, dy: Tensor) -> list[Any]:
    letters, output = _parts(op.attrs["equation"], len(op.inputs))
    found = []
    for i, (x, labels) in enumerate(zip(op.inputs, letters, strict=True)):
        if len(set(labels)) < len(labels):
            raise ValueError(f"the gradient of einsum {op.attrs['equation']!r} is not offered: {labels!r} takes a diagonal")
        others = [(conjugate(other), text) for j, (other, text) in enumerate(zip(op.inputs, letters, strict=True)) if j != i]
        operands = [(dy, output), *others]
        if set(labels) - set(output).union(*(text for _, text in others)):
            operands.append((node("OnesLike", x), labels))  # an axis that was summed alone spreads again
        target = "." + labels if "." not in labels and "." in output + "".join(t for _, t in others) else labels
        equation = ",".join(text for _, text in operands) + "->" + target
        made = node("Einsum", *(operand for operand, _ in operands), equation=equation.replace(".", "..."))
        found.append(summed_to(made, x))
    return found


def _einsum_work(*inputs: TensorSpec, equation: str) -> float:
    return 2.0 * max(map(least_elements, inputs)) * len(inputs)


@op("Einsum(inputs: *T) -> T", shape=_einsum_shape, gradient=_einsum_gradient, work=_einsum_work, T=NUMERIC)
def _einsum(*inputs: Any, equation: str) -> Any:
    """Sums of products by Einstein's convention: `ij,jk->ik` is a matrix product. `[i, j] x [j, k] -> [i, k]`.

    Source: tf.einsum.
    """
    if len(inputs) == 2:
        return np.asarray(einsum_of_two(equation, *map(np.asarray, inputs)))[()]
    return np.asarray(np.einsum(equation, *inputs, optimize=len(inputs) > 2))[()]


def einsum(equation: str, *inputs: Any, **kwargs: Any) -> Tensor:
    """Sums of products by Einstein's convention: `ij,jk->ik` is a matrix product. `[i, j] x [j, k] -> [i, k]`.

    `name` names it; `optimize` is accepted. Raises ValueError for an equation that does not fit, TypeError for another
    argument. Source: tf.einsum.
    """
    name = kwargs.pop("name", None)
    kwargs.pop("optimize", None)
    if kwargs:
        raise TypeError(f"Invalid keyword arguments for this function: {', '.join(sorted(kwargs))}. Expected: name.")
    graph = graph_of(*inputs)
    with graph.name_scope(name or "einsum"):
        made: Tensor = graph.node("Einsum", *inputs, equation=equation)
        return made


def matvec(
    a: Any,
    b: Any,
    transpose_a: bool = False,
    adjoint_a: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    name: str | None = None,
) -> Tensor:
    """Matrices times vectors. `[..., m, n] x [..., n] -> [..., m]`.

    The `*_is_sparse` hints are accepted and have no effect. Source: tf.linalg.matvec.
    """
    graph = graph_of(a, b)
    with graph.name_scope(name or "MatVec"):
        a = graph.convert(a)
        column = graph.node("ExpandDims", graph.convert(b, a.dtype), -1)
        if {a.shape.rank, column.shape.rank} <= {0, 1, 2}:
            a = conjugate(a) if adjoint_a else a
            product = graph.node("MatMul", a, column, transpose_a=transpose_a or adjoint_a)
        else:
            a = conjugate(a) if transpose_a else a
            product = graph.node("BatchMatMulV2", a, column, adj_x=transpose_a or adjoint_a, name="MatMul")
        made: Tensor = graph.node("Squeeze", product, squeeze_dims=[-1])
        return made


def adjoint(matrix: Any, name: str | None = None) -> Tensor:
    """The last two axes exchanged, and complex numbers conjugated. `[..., m, n] -> [..., n, m]`. Source: tf.linalg.adjoint."""
    graph = graph_of(matrix)
    with graph.name_scope(name or "adjoint"):
        matrix = graph.convert(matrix, name="matrix")
        rank = matrix.shape.rank
        if rank is None or rank < 2:
            raise ValueError(f"tf.linalg.adjoint needs matrices of known rank, got {matrix.spec}")
        return _transposed(conjugate(matrix), [*range(rank - 2), rank - 1, rank - 2])


def logdet(matrix: Any, name: str | None = None) -> Tensor:
    """The logarithm of the determinant of positive definite matrices. `[..., n, n] -> [...]`. Source: tf.linalg.logdet."""
    graph = graph_of(matrix)
    with graph.name_scope(name or "logdet"):
        factor = graph.node("Cholesky", matrix)
        diagonal = graph.node("MatrixDiagPartV3", factor, 0, factor.dtype.as_numpy_dtype(0), name="diag_part")
        made: Tensor = 2.0 * graph.node("Sum", graph.node("Log", diagonal), [-1])
        return made


def slogdet(input: Any, name: str | None = None) -> tuple[Tensor, Tensor]:
    """The sign of the determinant and the logarithm of its absolute value. `[..., n, n] -> [...], [...]`.

    Source: tf.linalg.slogdet.
    """
    graph = graph_of(input)
    with graph.name_scope(name or "slogdet"):
        determinant = graph.node("MatrixDeterminant", input)
        size = graph.node("Log", abs(determinant))
        return graph.node("Sign", determinant), graph.node(
            "Cast", size, DstT=determinant.dtype
        ) if size.dtype is not determinant.dtype else size
